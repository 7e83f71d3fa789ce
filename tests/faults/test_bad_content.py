"""Bad content, typed here or sent by a colleague with plain git: flagged and kept, and the rest of the board works.

`incoming` writes a colleague's commit with fast-import, which takes what no work tree would.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kindboard.cards.cards import SIZE_LIMIT, Answer
from kindboard.cards.paths import path_of
from kindboard.cards.toml import dump, parse
from kindboard.clone import worktree
from kindboard.errors import KindboardError
from kindboard.starters import starters
from kindboard.workspace.workspace import Workspace
from tests import generated
from tests.faults.machine import needs
from tests.faults.sound import plain
from tests.kills import ROOT
from tests.teams import Team, a_team

SAID = "We ask twice."
BOARD = "boards/riverside"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Sam and Jo share one answer."""
    with a_team(tmp_path, "Sam", "Jo") as team:
        team.members[0].add("answer", {"principle": "walk-a-mile", "question": "improve", "text": SAID})
        team.sync()
        yield team


def the_answer(workspace: Workspace) -> Answer:
    return next(card for card in workspace.board().answers if card.text == SAID)


def incoming(team: Team, *lines: bytes) -> None:
    """One commit on the shared board, made by a colleague without kindboard."""
    stream = [b"commit refs/heads/main", b"committer Lee <lee@example.org> 1793000000 +0000", b"data 4\nOdd\n",
              b"from refs/heads/main^0", *lines, b"done", b""]  # fmt: skip
    subprocess.run(
        ["git", "-C", team.shared, "fast-import", "--quiet", "--force", "--done"],
        input=b"\n".join(stream), check=True, timeout=60,
    )  # fmt: skip


def file(path: str, content: bytes, mode: bytes = b"100644") -> bytes:
    quoted = path.encode().replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'M %s inline "%s"\ndata %d\n%s' % (mode, quoted, len(content), content)


def all_is_well_but(team: Team, *paths: str) -> None:
    """The board opens and is written on; the files, and no others, are flagged, in words; everybody has the same."""
    for person in team:
        assert person.sync().state == "synced"
        person.add("answer", {"principle": "walk-a-mile", "question": "self", "text": f"{person.name} goes on."})
    team.sync()
    for person in team:
        texts = {card.text for card in person.board().answers}
        assert {SAID, "Sam goes on.", "Jo goes on."} <= texts
        assert {flag.path for flag in person.check()} == set(paths)
        for flag in person.check():
            plain(flag.problem)
    assert len(team.tips()) == 1


ANSWER = b'schema = 1\nprinciple = "walk-a-mile"\nquestion = "improve"\ncreated = 2026-11-23\n'
CHANGED = b"changed = 2026-11-23T10:00:00Z\n"
BAD = {
    "22_invalid_utf8": ANSWER + CHANGED + b'text = "\xff\xfe caf\xe9"\n',
    "24_a_key_twice": ANSWER + CHANGED + b'question = "self"\ntext = "x"\n',
    "24_a_wrong_type": ANSWER + CHANGED + b"text = 7\n",
    "24_a_wrong_choice": ANSWER.replace(b"improve", b"shout") + CHANGED + b'text = "x"\n',
    "24_not_a_number": ANSWER + CHANGED + b'text = "x"\nweight = nan\n',
    "24_a_huge_whole_number": ANSWER + CHANGED + b'text = "x"\nweight = ' + b"9" * 400 + b"\n",
    "24_a_thousand_deep": ANSWER + CHANGED + b'text = "x"\ndeep = ' + b"[" * 1000 + b"]" * 1000 + b"\n",
    "24_no_card_at_all": b"This is a shopping list.\n",
}
ID = "2026-11-23-badc0de1"


@pytest.mark.parametrize("bad", [key for key in BAD if key.startswith("22")])
@pytest.mark.parametrize("sent", [False, True], ids=["typed here", "sent by a colleague"])
def test_case_22_invalid_utf8_in_a_card_is_flagged_and_the_rest_opens(team: Team, bad: str, sent: bool) -> None:
    is_flagged_and_kept(team, BAD[bad], sent)


