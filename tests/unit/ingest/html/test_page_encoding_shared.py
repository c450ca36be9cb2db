import gzip
import json
from collections import defaultdict
from pathlib import Path
from typing import Final

import pytest

from filrouge.ingest.encoding import decode
from filrouge.ingest.html.page import parse_page

SENTENCES = Path(__file__).resolve().parents[5] / "shared/corpora/sib200/sentences.jsonl.gz"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SENTENCES.is_file(), reason="the shared corpora are not there"),
]

PAIRS = [
    ("fra", "cp1252"), ("fra", "mac_roman"), ("deu", "cp1252"), ("spa", "cp1252"), ("por", "cp1252"),
    ("pol", "cp1250"), ("pol", "iso8859_2"), ("rus", "cp1251"), ("rus", "koi8_r"), ("rus", "cp866"),
    ("rus", "iso8859_5"), ("ukr", "cp1251"), ("bul", "cp1251"), ("tur", "cp1254"), ("heb", "cp1255"),
    ("arb", "cp1256"), ("zho", "gb18030"), ("zho", "big5hkscs"),
]  # fmt: skip
OF_EACH: Final = 6
PAGE = (
    "<!DOCTYPE html>\n<html><head><title>News</title><style>p {{margin: 0}}</style></head>\n<body><div id=menu>"
    '<a href="/">Home</a> <a href="/news">News</a></div>\n<h1>News</h1>\n<p class="lead">{}</p>\n</body></html>\n'
)


def texts() -> list[tuple[str, str]]:
    """Sentences that an encoding can write, and that are not ASCII."""
    by_language = defaultdict(list)
    with gzip.open(SENTENCES, "rt", encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            by_language[row["lang"][:3]].append(row["text"])
    found = []
    for language, encoding in PAIRS:
        fit = [text for text in by_language[language] if text.encode(encoding, "ignore").decode(encoding) == text]
        found += [(text, encoding) for text in fit if not text.isascii()][:OF_EACH]
    return found


def shown(page: bytes) -> str:
    text: str = parse_page(page).tree.text_content()
    return text


def test_pages_without_a_charset_are_decoded_as_well_as_plain_texts():
    samples = texts()
    assert len(samples) == OF_EACH * len(PAIRS) == 108
    plain = [(encoding, text) for text, encoding in samples if decode(text.encode(encoding)).text != text]
    pages = [(encoding, text) for text, encoding in samples if text not in shown(PAGE.format(text).encode(encoding))]
    assert (plain, pages) == ([], [])
