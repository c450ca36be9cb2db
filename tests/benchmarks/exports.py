"""Whether large exports are read in bounded memory, the whole way: a chat of Telegram, a page of Europresse.

uv run python tests/benchmarks/exports.py [MEGABYTES] [ARTICLES]      (200 and 500 unless told otherwise)
"""

import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.ingest import WORDS

_FIRST = 1712643300


def write_chat(file: Path, megabytes: int) -> None:
    """Write a chat as Telegram Desktop exports it, with posts of some forty words."""
    words, chance = WORDS.split(), random.Random(1)
    with file.open("w", encoding="utf-8") as stream:
        stream.write('{\n "name": "Havnevakt",\n "type": "public_channel",\n "id": 99,\n "messages": [\n')
        n = 0
        while stream.tell() < megabytes << 20:
            n += 1
            text = " ".join(chance.choices(words, k=chance.randint(10, 70))).capitalize() + f" {n}."
            message = {
                "id": n, "type": "message", "date": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(_FIRST + 60 * n)),
                "date_unixtime": str(_FIRST + 60 * n), "from": "Havnevakt", "from_id": "channel99",
                "text": ["See ", {"type": "link", "text": "https://outlet.example"}, f": {text}"],
                "text_entities": [{"type": "plain", "text": "See "}, {"type": "plain", "text": f": {text}"}],
            }  # fmt: skip
            stream.write((",\n" if n > 1 else "") + json.dumps(message, indent=1, ensure_ascii=False))
        stream.write("\n ]\n}")


def write_page(file: Path, articles: int) -> None:
    """Write a page of Europresse with articles of some six hundred words."""
    words, chance = WORDS.split(), random.Random(1)
    with file.open("w", encoding="utf-8") as stream:
        stream.write(f"<!DOCTYPE html><html><head><title>Europresse</title><style>{'.a{}' * 9000}</style></head><body>")
        for n in range(articles):
            day = f"{n % 28 + 1} mai 2024"
            text = "".join(f"<p>{' '.join(chance.choices(words, k=100)).capitalize()} {n}.</p>" for _ in range(6))
            stream.write(
                "<article><header><div class='rdp__DocPublicationName'><span class='DocPublicationName'>Le Phare, no. "
                f"{n}</span></div><div><span class='DocHeader'>Ports, {day}, p. {n % 30 + 1}</span></div><div class="
                f"'titreArticle'><p class='titreArticleVisu rdp__articletitle'>Story {n}</p></div></header><section>"
                f"<div class='DocText clearfix'><div class='docOcurrContainer'>{text}</div></div></section><footer>"
                f"<span>news·202405{n % 28 + 1:02}·LP·{n:04}</span></footer></article>"
            )
        stream.write("</body></html>")


def measure(write: Callable[[Path, int], None], size: int, name: str) -> tuple[float, float, float, int, float]:
    """Megabytes, seconds of the processor, peak memory in MB, documents, memory before, of a process that reads it."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measure, (write, size, name))


def _measure(write: Callable[[Path, int], None], size: int, name: str) -> tuple[float, float, float, int, float]:
    from filrouge.ingest.documents import ingest

    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / name, Path(folder) / "out"
        write(file, size)
        out.mkdir()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        start = time.process_time()  # a machine may do other things at the same time
        report = ingest([file], out)
        seconds = time.process_time() - start
        documents = sum(one.n_documents for one in report.files)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return file.stat().st_size / (1 << 20), seconds, peak, documents, before


def main(megabytes: int, articles: int) -> None:
    """Print the table."""
    table = Table("export", "MB", "documents", "seconds", "documents a minute", "peak memory (MB)", "before (MB)")
    given = (("result.json", write_chat, megabytes), ("europresse.html", write_page, articles))
    for name, write, size in given:
        mb, seconds, peak, n, before = measure(write, size, name)
        rate = f"{60 * n / seconds:,.0f}"
        table.add_row(name, f"{mb:.1f}", f"{n:,}", f"{seconds:.1f}", rate, f"{peak:.0f}", f"{before:.0f}")
    Console().print(table)


if __name__ == "__main__":
    sizes = [int(size) for size in sys.argv[1:]]
    main(*(sizes + [200, 500][len(sizes) :]))