@pytest.mark.parametrize("bad", [key for key in BAD if key.startswith("24")])
@pytest.mark.parametrize("sent", [False, True], ids=["typed here", "sent by a colleague"])
def test_case_24_a_card_that_can_not_be_read_is_flagged_and_the_board_opens(team: Team, bad: str, sent: bool) -> None:
    is_flagged_and_kept(team, BAD[bad], sent)


def is_flagged_and_kept(team: Team, raw: bytes, sent: bool) -> None:
    sam, jo = team
    path = path_of("riverside", "answer", ID)
    if sent:
        incoming(team, file(path, raw))
        all_is_well_but(team, path)
        assert (jo.root / path).read_bytes() == raw
    else:
        (sam.root / path).parent.mkdir(exist_ok=True)
        (sam.root / path).write_bytes(raw)
        sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Goes on."})
        team.sync()
        assert [flag.path for flag in sam.check()] == [path]
        assert jo.check() == ()
    assert (sam.root / path).read_bytes() == raw


@pytest.mark.slow
def test_case_25_a_hundred_megabytes_are_not_loaded_are_flagged_and_sync_works(team: Team) -> None:
    path = path_of("riverside", "answer", ID)
    incoming(team, file(path, ANSWER + CHANGED + b'text = """\n' + b"Far too long. " * 7_500_000 + b'"""\n'))
    all_is_well_but(team, path)
    sam, _ = team
    assert (sam.root / path).stat().st_size > 100_000_000 > SIZE_LIMIT
    looks = "import kindboard, sys; w = kindboard.open(sys.argv[1]); w.board(); import psutil; "
    looks += "print(psutil.Process().memory_info().rss)"
    used = subprocess.run(
        [sys.executable, "-c", looks, str(sam.root)], cwd=ROOT, capture_output=True, timeout=60, check=True
    )
    assert int(used.stdout) < 100_000_000


def test_case_27_a_symlink_as_a_card_is_never_followed_nor_written_through(team: Team, tmp_path: Path) -> None:
    needs("posix")
    sam, _ = team
    secret = tmp_path / "secret.toml"
    secret.write_bytes(the_answer(sam).raw.replace(SAID.encode(), b"A secret."))
    before = secret.read_bytes()
    path = path_of("riverside", "answer", ID)
    incoming(team, file(path, str(secret).encode(), b"120000"))
    (sam.root / f"{BOARD}/themes").mkdir()
    local = f"{BOARD}/principles/mine.toml"
    (sam.root / local).symlink_to(secret)
    team.sync()
    for person in team:
        assert (person.root / path).read_text() == str(secret)  # laid out as what it is: a line that names a place
        assert not (person.root / path).is_symlink()
        assert "A secret." not in str(person.board().cards)
    assert [flag.path for flag in sam.check()] == [path, local]
    assert [flag.path for flag in team.members[1].check()] == [path]
    sam.change(the_answer(sam), {"tags": ("rota",)})
    team.sync()
    assert secret.read_bytes() == before
    assert generated.git(team.shared, "ls-tree", "main", path).startswith(b"120000")


@pytest.mark.parametrize("by_whom", ["a colleague", "the writer"])
def test_case_27_a_card_that_a_link_took_the_place_of_is_shown_to_all_as_it_was(
    team: Team, tmp_path: Path, by_whom: str
) -> None:
    needs("posix")
    sam, jo = team
    secret = tmp_path / "secret.toml"
    secret.write_bytes(the_answer(sam).raw.replace(SAID.encode(), b"A secret."))
    path = the_answer(sam).path
    if by_whom == "a colleague":
        incoming(team, file(path, str(secret).encode(), b"120000"))
    else:
        (sam.root / path).unlink()
        (sam.root / path).symlink_to(secret)
        generated.git(sam.root, "commit", "-qam", "A link")
    team.sync()
    for person in team:
        assert [answer.text for answer in person.board().answers] == [SAID]
    with starters.join(str(team.shared), tmp_path / "lee") as joined:
        assert [answer.text for answer in joined.board().answers] == [SAID]
    jo.change(the_answer(jo), {"tags": ("rota",)})
    team.sync()
    assert [answer.tags for answer in sam.board().answers] == [("rota",)]


