"""The pictures in the README are there, are of the example, and say in words what is on them."""

import re
import xml.etree.ElementTree as ET

from tests.pictures import FOLDER, WAYS, drawn, the_example
from tests.readme import README

PICTURE = re.compile(r"!\[(.+?)\]\(\.pictures/(\w+)\.svg\)", re.DOTALL)


def test_every_mode_has_its_picture_and_every_picture_its_words() -> None:
    shown = {name: words for words, name in PICTURE.findall(README.read_text(encoding="utf-8"))}
    assert set(shown) == set(WAYS) == {path.stem for path in FOLDER.iterdir()}
    assert min(len(words) for words in shown.values()) > 40


async def test_the_pictures_are_what_the_example_shows() -> None:
    with the_example() as root:
        made = await drawn(root)
    for name, svg in made.items():
        kept = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
        assert _words(svg)[:5] == _words(kept)[:5], f"{name}: run python -m tests.pictures"
        assert "Made-up example" in " ".join(_words(kept))
        assert "@font-face" not in kept, "nothing is fetched from elsewhere"


def _words(svg: str) -> list[str]:
    """The lines of text of a picture."""
    return [
        " ".join("".join(part.itertext()).split())
        for part in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    ]
