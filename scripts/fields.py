"""Write the table of the fields of a link into the guide: uv run scripts/fields.py"""

from pathlib import Path

from filrouge.explore.fields import Truth
from filrouge.explore.view import PAGES, fields

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "guide.md"
BEGIN, END = "<!-- fields: begin -->\n", "<!-- fields: end -->\n"


def table() -> str:
    """A row for each field of a view, from what declares it."""
    rows = ["| in links | `filrouge export` | pages | |", "|---|---|---|---|"]
    for field in fields().values():
        pages = ", ".join(PAGES[page] for page in field.pages) or "all"
        on_off = isinstance(field.codec, Truth)
        usage = (
            f"{field.option}/--no-{field.name.replace('_', '-')}" if on_off else f"{field.option} {field.codec.metavar}"
        )
        usage = usage.replace("|", "\\|")
        rows.append(f"| `{field.name}` | `{usage}` | {pages} | {field.help} |")
    return "\n".join(rows) + "\n"


def with_table(guide: str) -> str:
    """The guide with the table as it is now."""
    before, rest = guide.split(BEGIN)
    return before + BEGIN + table() + END + rest.split(END)[1]


if __name__ == "__main__":
    GUIDE.write_text(with_table(GUIDE.read_text("utf-8")), "utf-8")