def test_what_leads_elsewhere_on_windows_is_not_laid_out_there_wherever_it_stands(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worktree, "ON_WINDOWS", True)
    evil = ("C:/evil.bat", "..\\..\\evil.bat", "minutes/NUL", "minutes/con.txt", "minutes/x:y", "boards/aux/board.toml")
    before = {path for person in team for path in person.root.rglob("*") if ".git" not in path.parts}
    incoming(team, *(file(path, b"Evil.") for path in (*evil, "minutes/fine.txt")))
    team.sync()
    after = {path for person in team for path in person.root.rglob("*") if ".git" not in path.parts}
    fine = [person.root / "minutes" for person in team]
    assert after - before == {*fine, *(folder / "fine.txt" for folder in fine)}
    with starters.join(str(team.shared), team.shared.with_name("lee")) as joined:
        assert (joined.root / "minutes" / "fine.txt").exists()
        assert [path.name for path in (joined.root / "minutes").iterdir()] == ["fine.txt"]


def test_case_28_a_submodule_under_boards_is_left_alone_and_kept(team: Team) -> None:
    oid = generated.git(team.shared, "rev-parse", "main").decode().strip()
    incoming(team, f"M 160000 {oid} {BOARD}/module".encode())
    all_is_well_but(team)
    assert generated.git(team.shared, "ls-tree", "main", f"{BOARD}/module").startswith(b"160000 commit")
    for person in team:
        assert not (person.root / f"{BOARD}/module").exists()


NAMES = ["../../x", "..", ".git", "CON", "nul", "a\0b", "aux.toml", "x/../../y", "COM1", "-oProxyCommand=x", "a\nb"]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_case_29_a_name_that_leads_elsewhere_is_refused(team: Team, name: str) -> None:
    sam, _ = team
    before = sorted(path for path in sam.root.parent.rglob("*") if ".git/" not in str(path))
    with pytest.raises(KindboardError):
        sam.board().find(name)
    with pytest.raises(KindboardError):
        sam.restore(name)
    with pytest.raises(ValueError, match=r".*"):
        path_of("riverside", "principle", name)
    assert sorted(path for path in sam.root.parent.rglob("*") if ".git/" not in str(path)) == before


@pytest.mark.parametrize("name", ["CON.toml", "nul.toml", "aux.toml", "a:b.toml", "trailing. "])
def test_case_29_a_name_that_is_dangerous_elsewhere_is_not_laid_out_though_a_colleague_sent_it(
    team: Team, name: str
) -> None:
    sam, _ = team
    path = f"{BOARD}/principles/{name}"
    incoming(team, file(path, the_answer(sam).raw))
    sam.sync()
    assert not (sam.root / path).exists()
    sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Goes on."})
    assert sam.sync().state == "synced"


