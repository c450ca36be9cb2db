"""Feeds any bytes to the readers: nothing but `UnreadableFile` may come out of them. Guided by coverage, with atheris.

uv run python tests/fuzz/mutate_samples.py SAMPLES_FOLDER --gather      # what it begins with: the samples of the tests
uv run --with atheris python tests/fuzz/fuzz_ingest.py CORPUS_FOLDER SAMPLES_FOLDER -max_total_time=3600 -timeout=30 \
    -rss_limit_mb=3000
"""

import pkgutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["filrouge", "feedparser", "warcio", "bibtexparser"]):
    from filrouge.ingest import formats
    from filrouge.ingest.draft import Reading, make_drafts
    from filrouge.ingest.finalize import Drafts
    from filrouge.ingest.formats.archives import Refused, items
    from filrouge.ingest.formats.kinds import kind_of
    from filrouge.ingest.formats.layouts import layout_of
    from filrouge.ingest.formats.readers import read_records
    from filrouge.ingest.plan import Plan
    from filrouge.ingest.record import UnreadableFile
    from filrouge.ingest.report import FileRead, IngestReport
    from filrouge.ingest.sources import Outlets

    for module in pkgutil.walk_packages(formats.__path__, f"{formats.__name__}."):  # readers are imported when used
        import_module(module.name)

NAMES = ("a.txt", "a.csv", "a.html", "a.jsonl", "a.xml", "a", "a.zip", "a.gz", "a.eml", "a.xls", "a.bib")
MOST_RECORDS = 50
_PRINTED = 0x20


def read(data: bytes) -> None:
    """Read the bytes as a file, the whole way to the tables. A first byte that is none of a text chooses its name."""
    if not data:
        return
    is_sample = data[0] >= _PRINTED
    name = "a" if is_sample else NAMES[data[0] % len(NAMES)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data if is_sample else data[1:])
        try:
            for item in items(path, name):
                if not isinstance(item, Refused):
                    read_item(item, Path(folder))
        except UnreadableFile:
            return


def read_item(item, folder: Path) -> None:
    """Read one item, and write what it holds."""
    records = []
    try:
        kind = kind_of(item)
        for record in read_records(item, kind, layout_of(item, kind)):
            records.append(record)
            if len(records) == MOST_RECORDS:
                break
    except UnreadableFile:
        pass
    reading = Reading(item.name, Plan(), Outlets(), {}, lambda _: False)
    made = [draft for draft in make_drafts(records, reading) if not isinstance(draft, tuple)]
    with Drafts(folder) as drafts:
        drafts.add(made, FileRead(item.name, item.path, "0" * 64, 0))
        if len(drafts):
            drafts.finalize(folder, IngestReport())


if __name__ == "__main__":
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()
