"""Libraries of reference managers: their entries, from the file to documents."""

import json
from pathlib import Path

import pyarrow as pa
import pytest

from tests.unit.reading import ingest

ABSTRACT = "The harbour of Aldby was closed for the winter, and the fishermen asked who would pay for the dredging."
SECOND = "Der Hafen von Aldby blieb den Winter über geschlossen, und die Fischer fragten, wer das Baggern bezahlt."


def read(path: Path, content: str | bytes, name: str) -> tuple[list[dict], pa.Table, str]:
    file = path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    ingested = ingest([file])
    rows = ingested.documents.to_pylist()
    texts = ingested.texts.column("text").to_pylist()
    for row, text in zip(rows, texts, strict=True):
        row["text"] = text
        offset = row["published_offset"] or 0
        row["day"] = row["published"] and f"{row['published']:%Y-%m-%d}", row["published_precision"], offset
    return rows, ingested.documents, ingested.report.files[0].profile


BIBTEX = rf"""
% made by hand
@string{{hm = "Harbour Mail"}}
@comment{{nothing}}

@online{{brandt:harbour,
  author = {{Brandt, Ida and L{{\"o}}we, Jo{{\~a}}o}},
  title = {{The {{Harbour}} of {{\AA}}ldby: 50\% closed --- for now}},
  journaltitle = hm,
  date = {{2025-03-11/2025-03-12}},
  urldate = {{2025-09-30}},
  url = {{https://harbour.example/a\_b%20c}},
  abstract = {{{ABSTRACT}}},
  langid = {{english}},
}}
@misc(loewe,
  title = "Der Hafen von Aldby",
  howpublished = {{\url{{https://hafen.example/1}}}},
  year = 2024, month = dec # "~3",
  abstract = {{{SECOND}}}
)
@article{{brandt:harbour, title = {{Named twice}}, newspaper = {{Harbour Mail}}, month = {{February}},
  year = {{2023}} }}
"""


def test_bibtex(tmp_path: Path):
    rows, _, profile = read(tmp_path, BIBTEX, "my.bib")
    assert profile == "Reference manager: library (BibTeX)"
    first, second, third = rows
    assert first["title"] == "The Harbour of Åldby: 50% closed — for now"
    assert (first["source"], first["author"]) == ("Harbour Mail", "Brandt, Ida; Löwe, João")
    assert (first["day"][:2], first["url"]) == (("2025-03-11", "day"), "https://harbour.example/a_b%20c")
    assert (first["text"], first["language"]) == (ABSTRACT, "en")
    assert (second["source"], second["day"][:2]) == ("hafen.example", ("2024-12-03", "day"))
    assert (third["title"], third["kind"], third["day"][1]) == ("Named twice", "headline", "month")


RIS = f"""TY  - NEWS
T1  - The harbour of Aldby
AU  - Brandt, Ida
T2  - Harbour Mail
DA  - 2025/03/11/
PY  - 2025
Y2  - 2025/09/30/
AB  - {ABSTRACT[:40]}
{ABSTRACT[40:]}
UR  - https://harbour.example/a
LA  - en
KW  - harbours
KW  - fishing
ER  -

TY  - BLOG
TI  - Only a title
PB  - Dock Notes
PY  - 2024//
ER  -
"""


def test_ris(tmp_path: Path):
    rows, documents, profile = read(tmp_path, RIS.replace("\n", "\r\n"), "my.ris")
    assert profile == "Reference manager: library (RIS)"
    first, second = rows
    assert (first["title"], first["source"], first["author"]) == ("The harbour of Aldby", "Harbour Mail", "Brandt, Ida")
    assert (first["day"][:2], first["url"]) == (("2025-03-11", "day"), "https://harbour.example/a")
    assert first["text"].split("\n") == [ABSTRACT[:40].strip(), ABSTRACT[40:].strip()]
    assert documents.column("KW").to_pylist() == ["harbours; fishing", None]
    assert (second["text"], second["kind"], second["source"]) == ("Only a title", "headline", "Dock Notes")
    assert second["day"][1] == "year"