def test_case_29_a_tree_that_climbs_out_of_the_folder_is_not_taken_in(team: Team, tmp_path: Path) -> None:
    sam, _ = team
    blob = generated.git(team.shared, "hash-object", "-w", "--stdin", stdin=b"gotcha").decode().strip()
    inner = subprocess.run(
        ["git", "-C", team.shared, "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
        input=b"100644 ..\0" + bytes.fromhex(blob), capture_output=True, check=True, timeout=20,
    ).stdout.decode().strip()  # fmt: skip
    head = generated.git(team.shared, "rev-parse", "main").decode().strip()
    outer = generated.git(team.shared, "ls-tree", "main").decode() + f"040000 tree {inner}\tzz\n"
    tree = generated.git(team.shared, "mktree", stdin=outer.encode()).decode().strip()
    who = {f"GIT_{role}_{what}": "lee@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    commit = subprocess.run(
        ["git", "-C", team.shared, "commit-tree", "-p", head, "-m", "Odd", tree],
        env=os.environ | who, capture_output=True, check=True, timeout=20,
    ).stdout.decode().strip()  # fmt: skip
    generated.git(team.shared, "update-ref", "refs/heads/main", commit)
    told = sam.sync()
    assert told.state != "synced"
    plain(told.message)
    assert sam.clone.tip == head
    sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Goes on."})
    assert len(sam.board().answers) == 2


def test_case_30_of_an_id_in_the_file_and_another_in_its_name_the_name_wins_and_it_is_flagged(team: Team) -> None:
    sam, _ = team
    path = path_of("riverside", "answer", ID)
    incoming(team, file(path, b'id = "2026-01-01-zzzzzzzz"\n' + the_answer(sam).raw.replace(b"twice", b"thrice")))
    all_is_well_but(team, path)
    assert sam.board().find(ID).path == path


def test_case_31_one_id_in_two_places_is_shown_twice_and_flagged(team: Team) -> None:
    sam, jo = team
    elsewhere = the_answer(sam).path.replace("/2026-", "/2025-", 1)
    incoming(team, file(elsewhere, the_answer(sam).raw))
    for person in (sam, jo):
        person.sync()
        assert [card.id for card in person.board().answers] == [the_answer(sam).id] * 2
        assert elsewhere in {flag.path for flag in person.check()}
        assert (person.root / elsewhere).exists()


def test_case_32_names_that_differ_only_by_case_are_flagged_and_ours_are_lower_case(team: Team) -> None:
    sam, _ = team
    other = path_of("riverside", "principle", "walk-a-mile").replace("walk", "Walk")
    incoming(team, file(other, sam.board().principles[0].raw))
    all_is_well_but(team, other)
    new = sam.add("principle", {"title": "WE Shout In Capitals", "order": 8})
    assert new.path == new.path.lower()


@pytest.mark.parametrize("how", ["windows line ends", "a byte order mark", "autocrlf"])
def test_case_33_other_line_ends_are_no_edit_and_the_same_text(team: Team, how: str) -> None:
    sam, _ = team
    card = sam.root / the_answer(sam).path
    tip = sam.clone.tip
    if how == "autocrlf":
        generated.git(sam.root, "config", "core.autocrlf", "true")
        card.unlink()
        generated.git(sam.root, "checkout", "--", the_answer_path(sam))
    elif how == "a byte order mark":
        card.write_bytes(b"\xef\xbb\xbf" + card.read_bytes())
    else:
        card.write_bytes(card.read_bytes().replace(b"\n", b"\r\n"))
    assert the_answer(sam).text == SAID
    for _ in range(2):
        assert sam.sync().state == "synced"
    assert the_answer(sam).text == SAID
    assert sam.clone.tip == tip
    assert sam.check() == ()


def the_answer_path(workspace: Workspace) -> str:
    (path,) = workspace.clone.listing(f"{BOARD}/answers")
    return path


def test_case_37_a_card_of_a_newer_kindboard_is_shown_merged_and_never_edited(team: Team) -> None:
    sam, jo = team
    answer = the_answer(sam)
    doc = parse(answer.raw) | {"schema": 2, "mood": {"weather": "mild"}}
    incoming(team, file(answer.path, dump(doc, "answer")))
    for person in (sam, jo):
        person.sync()
        shown = the_answer(person)
        assert shown.newer
        with pytest.raises(KindboardError, match="newer kindboard"):
            person.change(shown, {"text": "Overwritten."})
    all_is_well_but(team, answer.path)
    assert b"weather" in the_answer(sam).raw


HOSTILE_NAMES = ["Sam\nfrom refs/heads/main", "<sam>", "Sam <x@y> 0 +0000\ndata 0", "\x1b[31mSam\x07", "'; rm -rf /"]


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=ascii)
def test_case_64_a_name_made_to_fool_git_makes_a_card_and_nothing_else(team: Team, name: str) -> None:
    sam, jo = team
    refs = generated.git(sam.root, "for-each-ref", "--format=%(refname)")
    count = int(generated.git(sam.root, "rev-list", "--count", "main"))
    sam.set_name(name)
    card = sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Said."})
    assert int(generated.git(sam.root, "rev-list", "--count", "main")) == count + 1
    assert generated.git(sam.root, "diff-tree", "-r", "--name-only", "main^", "main").decode().split() == [card.path]
    author = generated.git(sam.root, "log", "-1", "--format=%an", "main").decode().strip()
    assert author.isprintable()
    assert not set(author) & set("<>")
    team.sync()
    assert generated.git(sam.root, "for-each-ref", "--format=%(refname)") == refs
    assert "Said." in {answer.text for answer in jo.board().answers}


