"""Nothing is lost in silence: files of several records that gave one document, and where characters went."""

import io
import json
from pathlib import Path

import docx
import pytest

from filrouge.ingest.guard import suspected
from filrouge.ingest.report import FileRead, IngestReport
from tests.unit.reading import ingest

ARTICLE = (
    "The harbour of Aldby was closed for the winter, and the fishermen asked who would pay for the dredging. "
    "The port answered that the town would pay for it, as it had said in the council a year before, and that "
    "nobody had asked for more. Boats that lay in the harbour were brought to Sandholm in the first week."
)
OTHER = (
    "Two schools in Lower Marlow will share one kitchen from next autumn, the district said on Thursday. "
    "Parents had collected signatures against it, and teachers feared cold meals; the cooks said that the "
    "soup would still be hot when it came, for the road is short and the pots are good."
)
THIRD = (
    "A bridge of wood was opened above the brook in Tannwies, forty years after the last one had been carried "
    "away by the water. The mayor cut a ribbon, the choir sang, and the oldest inhabitant crossed it first, "
    "on the arm of the youngest, who had to be carried for the second half of the way."
)
TEXTS = (ARTICLE, OTHER, THIRD)

MANY = {
    "“1 of 2 DOCUMENTS”": "".join(f"{n} von 3 DOKUMENTEN\n\n{text}\n\n" for n, text in enumerate(TEXTS, 1)),
    "“End of Document”": "".join(f"Headline {n}\n{text}\n\nFin del documento\n\n" for n, text in enumerate(TEXTS)),
    "numbers of documents": "".join(f"{t}\n\nDocument ALDBY00020250311el3b0000{n}\n\n" for n, t in enumerate(TEXTS)),
    "the codes HD, PD and AN": "".join(f"HD  Head\nPD  3 March\nTD\n{t}\nAN\nDocument x{t[:2]}\n\n" for t in TEXTS),
    "times of messages": "".join(f"[03/04/2025, 10:1{n}:00] Ida: {TEXTS[n % 3]}\n" for n in range(6)),
    "lines of four stars": "".join(f"**** *source_a *n_{n}\n{text}\n" for n, text in enumerate(TEXTS)),
    "headers of mails": "".join(f"From: Ida <i@x.example>\nDate: 3 March\nSubject: Port\n\n{t}\n\n" for t in TEXTS),
    "entries “TY  -”": "".join(f"TY  - NEWS\nAB  - {text}\nER  -\n" for text in TEXTS),
    "front matter": "".join(f"---\ntitle: A\ndate: 2025-03-0{n}\n---\n{t}\n\n" for n, t in enumerate(TEXTS, 1)),
    "lines of rights": "".join(f"{t}\n{t[:260]}\nCopyright 2025 Aldby Post. All Rights Reserved\n" for t in TEXTS),
    "labels of fields such as “Title:” and “Date:”": "".join(
        f"Titre : Un\nSource : La Gazette\nDate : 3 mars 2025\n\n{text}\n\n" for text in TEXTS
    ),
    "lines of one source with different dates": "".join(
        f"A head\nThe Aldby Post, {n} March 2025\n\n{text}\n{text}\n\n" for n, text in enumerate(TEXTS, 1)
    ),
}


@pytest.mark.parametrize("sign", MANY)
def test_what_repeats_around_records_is_noticed(sign: str):
    found = suspected(MANY[sign])
    assert found is not None
    assert found.sign == sign
    assert found.n >= 3


def test_a_page_of_whole_articles_is_noticed_and_a_live_report_or_a_list_is_not():
    page = "".join(f"<article><h2>Head</h2><p>{text * 5}</p></article>" for text in TEXTS)
    found = suspected(ARTICLE, ARTICLE, f"<html><body>{page}</body></html>")
    assert (found and found.n, found and found.sign) == (3, "long elements <article>")
    short = "".join(f"<article><h2>Head</h2><p>{text}</p><p>{text}</p></article>" for text in TEXTS)
    found = suspected(ARTICLE, ARTICLE, f"<html><body>{short}</body></html>")
    assert (found and found.n) == 3
    thread = "".join(
        f'<div class="post"><b>bo</b> <time datetime="2025-03-0{n}">{n} March</time><p>{text}</p></div>'
        for n, text in enumerate(TEXTS, 1)
    )
    found = suspected(ARTICLE, ARTICLE, f"<html><body>{thread}</body></html>")
    assert (found and found.n) == len(TEXTS)
    assert suspected(ARTICLE, ARTICLE, f"<html><body>{thread}<p>{ARTICLE * 5}</p></body></html>") is None
    assert suspected(ARTICLE, ARTICLE, f"<html><body>{thread.replace('post', 'comment')}</body></html>") is None
    said = short.replace("<article>", "<article class='comment'>")
    assert suspected(ARTICLE, ARTICLE, f"<html><body>{said}</body></html>") is None
    assert suspected(ARTICLE, ARTICLE, f'<html><body class="page live">{page}</body></html>') is None
    teasers = "".join(f"<article><h2>Head</h2><p>{text}</p></article>" for text in TEXTS * 5)
    assert suspected(ARTICLE, ARTICLE, f"<main>{ARTICLE * 6}</main>{teasers}") is None


