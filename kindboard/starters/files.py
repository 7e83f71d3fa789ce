"""What a new board begins with: the cards of a starter, and a first round."""

from pathlib import Path

from kindboard.cards.cards import SCHEMA, Doc
from kindboard.cards.paths import ATTRIBUTES, path_of
from kindboard.cards.toml import dump, parse
from kindboard.clone import person
from kindboard.edits.edits import slug_of
from kindboard.errors import WrongUse
from kindboard.words.days import season

DEFAULT = "kindness-in-practice"


def shipped() -> Path:
    """The folder of the starters: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "boards"
    return inside if inside.is_dir() else package.parent / "boards"


def names() -> tuple[tuple[str, str], ...]:
    """(slug, title) of every starter, the default one first."""
    found = [(path.parent.name, str(parse(path.read_bytes())["title"])) for path in shipped().glob("*/board.toml")]
    return tuple(sorted(found, key=lambda starter: (starter[0] != DEFAULT, starter)))


def check_starter(starter: str) -> None:
    """Raises WrongUse for a name that is no starter's."""
    if starter not in dict(names()):
        there = ", ".join(slug for slug, _ in names())
        raise WrongUse("unknown-starter", f"There is no starter called {starter}.", f"There are: {there}.")


def files_of(starter: str, slug: str, title: str) -> dict[str, bytes]:
    """Every file of a new board: the starter's cards, and a first round."""
    source = shipped()
    today, now = person.now().date(), person.now()
    files = {ATTRIBUTES: (source / ".gitattributes").read_bytes()}
    for file in sorted((source / starter).rglob("*.toml")):
        inside = file.relative_to(source / starter).as_posix()
        files[f"boards/{slug}/{inside}"] = file.read_bytes()
    about = path_of(slug, "board", slug)
    doc: Doc = {key: value for key, value in parse(files[about]).items() if key != "starter"}
    files[about] = dump(doc | {"title": title, "created": today, "changed": now}, "board")
    words = season(today)
    round: Doc = {
        "schema": SCHEMA,
        "title": words,
        "stage": "reflect",
        "started": today,
        "created": today,
        "changed": now,
    }
    year_first = "-".join(reversed(slug_of(words).split("-")))
    files[path_of(slug, "round", year_first)] = dump(round, "round")
    return files
