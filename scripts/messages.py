"""Bring the catalogues of messages up to date with the code: uv run scripts/messages.py

New messages come in empty, those that are gone go out; `tests/unit/test_i18n.py` fails until every one is translated.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CODE = ("filrouge", "components", "pages")
KEYWORDS = {"_": None, "N_": None, "NN_": (1, 2), "ngettext": (1, 2), "plural": (1, 2)}


def extracted() -> Catalog:
    """Every message in the code, with the files it stands in."""
    found = Catalog(project="Fil Rouge", charset="utf-8")
    for folder in CODE:
        for file, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, [("**.py", "python")], keywords=KEYWORDS
        ):
            found.add(message, locations=[(f"{folder}/{file}", 0)])  # lines would change at every commit
    return found


def catalogue(locale: str) -> Path:
    """The file that holds the messages of a language."""
    return ROOT / "filrouge" / "locales" / locale / "LC_MESSAGES" / "filrouge.po"


def main() -> None:
    """Write the catalogues of all languages but English, which is in the code."""
    for folder in sorted((ROOT / "filrouge" / "locales").iterdir()):
        file = catalogue(folder.name)
        with file.open("rb") as stream:
            known = read_po(stream, locale=folder.name)
        known.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
        known.obsolete.clear()
        with file.open("wb") as stream:
            write_po(stream, known, omit_header=False, sort_output=True, width=120, ignore_obsolete=True)
        empty = sum(1 for message in known if message.id and not message.string)
        sys.stdout.write(f"{folder.name}: {len(known)} messages, {empty} to translate\n")


if __name__ == "__main__":
    main()
