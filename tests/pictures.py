"""The README's pictures: `python -m tests.pictures` draws each mode of the example board anew, as SVG."""

import asyncio
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kindboard.demo import make
from kindboard.tui.app import KindboardApp
from tests.teams import at_the_computer_of

FOLDER = Path(__file__).parent.parent / ".pictures"
SIZE = (100, 30)
TODAY = "2026-11-20T09:30:00+00:00"
WAYS: dict[str, tuple[str, ...]] = {
    "reflect": ("1", "full_stop", "full_stop", "right", "right"),
    "pool": ("2",),
    "plan": ("3", "right"),
    "review": ("4",),
    "learn": ("5", "end", "home", "down", "down", "down"),
}
"""What is pressed before each picture."""


async def drawn(root: Path) -> dict[str, str]:
    """Each picture as SVG, by its name."""
    import kindboard

    pictures = {}
    with kindboard.open(root) as workspace:
        app = KindboardApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(1)
            for name, keys in WAYS.items():
                await pilot.press(*keys)
                await pilot.pause()
                while name == "review" and app.looked_back is None:
                    await pilot.pause(0.05)
                app.said = ""
                app.draw_status()
                await pilot.pause()
                pictures[name] = plain(app.export_screenshot(title="kindboard"))
    return pictures


def plain(svg: str) -> str:
    """Without the fonts that would be fetched from elsewhere, and with names that stay the same."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return re.sub(r"terminal-\d+-", "t-", svg).replace("Fira Code, monospace", "monospace").rstrip() + "\n"


@contextmanager
def the_example() -> Iterator[Path]:
    """The example board as it is on a fixed day, on a computer of its own."""
    before = os.environ.get("KINDBOARD_NOW")
    os.environ["KINDBOARD_NOW"] = TODAY
    try:
        with tempfile.TemporaryDirectory() as folder, at_the_computer_of(Path(folder) / "computer"):
            make.make(Path(folder) / "board").close()
            yield Path(folder) / "board"
    finally:
        os.environ.pop("KINDBOARD_NOW", None)
        if before is not None:
            os.environ["KINDBOARD_NOW"] = before


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with the_example() as root:
        for name, svg in asyncio.run(drawn(root)).items():
            (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
