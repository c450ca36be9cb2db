"""Damages what the tests read, and reads that: nothing but a message may come of it, and soon. Without coverage, so it
runs anywhere; `fuzz_ingest.py` searches deeper.

uv run python tests/fuzz/mutate_samples.py SAMPLES_FOLDER --gather              # the samples of the project's tests
uv run python tests/fuzz/mutate_samples.py SAMPLES_FOLDER press --seconds 600   # or another of FAMILIES
"""

import argparse
import hashlib
import io
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from filrouge.errors import InputError
from filrouge.ingest.boilerplate import article
from filrouge.ingest.documents import ingest
from filrouge.ingest.formats import pages
from filrouge.ingest.formats.kinds import kind_of
from filrouge.ingest.formats.layouts import layout_of
from filrouge.ingest.record import Item, UnreadableFile
from filrouge.ingest.report import IngestReport

FAMILIES: Final = {
    "tables": {"csv", "ruled", "xlsx", "xls", "xlsb", "ods", "spreadsheetml", "parquet"},
    "json": {"json", "jsonl", "json-feed"},
    "pages": {"html", "mhtml", "webarchive", "telegram-html", "facebook-html"},
    "markup": {"markup", "feed", "newsml-g2", "newsml-1", "nitf", "tei", "factiva-xml", "endnote-xml", "zotero-rdf"},
    "papers": {"docx", "odt", "rtf", "pdf"},
    "press": {
        "europresse",
        "factiva",
        "labelled",
        "nexis",
        "iramuteq",
        "press-review",
        "wiso",
        "retriever",
        "infomedia",
        "lexico",
    },
    "references": {"bibtex", "ris", "enw", "nbib", "wos"},
    "letters": {"mail", "mail-text", "msg", "text", "subtitles", "whatsapp"},
    "packed": {"warc", "binary"},
}
"""Of which kinds and layouts the samples of each family are."""

_LARGEST: Final = 300_000  # bytes
_LONGEST: Final = 20  # seconds of the processor
_LONG: Final = 4
Samples = list[list[tuple[bytes, str]]]
"""Those of each kind or layout, with the ending of their names."""

_ENDINGS: Final = {"csv": ".csv", "json": ".json", "jsonl": ".jsonl", "mail": ".eml", "html": ".html"}


