"""What must be true of a world of clones, whatever was done in it."""

import shutil
from itertools import combinations
from pathlib import Path

import kindboard
from kindboard.git import tree
from kindboard.git.repository import QUEUE
from kindboard.merge.merge import Change, TreeMerge, merge_changes
from tests import generated
from tests.laws import all_are_equal, every_object, history_is_whole, words_in
from tests.ledger import WORD
from tests.properties.world import Person, World
from tests.teams import at_the_computer_of


def whoever_merges(world: World) -> None:
    """The same three versions merge to the same, whichever side is ours."""
    for one, other in combinations(world.people, 2):
        mine, theirs = one.workspace.clone, other.workspace.clone
        here, there = mine.tip, theirs.tip
        assert here is not None
        assert there is not None
        if here == there or world.merged:
            continue
        generated.git(one.root, "fetch", "-q", "--no-write-fetch-head", str(other.root), "main")
        base = generated.git(one.root, "merge-base", here, there).decode().strip()
        ours, others = tree.difference(mine.git, base, here), tree.difference(mine.git, base, there)
        assert _result(ours, others, merge_changes(ours, others, mine.objects.blob)) == _result(
            others, ours, merge_changes(others, ours, mine.objects.blob)
        )


def _result(ours: dict[str, Change], theirs: dict[str, Change], merge: TreeMerge) -> dict[str, object]:
    """path -> what it becomes, where either side changed anything."""
    result: dict[str, object] = {path: change.base for path, change in theirs.items()}
    result |= {path: change.new for path, change in ours.items()}
    return result | merge.writes


def whoever_syncs_first(world: World, folder: Path) -> None:
    """Two people with one unsent change each: both orders of their syncs end in the same board."""
    busy = [p for p in world.people if _unsent(p) == 1 and p.workspace.clone.objects.oid(QUEUE) is None]
    busy = [p for p in busy if not p.half and not generated.git(p.root, "status", "--porcelain")]
    if len(busy) < 2 or world.merged or not world.shared.exists():
        return
    one, other = busy[:2]
    ends = [
        _synced(world, folder / str(number), order)
        for number, order in enumerate([(one, other, one), (other, one, other)])
    ]
    assert ends[0] == ends[1], "Who syncs first decides what the board becomes"


def _unsent(person: Person) -> int:
    clone = person.workspace.clone
    clone.index.finish()
    return int(generated.git(person.root, "rev-list", "--count", clone.settings.branch, f"^{clone.settings.tracking}"))


def _synced(world: World, folder: Path, order: tuple[Person, ...]) -> bytes:
    """The board after these people synced one after another, in a copy of the world."""
    shutil.copytree(world.folder, folder)
    for person in {person.name: person for person in order}.values():
        config = folder / person.name / ".git/config"
        config.write_text(config.read_text().replace(f"{world.folder}/", f"{folder}/"))
    for person in order:
        with at_the_computer_of(person.computer), kindboard.open(folder / person.name) as workspace:
            assert workspace.sync().state == "synced"
    end = generated.git(folder / "shared", "ls-tree", "-r", "main")
    shutil.rmtree(folder)
    return end


def finish(world: World) -> None:
    """Everybody finishes what they had begun and syncs twice. Then all boards are equal, whole, and nothing is lost."""
    if world.away.exists():
        world.away.rename(world.shared)
    for person in world.people:
        while person.half:
            world.finishes_by_hand(person, 0)
    for person in world.people * 2:
        world.syncs(person, now=True)
    all_are_equal(world.shared, (person.workspace for person in world.people))
    history_is_whole(world.shared, (person.root for person in world.people), merged=world.merged)
    lost = world.ledger.lost(words_in(world.people[0].root))
    assert lost == set(), f"Words were lost: {lost}"
    left = world.never & set(WORD.findall(every_object(world.shared)))
    assert left == set(), f"Words that were taken back before they were sent have left: {left}"
