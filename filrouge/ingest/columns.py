"""Which input column holds what: common names recognised in any case, the rest settled by the user."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from filrouge.errors import InputError
from filrouge.ingest.record import Record
from filrouge.schema import DOCUMENTS

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "id": ("id", "doc_id"),
    "text": ("text", "body", "content", "full_text", "texte", "contenu", "texto", "contenido", "inhalt"),
    "title": ("title", "headline", "titre", "título", "titulo", "titel"),
    "date": ("date", "published", "published_at", "pubdate", "pub_date", "publication_date", "fecha", "datum"),
    "source": ("source", "outlet", "publisher", "média", "media", "fuente", "medio", "quelle"),
    "language": ("language", "lang", "langue", "idioma", "sprache"),
    "url": ("url", "link", "permalink", "lien", "enlace"),
    "issuer": ("issuer",),
    "country": ("country",),
    "kind": ("kind",),
}
"""What Fil Rouge looks for, and the column names that say it, best first."""

KEPT_TOO: Final = ("country", "kind")
"""Fields that go to the table of sources and stay with the document under their own name as well."""

_FIELD_IS_COLUMN: Final = re.compile(
    r"""\s*(?P<field>\w+)\s*=\s*(?:"(?P<quoted>(?:[^"]|"")+)"|(?P<plain>.+?))\s*(?:,\s*(?=[^,="]*=)|,?\s*\Z)""", re.S
)
_TAKEN: Final = frozenset({column.name for column in DOCUMENTS.columns} | {"file_row_number", "doc"})


def parse_map(*options: str) -> dict[str, str]:
    """Read `--map text=COL,date=COL`, given once or more often, into {field: column}.

    A comma parts two fields where something with an equals sign follows it, since a column's name may hold commas; a
    name that holds both stands in double quotes.

    Raises
    ------
    InputError
        A part is not FIELD=COLUMN, or names a field there is not.
    """
    mapping: dict[str, str] = {}
    for option in options:
        rest = option.strip()
        while rest:
            found = _FIELD_IS_COLUMN.match(rest)
            field = found["field"].lower() if found else ""
            if found is None or field not in ALIASES:
                raise InputError(
                    f"'{rest if found is None else found[0].rstrip(', ')}' is not FIELD=COLUMN",
                    where="--map",
                    mend=f"Fields are {', '.join(ALIASES)}. Example: --map text=content,date=day. A column whose name "
                    """holds a comma and an equals sign stands in double quotes: --map 'text="a, b=c"'.""",
                )
            mapping[field] = found["plain"] or found["quoted"].replace('""', '"')
            rest = rest[found.end() :]
    return mapping


def recognise(names: Iterable[str], mapping: Mapping[str, str], filled: Iterable[str] | None = None) -> dict[str, str]:
    """Say which of a record's columns holds each field; a column serves one field only.

    `mapping` wins: a field whose mapped column is there is looked for nowhere else, even where that cell is empty.

    Parameters
    ----------
    names : the record's columns.
    filled : those of them that hold something; all where it is not said.

    Returns
    -------
    {field: column}, for the fields that are there.
    """
    names = list(names)
    holding = set(names if filled is None else filled)
    by_fold: dict[str, str] = {}
    for name in names:
        by_fold.setdefault(name.strip().casefold(), name)
    chosen: dict[str, str] = {}
    for field, wanted in mapping.items():
        column = wanted if wanted in names else by_fold.get(wanted.casefold())
        if column is not None:
            chosen[field] = column
    for field, aliases in ALIASES.items():
        if field not in chosen:
            free = (by_fold[alias] for alias in aliases if by_fold.get(alias) in holding)
            column = next((name for name in free if name not in chosen.values()), None)
            if column is not None:
                chosen[field] = column
    return {field: column for field, column in chosen.items() if column in holding}


def map_record(record: Record, mapping: Mapping[str, str]) -> dict[str, str]:
    """Say which of a record's columns holds each field: {field: column}, for the fields that are filled."""
    return recognise(record.names or tuple(record.fields), mapping, record.fields)


def kept_name(name: str) -> str:
    """Name under which a column Fil Rouge does not know is kept: its own, or with `input_` if that is taken."""
    return f"input_{name}" if name.casefold() in _TAKEN else name


def tidy_names(names: Sequence[str]) -> list[str]:
    """Make column names printable, non-empty and different from each other in any case (DuckDB ignores case)."""
    tidy: list[str] = []
    seen: set[str] = set()
    for position, name in enumerate(names, 1):
        clean = "".join(c for c in str(name) if c.isprintable()).encode("utf-8", "replace").decode().strip()
        clean = base = clean[:100] or f"column_{position}"
        copy = 1
        while clean.casefold() in seen:
            copy += 1
            clean = f"{base}_{copy}"
        seen.add(clean.casefold())
        tidy.append(clean)
    return tidy