class _Gather:
    """Keeps the bytes of every item, page and pasted text that a test makes, by its kind or layout."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._made = folder, []

    def pytest_sessionstart(self) -> None:
        make, pasted, saved = Item.__init__, article.units_of, pages.parse_page

        def made(item: Item, *args: object, **named: object) -> None:
            make(item, *args, **named)
            self._made.append(item)

        def units_of(text: str, *args: object) -> object:
            self._made.append(_item(text.encode("utf-8", "replace"), "a.txt"))
            return pasted(text, *args)

        def parse_page(raw: bytes, *args: object) -> object:
            self._made.append(_item(raw, "a.html"))
            return saved(raw, *args)

        Item.__init__, article.units_of, pages.parse_page = made, units_of, parse_page

    def pytest_runtest_teardown(self) -> None:
        made, self._made = self._made, []
        for item in made:
            try:
                with item.open() as stream:
                    raw = stream.read(_LARGEST + 1)
                if 0 < len(raw) <= _LARGEST:
                    keep(raw, item.name, self._folder)
            except (OSError, ValueError, UnreadableFile):
                continue
        self._made = []


def _item(raw: bytes, name: str) -> Item:
    return Item(name, Path(name), lambda: io.BufferedReader(io.BytesIO(raw)))


def keep(raw: bytes, name: str, folder: Path) -> None:
    """Write a sample into the folder of its kind or layout."""
    item = _item(raw, name)
    kind = kind_of(item)
    layout = layout_of(item, kind)
    place = folder / (layout.name if layout else kind)
    place.mkdir(parents=True, exist_ok=True)
    (place / hashlib.sha256(raw).hexdigest()[:16]).with_suffix(_ENDINGS.get(kind, "")).write_bytes(raw)


def damaged(samples: Samples, rng: random.Random) -> tuple[bytes, str]:
    """A sample with some of its bytes changed, cut, repeated, or put beside a piece of another one; and its ending."""
    first, ending = rng.choice(rng.choice(samples))
    raw = bytearray(first)
    for _ in range(rng.randint(1, 10)):
        at, manner = rng.randrange(len(raw) + 1), rng.random()
        if manner < 0.2 and at < len(raw):
            raw[at] = rng.randrange(256)
        elif manner < 0.35:
            del raw[at : at + rng.randint(1, 400)]
        elif manner < 0.5:
            raw[at:at] = raw[at : at + rng.randint(1, 300)] * rng.choice([1, 1, 2, 40])
        elif manner < 0.7:
            other, _ = rng.choice(rng.choice(samples))
            start = rng.randrange(len(other))
            raw[at:at] = other[start : start + rng.randint(1, 800)]
        elif manner < 0.85:
            lines = bytes(raw).split(b"\n")
            rng.shuffle(lines) if rng.random() < 0.3 else lines.pop(rng.randrange(len(lines)))
            raw = bytearray(b"\n".join(lines))
        elif manner < 0.9:
            raw[at:at] = rng.choice(
                [b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\x8f", b"9" * 400, b"<" * 90, b"\r"]
            )
        else:
            raw = raw[:at]
        raw = raw[: 2 * _LARGEST] or bytearray(b"x")
    return bytes(raw), ending


def _late(*_: object) -> None:
    raise TimeoutError


def _check_balance(report: IngestReport) -> None:
    for read in report.files:
        counted = vars(read.balance)
        assert min(counted.values()) >= 0, counted


def _load_models(scratch: Path) -> None:
    """What is loaded at the first use is no time of a reader."""
    (scratch / "first.html").write_text("<html><body><p>The ferry was late, they said, and so was I.</p></body></html>")
    (scratch / "first").mkdir()
    with suppress(InputError):
        ingest([scratch / "first.html"], scratch / "first")


def fuzz(samples: Samples, seconds: float, rng: random.Random, kept: Path) -> tuple[int, int, float]:
    """Read damaged samples for some seconds of the processor; how many, in how many places they broke it, and the
    longest in seconds.
    """
    end, n, longest, seen = time.process_time() + seconds, 0, 0.0, set()
    signal.signal(signal.SIGVTALRM, _late)
    with tempfile.TemporaryDirectory() as scratch:
        _load_models(Path(scratch))
        while time.process_time() < end:
            raw, ending = damaged(samples, rng)
            file, out = Path(scratch) / f"a{ending}", Path(scratch) / "out"
            file.write_bytes(raw)
            out.mkdir()
            began = time.process_time()
            signal.setitimer(signal.ITIMER_VIRTUAL, _LONGEST)
            try:
                _check_balance(ingest([file], out))
            except InputError:
                pass
            except Exception as error:  # whatever it is, it is what is looked for
                where = traceback.extract_tb(error.__traceback__)[-1]
                if (broken := (type(error).__name__, where.filename, where.lineno)) not in seen:
                    seen.add(broken)
                    kept.mkdir(parents=True, exist_ok=True)
                    (kept / f"{len(seen)}-{n}{file.suffix}").write_bytes(raw)
                    traceback.print_exc(limit=-4)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            took = time.process_time() - began
            if took > max(longest, _LONG):
                kept.mkdir(parents=True, exist_ok=True)
                (kept / f"slow-{n}{file.suffix}").write_bytes(raw)
            longest = max(longest, took)
            n += 1
            shutil.rmtree(out)
            file.unlink()
    return n, len(seen), longest


def main() -> None:
    """Gather samples, or damage and read those of a family."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("families", nargs="*", help=", ".join(FAMILIES))
    parser.add_argument("--gather", action="store_true")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.gather:
        import pytest

        pytest.main(["-q", "-n0", "tests/unit/ingest", "-p", "no:cacheprovider"], plugins=[_Gather(asked.folder)])
    for family in asked.families:
        folders = [folder for name in sorted(FAMILIES[family]) if (folder := asked.folder / name).is_dir()]
        samples = [[(path.read_bytes(), path.suffix) for path in sorted(folder.iterdir())] for folder in folders]
        kept = asked.folder / f"broken-{family}"
        n, n_broken, longest = fuzz(samples, asked.seconds, random.Random(asked.seed), kept)
        print(  # noqa: T201
            f"{family}: {n:,} inputs of {sum(map(len, samples)):,} samples in {asked.seconds:,.0f} s of the processor; "
            f"broken in {n_broken} places; the longest took {longest:.1f} s",
            flush=True,
        )


if __name__ == "__main__":
    main()
