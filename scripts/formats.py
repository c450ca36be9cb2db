"""Write the table of the exports that are known by name into docs/ingest.md: uv run scripts/formats.py"""

import inspect
import re
from importlib import import_module
from pathlib import Path

from filrouge.ingest.profiles import Layout, Profile, layouts, profiles

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "ingest.md"
BEGIN, END = "<!-- exports: begin -->\n", "<!-- exports: end -->\n"

_KINDS = {"markup": "XML", "html": "page", "text": "text", "docx": "Word", "odt": "OpenDocument", "rtf": "rich text"}
_KINDS |= {"pdf": "PDF", "mhtml": "MHTML", "feed": "", "csv": "", "subtitles": ""}


def table() -> str:
    """A row for each export, from what declares it."""
    rows = ["| Export | `--as` | Files | What is read |", "|---|---|---|---|"]
    known: list[Profile | Layout] = [*layouts(), *profiles()]
    for export in sorted(known, key=lambda export: (export.title.casefold(), export.name)):
        if isinstance(export, Layout):
            files = ", ".join(dict.fromkeys(filter(None, (_KINDS.get(kind, kind) for kind in export.kinds))))
            read = _first_sentence(export)
        else:
            files = "table, JSON"
            constants = [f"{name} ({value})" for name, value in export.constants.items()]
            read = ", ".join([name.replace("_", " ") for name in export.fields] + constants)
            read += "; titles where there is no text" if export.headlines else ""
        rows.append(f"| {export.title} | `{export.name}` | {files} | {read.replace('|', chr(92) + '|')} |")
    return "\n".join(rows) + "\n"


def _first_sentence(layout: Layout) -> str:
    module, _, name = layout.reader.rpartition(".")
    reader = getattr(import_module(f"filrouge.ingest.formats.{module}"), name)
    return re.split(r"(?<=[.;])\s|\n\n", " ".join((inspect.getdoc(reader) or "").split()))[0].rstrip(".;")


def with_table(document: str) -> str:
    """The document with the table as it is now."""
    before, rest = document.split(BEGIN)
    return before + BEGIN + table() + END + rest.split(END)[1]


if __name__ == "__main__":
    DOCUMENT.write_text(with_table(DOCUMENT.read_text("utf-8")), "utf-8")
