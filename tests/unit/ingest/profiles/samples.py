"""Small exports of many tools, with invented posts, read for tests."""

import csv
import io
import json
from pathlib import Path
from typing import Any, NamedTuple

from filrouge.ingest.report import Ingested
from tests.unit.reading import ingest

FERRY = "The ferry to Skarholm stays in port until the harbour master has seen the new anchor chain."
FERRY_FR = "Le bac de Skarholm reste à quai tant que le capitaine du port n'a pas vu la nouvelle chaîne d'ancre."
WELL = "Der Brunnen von Oberlauten ist wieder offen, und das Wasser wird jeden zweiten Tag geprüft."


class Sample(NamedTuple):
    """An export: a name to tell it by, its file, and what its documents are (in order; fields that are not named are
    not asked). `day` is the day as stated.
    """

    profile: str
    file: str
    content: str
    documents: list[dict[str, Any]]
    n_rejected: int = 0


def table(header: str, *rows: list[Any], sign: str = ",") -> str:
    """A table by its header, whose names are parted by the same sign."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, lineterminator="\n")
    writer.writerow(header.split(sign))
    writer.writerows(rows)
    return out.getvalue()


def sparse(header: str, *rows: dict[str, Any], sign: str = ",") -> str:
    """A table of which only some cells are filled."""
    names = header.split(sign)
    return table(header, *([row.get(name, "") for name in names] for row in rows), sign=sign)


def lines(*values: Any) -> str:
    """Lines of JSON."""
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def read(folder: Path, sample: Sample) -> Ingested:
    """Read a sample as an analyst has it."""
    path = folder / sample.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(sample.content, "utf-8")
    return ingest([path])


def check(folder: Path, sample: Sample) -> None:
    """Compare what was read with what is right."""
    found = read(folder, sample)
    (file,) = found.report.files
    assert file.profile == sample.profile, (file.profile, found.report.columns)
    texts = found.texts["text"].to_pylist()
    rows = found.documents.to_pylist()
    assert len(rows) == len(sample.documents), [found.report.because, texts]
    for row, text, wanted in zip(rows, texts, sample.documents, strict=True):
        told = {**row, "text": text, "day": row["published_evidence"] and day(row)}
        differing = {name: told[name] for name in wanted if told[name] != wanted[name]}
        assert not differing, (differing, wanted)
    assert found.report.n_rejected == sample.n_rejected, found.report.because


def day(row: dict[str, Any]) -> str | None:
    """The day of a document by the clock it was stated in."""
    import datetime as dt

    if row["published"] is None:
        return None
    local = row["published"] + dt.timedelta(minutes=row["published_offset"] or 0)
    return f"{local:%Y-%m-%d}"