CHRONOLOGY = "".join(f"{n} March 2025\nThe harbour was closed for day {n}.\n" for n in range(1, 20))
SINGLE = [
    f"Harbour closed\nThe Aldby Post, 3 March 2025\n\n{ARTICLE}\n\nCopyright 2025 Aldby Post. All rights reserved\n",
    f"Title: Harbour\nDate: 3 March 2025\nSource: Aldby Post\n\n{ARTICLE}",
    f"{ARTICLE}\n\n{CHRONOLOGY}\n{OTHER}",
    "\n".join(f"1{n}:30 {text}" for n, text in enumerate(TEXTS)),
    "\n\n".join(TEXTS * 30),
    f"From: the editors\nSubject: us\n\n{ARTICLE}\n\nFrom here on it is ours.\n",
]


@pytest.mark.parametrize("text", SINGLE)
def test_single_texts_are_not_suspected(text: str):
    assert suspected(text) is None


def test_it_is_said_in_the_report_and_on_the_document(tmp_path: Path):
    (tmp_path / "many.txt").write_text(MANY["lines of one source with different dates"], "utf-8")
    (tmp_path / "one.txt").write_text(SINGLE[0], "utf-8")
    ingested = ingest([tmp_path])
    (note,) = ingested.report.notes
    assert note.startswith("many.txt: it was read as one document, but looks like 3 records")
    assert "export the articles as CSV" in note
    many, one = ingested.documents.column("warnings").to_pylist()
    assert any("looks like 3 records" in warning for warning in many)
    assert not any("looks like" in warning for warning in one)


def word(*lines: str) -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(stream)
    return stream.getvalue()


SAMPLES = {
    "a.txt": f"Menu\nHarbour closed\n\n{ARTICLE}\n\nShare\nRead also: more\n".encode(),
    "a.md": f"---\ntitle: Harbour closed\ndate: 2025-03-11\n---\n{ARTICLE}\n".encode(),
    "a.csv": f'id,title,text,note\n1,Harbour,"{ARTICLE}",a\n2,Kitchen,"{OTHER}",\n3,Nothing,,b\n'.encode(),
    "a.jsonl": (json.dumps({"title": "Harbour", "text": ARTICLE, "meta": {"desk": "port"}}) + "\nnot JSON\n").encode(),
    "a.json": json.dumps([{"title": "Harbour", "text": f"<p>{ARTICLE}</p>"}, {"title": "K", "text": OTHER}]).encode(),
    "a.xml": f"<c><doc><title>Harbour</title><text>{ARTICLE}</text></doc><doc><text>{OTHER}</text></doc></c>".encode(),
    "a.rss": f"<rss><channel><title>P</title><item><title>H</title><description>{ARTICLE}</description></item>"
    f"<item><title>K</title><description>{OTHER}</description></item></channel></rss>".encode(),
    "a.eml": f"From: Ida <i@x.example>\nTo: a@x.example\nDate: Tue, 4 Mar 2025 07:59:30 +0100\nSubject: Harbour\n\n"
    f"{ARTICLE}\n\n-- \nIda\n".encode(),
    "a.bib": f"@article{{a, title = {{Harbour}}, year = 2025, abstract = {{{ARTICLE}}}}}\n"
    f"@article{{b, title = {{Kitchen}}, abstract = {{{OTHER}}}}}".encode(),
    "a.ris": f"TY  - NEWS\nTI  - Harbour\nAB  - {ARTICLE}\nER  -\nTY  - NEWS\nAB  - {OTHER}\nER  -\n".encode(),
    "a.srt": f"1\n00:00:01,000 --> 00:00:05,000\n{ARTICLE}\n".encode(),
    "a.docx": word("Harbour closed", ARTICLE),
    "a.rtf": f"{{\\rtf1\\ansi Harbour closed\\par {ARTICLE}\\par }}".encode(),
    "starred.txt": MANY["lines of four stars"].encode(),
    "nexis.txt": "".join(
        f"{n} of 3 DOCUMENTS\n\nThe Aldby Post\n\nMarch {n}, 2025\n\nHeading {n}\n\nLENGTH: 90 words\n\n{text}\n\n"
        f"LOAD-DATE: March 9, 2025\n\n"
        for n, text in enumerate(TEXTS, 1)
    ).encode(),
    "a.html": f"<html><head><title>Harbour</title><script>var x = '{OTHER}';</script></head><body><nav>Home News</nav>"
    f"<article><h1>Harbour closed</h1><p>{ARTICLE}</p><p>{OTHER}</p></article><footer>Us</footer></body>".encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_the_characters_of_each_format_balance(tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(SAMPLES[name])
    ingested = ingest([tmp_path / name])
    (file,) = ingested.report.files
    balance = file.balance
    parts = (balance.kept, balance.fields, balance.cut, balance.rejected, balance.repeated, balance.left)
    assert balance.read == sum(parts)
    assert min(parts) >= 0
    assert balance.kept == sum(len("".join(text.split())) for text in ingested.texts.column("text").to_pylist())
    assert balance.left <= balance.read * (0.3 if name in {"a.bib", "a.html"} else 0.1)
    entry = file.as_json()["characters"]
    assert entry["read"] == balance.read
    assert FileRead.from_json(file.as_json()).balance == balance


def test_what_stands_in_no_record_is_counted_and_said(tmp_path: Path):
    before = f"TY  - NEWS\nTI  - Harbour\nAB  - {ARTICLE}\nER  -\n"
    lost = "".join(f"{word} nobody's line of text, which belongs to no entry at all.\n" for word in ("Some",) * 60)
    (tmp_path / "a.ris").write_text(before + lost + before.replace("Harbour", "Again"), "utf-8")
    ingested = ingest([tmp_path])
    (file,) = ingested.report.files
    assert file.balance.left > 2500
    assert any("characters are in no document" in note for note in ingested.report.notes)
    assert isinstance(ingested.report, IngestReport)