@pytest.mark.parametrize("name", ['quo"te.txt', "new\nline.txt", "ünï.txt", "tab\t.txt"], ids=ascii)
def test_case_64_a_path_that_needs_quoting_is_made_again_as_it_is(team: Team, name: str) -> None:
    needs("posix")
    sam, jo = team
    (sam.root / name).write_text("notes\n")
    generated.git(sam.root, "add", "--all")
    generated.git(sam.root, "-c", "user.name=Sam", "-c", "user.email=s@example.org", "commit", "--quiet", "-m", "Notes")
    jo.change(the_answer(jo), {"tags": ("rota",)})
    jo.sync()
    team.sync()
    assert (jo.root / name).read_text() == "notes\n"
    assert generated.git(team.shared, "ls-tree", "-z", "--name-only", "main").decode().split("\0").count(name) == 1


def test_case_67_a_symlinked_parent_folder_is_never_written_through(team: Team, tmp_path: Path) -> None:
    needs("posix")
    sam, jo = team
    outside = tmp_path / "outside"
    answers = sam.root / f"{BOARD}/answers"
    answers.rename(outside)
    answers.symlink_to(outside)
    before = {path: path.read_bytes() for path in outside.rglob("*.toml")}
    jo.change(the_answer(jo), {"text": "Jo's words."})
    jo.sync()
    sam.sync()
    sam.add("answer", {"principle": "walk-a-mile", "question": "self", "text": "Goes on."})
    assert {path: path.read_bytes() for path in outside.rglob("*.toml")} == before
    answers.unlink()
    team.sync()
    for person in team:
        assert {card.text for card in person.board().answers} == {"Jo's words.", "Goes on."}


@pytest.mark.parametrize("kind", ["symlink", "submodule"])
def test_case_67_a_folder_of_cards_that_a_colleague_made_a_link_keeps_the_words_written_in_it(
    team: Team, tmp_path: Path, kind: str
) -> None:
    sam, jo = team
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = f"{BOARD}/answers"
    head = generated.git(team.shared, "rev-parse", "main").decode().strip()
    link = file(folder, str(outside).encode(), b"120000") if kind == "symlink" else f"M 160000 {head} {folder}".encode()
    sam.change(the_answer(sam), {"text": "Sam's new words."})
    incoming(team, f"D {folder}".encode(), link)
    for person in (sam, jo, sam, jo):
        assert person.sync().state == "synced"
    assert list(outside.iterdir()) == []
    objects = generated.git(team.shared, "ls-tree", "-r", "main").decode()
    kept = [line.split("\t")[1] for line in objects.splitlines() if "answers" in line and " blob " in line]
    contents = [generated.git(team.shared, "cat-file", "-p", f"main:{path}").decode() for path in kept]
    assert any("Sam's new words." in text for text in contents), kept
    for person in team:
        assert person.check() != ()
        person.add("plan", {"column": "start", "title": "Goes on."})
        assert person.sync().state == "synced"