ENW = f"""%0 Newspaper Article
%T The harbour of Aldby
%A Brandt, Ida
%J Harbour Mail
%D 2025
%8 March 11
%X {ABSTRACT}
%U https://harbour.example/a

%0 Newspaper Article
%T Der Hafen
%B Hafenblatt
%D 2024
%X {SECOND}
"""
NBIB = f"""PMID- 123
TI  - The harbour
      of Aldby
AB  - {ABSTRACT[:40].strip()}
      {ABSTRACT[40:].strip()}
FAU - Brandt, Ida
DP  - 2025 Mar 11
JT  - Harbour Mail

PMID- 124
TI  - Der Hafen
AB  - {SECOND}
DP  - 2024
JT  - Hafenblatt
"""
WOS = f"""FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Brandt, I
AF Brandt, Ida
TI The harbour of Aldby
SO Harbour Mail
AB {ABSTRACT}
PD MAR 11
PY 2025
UT WOS:1
ER

PT J
TI Der Hafen
SO Hafenblatt
AB {SECOND}
PY 2024
ER

EF
"""
ENDNOTE = f"""<?xml version="1.0" encoding="UTF-8" ?><xml><records><record><database name="My.enl">My</database>
<ref-type name="Newspaper Article">23</ref-type><contributors><authors><author><style face="normal">Brandt, Ida</style>
</author></authors></contributors><titles><title><style>The harbour of </style><style>Aldby</style></title>
<secondary-title><style>Harbour Mail</style></secondary-title></titles><dates><year>2025</year><pub-dates><date>
<style>March 11</style></date></pub-dates></dates><abstract><style>{ABSTRACT}</style></abstract><urls><related-urls>
<url>https://harbour.example/a</url></related-urls></urls></record>
<record><ref-type name="Blog">56</ref-type><titles><title>Der Hafen</title><secondary-title>Hafenblatt</secondary-title>
</titles><dates><year>2024</year></dates><abstract>{SECOND}</abstract></record></records></xml>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:link="http://purl.org/rss/1.0/modules/link/">
<bib:Article rdf:about="https://harbour.example/a"><z:itemType>newspaperArticle</z:itemType><dcterms:isPartOf>
<bib:Newspaper><dc:title>Harbour Mail</dc:title></bib:Newspaper></dcterms:isPartOf><bib:authors><rdf:Seq><rdf:li>
<foaf:Person><foaf:surname>Brandt</foaf:surname><foaf:givenName>Ida</foaf:givenName></foaf:Person></rdf:li></rdf:Seq>
</bib:authors><dcterms:abstract>{ABSTRACT}</dcterms:abstract><dc:date>2025-03-11</dc:date><dc:identifier><dcterms:URI>
<rdf:value>https://harbour.example/a</rdf:value></dcterms:URI></dc:identifier><dc:title>The harbour of Aldby</dc:title>
<link:link rdf:resource="#item_2"/></bib:Article>
<z:Attachment rdf:about="#item_2"><z:itemType>attachment</z:itemType><dc:title>Snapshot</dc:title></z:Attachment>
<bib:Document rdf:about="#item_3"><z:itemType>webpage</z:itemType><dcterms:isPartOf><z:Website>
<dc:title>Hafenblatt</dc:title></z:Website></dcterms:isPartOf><dc:title>Der Hafen</dc:title><dc:date>2024</dc:date>
<dcterms:abstract>{SECOND}</dcterms:abstract></bib:Document></rdf:RDF>"""
CSL = json.dumps(
    [
        {
            "id": "a", "type": "article-newspaper", "title": "The harbour of Aldby", "container-title": "Harbour Mail",
            "author": [{"family": "Brandt", "given": "Ida"}], "issued": {"date-parts": [["2025", 3, 11]]},
            "accessed": {"date-parts": [[2025, 9, 30]]}, "abstract": ABSTRACT, "URL": "https://harbour.example/a",
        },
        {
            "id": "b", "type": "webpage", "title": "Der Hafen", "container-title": "Hafenblatt", "abstract": SECOND,
            "issued": {"date-parts": [[2024]]},
        },
    ]
)  # fmt: skip
ZOTERO = json.dumps(
    {
        "config": {"id": "x"},
        "items": [
            {
                "itemType": "newspaperArticle", "title": "The harbour of Aldby", "publicationTitle": "Harbour Mail",
                "creators": [{"lastName": "Brandt", "firstName": "Ida"}], "date": "2025-03-11", "key": "A",
                "abstractNote": ABSTRACT, "url": "https://harbour.example/a", "accessDate": "2025-09-30",
            },
            {
                "itemType": "blogPost", "title": "Der Hafen", "blogTitle": "Hafenblatt", "date": "2024",
                "abstractNote": SECOND, "key": "B",
            },
        ],
    }
)  # fmt: skip
WITH_AUTHOR = {"my.enw", "my.nbib", "savedrecs.txt", "my.xml", "my.rdf", "my.json"}


@pytest.mark.parametrize(
    ("name", "content", "profile"),
    [
        ("my.enw", ENW, "EndNote: library (ENW)"),
        ("my.nbib", NBIB, "PubMed: citations (NBIB)"),
        ("savedrecs.txt", WOS, "Web of Science: records (plain text)"),
        ("my.xml", ENDNOTE, "EndNote: library (XML)"),
        ("my.rdf", RDF, "Zotero: library (RDF)"),
        ("my.json", CSL, "Reference manager: library (CSL JSON)"),
        ("better.json", ZOTERO, "Zotero: library (JSON)"),
    ],
)
def test_each_library_gives_the_same(tmp_path: Path, name: str, content: str, profile: str):
    rows, _, found = read(tmp_path, content, name)
    assert found == profile
    assert [row["title"] for row in rows] == ["The harbour of Aldby", "Der Hafen"]
    assert [row["text"] for row in rows] == [ABSTRACT, SECOND]
    assert [row["source"] for row in rows] == ["Harbour Mail", "Hafenblatt"]
    assert [row["day"][:2] for row in rows] == [("2025-03-11", "day"), ("2024-01-01", "year")]
    assert [row["language"] for row in rows] == ["en", "de"]
    if name in WITH_AUTHOR:
        assert rows[0]["author"] == "Brandt, Ida"


@pytest.mark.parametrize(
    "content",
    ["@article{a, title = {Open", "@article{a, title = {" + "{" * 3000 + "x", "@a{b, c = \\" + "\\frac" * 500 + "}"],
)
def test_damaged_entries_are_rejected_and_break_nothing(tmp_path: Path, content: str):
    good = "\n@misc{z, title = {A good one}, year = 2020, abstract = {" + ABSTRACT + "}}\n"
    rows, _, _ = read(tmp_path, good + content, "my.bib")
    assert rows[0]["text"] == ABSTRACT


def test_prose_with_signs_of_libraries_is_none(tmp_path: Path):
    prose = (
        "He wrote to @article and to @misc{. TY - said nothing.\n\nThe harbour of Aldby was closed for the winter.\n"
    )
    rows, _, profile = read(tmp_path, prose, "a.txt")
    assert (profile, len(rows)) == ("", 1)
