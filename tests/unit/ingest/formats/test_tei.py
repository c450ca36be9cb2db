"""TEI: each text of a corpus is a document with what its header says."""

from pathlib import Path

import pytest

from tests.unit.reading import ingest

FERRY = "The ferry at Marlow was taken out of service on Friday after two of its ramps had failed the inspection."
PORT = "The port said that the repairs would take three weeks, and that buses would run until then."
CLOCHER = "Le conseil de Brévannes a voté jeudi un crédit pour la réparation du clocher, fermé depuis l'automne."
SPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'
FIRST = f"""<TEI {SPACE} xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Ferry laid up</title><author>Ida Brandt
</author></titleStmt><publicationStmt><publisher>Corpus Lab</publisher><date when="2025-09-30"/></publicationStmt>
<sourceDesc><bibl><title level="j">Marlow Observer</title>, <date when="2024-05-17">17 May</date></bibl></sourceDesc>
</fileDesc></teiHeader><text><body><div><head>Ferry laid up</head><p>{FERRY}<note>See p. 4.</note></p>
<head>Buses</head>
<p>{PORT}</p></div></body></text></TEI>"""
SECOND = f"""<TEI {SPACE}><teiHeader><fileDesc><titleStmt><title type="main">Un crédit pour le clocher</title>
</titleStmt>
<publicationStmt><p>Interne</p></publicationStmt><sourceDesc><biblStruct><analytic><title level="a">Un crédit pour le
 clocher</title><author>Jean Roux</author></analytic><monogr><title level="j">L'Écho</title><imprint><date>6 juin 2024
</date></imprint></monogr></biblStruct></sourceDesc></fileDesc><profileDesc><langUsage><language ident="fr">français
</language></langUsage></profileDesc></teiHeader><text><body><p>{CLOCHER}</p></body></text></TEI>"""
CORPUS_HEAD = """<teiHeader><fileDesc><titleStmt><title>Ports and towers</title></titleStmt><publicationStmt><publisher>
Corpus Lab</publisher><date>2025</date></publicationStmt></fileDesc></teiHeader>"""
WANTED = [
    ("Ferry laid up", "Marlow Observer", "2024-05-17", "Ida Brandt", "en"),
    ("Un crédit pour le clocher", "L'Écho", "2024-06-06", "Jean Roux", "fr"),
]


def found(path: Path) -> tuple[list[tuple], list[str], str]:
    read = ingest([path])
    rows = [
        (r["title"], r["source"], r["published"] and f"{r['published']:%Y-%m-%d}", r["author"], r["language"])
        for r in read.documents.to_pylist()
    ]
    return rows, read.texts["text"].to_pylist(), read.report.files[0].profile


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_corpus_gives_each_text(tmp_path: Path, encoding: str):
    corpus = f'<?xml version="1.0" encoding="{encoding}"?>\n<teiCorpus {SPACE}>{CORPUS_HEAD}{FIRST}{SECOND}</teiCorpus>'
    (tmp_path / "corpus.xml").write_bytes(corpus.encode(encoding))
    rows, texts, profile = found(tmp_path / "corpus.xml")
    assert rows == WANTED
    assert texts == [f"{FERRY}\n\nBuses\n\n{PORT}", CLOCHER]
    assert profile == "TEI: texts of a corpus or edition"


@pytest.mark.parametrize(("one", "wanted"), [(FIRST, WANTED[0]), (SECOND, WANTED[1])])
def test_one_text(tmp_path: Path, one: str, wanted: tuple):
    (tmp_path / "one.tei").write_text(f'<?xml-model href="tei.rng"?>\n<!DOCTYPE TEI>\n{one}', "utf-8")
    assert found(tmp_path / "one.tei")[0] == [wanted]


def test_older_names_and_words_one_by_one(tmp_path: Path):
    words = "".join(f"<w>{word}</w>" for word in FERRY.rstrip(".").split()) + "<pc>.</pc>"
    tei = f"""<TEI.2><teiHeader><fileDesc><titleStmt><title>Ferry</title></titleStmt><publicationStmt><publisher>Marlow
Observer</publisher><date value="2024-05-17"/></publicationStmt></fileDesc></teiHeader><text lang="en"><body><p><s>
{words}
</s></p><p>A <choice><sic>fery</sic><corr>ferry</corr></choice>, <abbr>St.</abbr> Mary.</p></body></text></TEI.2>"""
    (tmp_path / "old.xml").write_text(tei, "utf-8")
    rows, texts, _ = found(tmp_path / "old.xml")
    assert rows == [("Ferry", "Marlow Observer", "2024-05-17", None, "en")]
    assert texts == [f"{FERRY}\n\nA ferry, St. Mary."]


def test_what_the_corpus_says_holds_where_a_text_says_nothing_else(tmp_path: Path):
    bare = f"<TEI {SPACE}><text><body><head>Turm</head><p>{FERRY}</p></body></text></TEI>"
    (tmp_path / "corpus.xml").write_text(f"<teiCorpus {SPACE}>{CORPUS_HEAD}{bare}</teiCorpus>", "utf-8")
    rows, texts, _ = found(tmp_path / "corpus.xml")
    assert rows == [("Turm", "Corpus Lab", None, None, "en")]
    assert texts == [FERRY]


def test_a_text_without_words_is_rejected(tmp_path: Path):
    empty = f"<TEI {SPACE}><teiHeader/><text><body><p/></body></text></TEI>"
    (tmp_path / "corpus.xml").write_text(f"<teiCorpus {SPACE}>{CORPUS_HEAD}{FIRST}{empty}</teiCorpus>", "utf-8")
    read = ingest([tmp_path / "corpus.xml"])
    assert read.documents.num_rows == 1
    assert read.report.because == {"no text in it": 1}
