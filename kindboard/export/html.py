"""A page as one self-contained HTML file: it loads nothing, prints on A4 and reads well on a telephone."""

from jinja2 import Environment, PackageLoader

from kindboard.export.blocks import Block, Page
from kindboard.export.charts import drawn


def html(page: Page) -> str:
    pages = Environment(loader=PackageLoader("kindboard.export"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    pages.tests["a"] = _is_a
    return pages.get_template("page.html.j2").render(page=page, drawn=drawn) + "\n"


def _is_a(block: Block, name: str) -> bool:
    return type(block).__name__ == name
