"""What news agencies send, fact checks in JSON: from the file to documents."""

import json
from pathlib import Path

import pytest

from tests.unit.reading import ingest

TEXT = "The harbour of Aldby was closed for the winter, and the fishermen asked who would pay for the dredging."
MORE = "The port answered that the town would pay for it, as it had said in the council a year before."
SECOND = "Der Hafen von Aldby blieb den Winter über geschlossen, und die Fischer fragten, wer das Baggern bezahlt."


def read(path: Path, content: str | bytes, name: str) -> tuple[list[dict], list[str], str, list[str]]:
    file = path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    ingested = ingest([file])
    rows = ingested.documents.to_pylist()
    for row in rows:
        row["day"] = row["published"] and f"{row['published']:%Y-%m-%d}"
    rejected = [one.reason for one in ingested.report.rejected]
    return rows, ingested.texts.column("text").to_pylist(), ingested.report.files[0].profile, rejected


def g2(title: str, body: str, lang: str, date: str, provider: str = "<name>Coast Wire</name>", status="usable") -> str:
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:{title}" xml:lang="{lang}"><rightsInfo>'
        "<copyrightHolder><name>Rights Ltd</name></copyrightHolder></rightsInfo><itemMeta>"
        f'<itemClass qcode="ninat:text"/><provider qcode="nprov:CW">{provider}</provider>'
        f"<versionCreated>2025-04-02T10:00:00Z</versionCreated><firstCreated>{date}T08:00:00Z</firstCreated>"
        f'<pubStatus qcode="stat:{status}"/></itemMeta><contentMeta><headline>{title}</headline><by>By Ida Brandt</by>'
        f"<dateline>ALDBY, March 1 (Coast Wire) -</dateline></contentMeta><contentSet>{body}</contentSet></newsItem>"
    )


PAGE = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title>'
    f"</head><body><h1>Harbour</h1><p>{TEXT}</p><p>{MORE}</p></body></html></inlineXML>"
)
NITF = (
    f"<nitf><body><body.head/><body.content><p>{TEXT}</p><media><p>A picture.</p></media><p>{MORE}</p></body.content>"
)
DATA = f'<inlineData contenttype="text/plain">{SECOND}</inlineData>'


def test_a_message_of_newsml_g2_gives_each_item(tmp_path: Path):
    items = [
        g2("Harbour closed", PAGE, "en", "2025-03-11"),
        g2("Hafen zu", DATA, "de", "2025-03-12", ""),
        g2("Taken back", PAGE, "en", "2025-03-13", status="canceled"),
        g2("Elsewhere", '<remoteContent href="a.html"/>', "en", "2025-03-13"),
    ]
    start = '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2025-05-01</sent></header><itemSet>'
    message = f'<?xml version="1.0"?>{start}{"".join(items)}</itemSet></newsMessage>'
    rows, texts, profile, rejected = read(tmp_path, message.encode("utf-16"), "a.xml")
    assert profile == "News agency: NewsML-G2"
    assert texts == [f"Harbour\n\n{TEXT}\n\n{MORE}", SECOND]
    assert [row["title"] for row in rows] == ["Harbour closed", "Hafen zu"]
    assert [(row["source"], row["author"], row["day"]) for row in rows] == [
        ("Coast Wire", "Ida Brandt", "2025-03-11"),
        ("CW", "Ida Brandt", "2025-03-12"),
    ]
    assert [row["language"] for row in rows] == ["en", "de"]
    assert rejected == ["the agency withdrew it", "its text is in another file"]


def test_nitf_inside_an_item_and_alone(tmp_path: Path):
    inside = g2("Harbour closed", f"<inlineXML>{NITF}</body></nitf></inlineXML>", "en", "2025-03-11")
    _, texts, *_ = read(tmp_path, inside, "a.xml")
    assert texts == [f"{TEXT}\n\n{MORE}"]
    alone = (
        '<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><title>x</title>'
        '<docdata><doc-id id-string="77"/><date.issue norm="20250311T080000+0100"/></docdata>'
        '<pubdata name="Gazette d&eacute;Aldby" '
        'position.section="Ports"/></head><body><body.head><hedline><hl1>Harbour closed</hl1></hedline><byline>By '
        f"<person>Ida Brandt</person></byline></body.head><body.content><p>{TEXT}</p></body.content></body></nitf>"
    )
    rows, texts, profile, _ = read(tmp_path, alone.encode("latin-1"), "b.xml")
    assert (profile, texts) == ("News agency: NITF", [TEXT])
    (row,) = rows
    assert (row["title"], row["source"], row["author"], row["day"]) == (
        "Harbour closed", "Gazette déAldby", "Ida Brandt", "2025-03-11",
    )  # fmt: skip
    assert row["section"] == "Ports"


def test_newsml_1(tmp_path: Path):
    item = (
        "<NewsItem><Identification><NewsIdentifier><ProviderId>coastwire.example</ProviderId><DateId>20250311</DateId>"
        "<NewsItemId>{id}</NewsItemId></NewsIdentifier></Identification><NewsManagement><FirstCreated>20250311T0800+0000"
        "</FirstCreated><ThisRevisionCreated>20250401T0800+0000</ThisRevisionCreated></NewsManagement><NewsComponent>"
        "<NewsLines><HeadLine>{title}</HeadLine><ByLine>Ida Brandt</ByLine></NewsLines><ContentItem><DataContent>{body}"
        "</DataContent></ContentItem></NewsComponent></NewsItem>"
    )
    first = item.format(id=1, title="Harbour closed", body=f"<p>{TEXT}</p><p>{MORE}</p>")
    second = item.format(id=2, title="Hafen zu", body=f"{NITF}</body></nitf>".replace(TEXT, SECOND).replace(MORE, ""))
    rows, texts, profile, _ = read(tmp_path, f"<NewsML Version='1.2'>{first}{second}</NewsML>", "a.xml")
    assert profile == "News agency: NewsML 1"
    assert texts == [f"{TEXT}\n\n{MORE}", SECOND]
    assert [(row["title"], row["source"], row["day"]) for row in rows] == [
        ("Harbour closed", "coastwire.example", "2025-03-11"),
        ("Hafen zu", "coastwire.example", "2025-03-11"),
    ]


@pytest.mark.parametrize("version", [1, 2])
def test_ninjs(tmp_path: Path, version: int):
    item = {
        "uri": "urn:x:1", "type": "text", "versioncreated": "2025-04-02T10:00:00Z", "language": "en",
        "firstcreated": "2025-03-11T08:00:00Z", "copyrightholder": "Rights Ltd", "byline": "Ida Brandt",
    }  # fmt: skip
    if version == 1:
        item |= {"headline": "Harbour closed", "body_html": f"<p>{TEXT}</p><p>{MORE}</p>", "infosource": "Coast Wire"}
    else:
        item |= {
            "headlines": [{"role": "main", "value": "Harbour closed"}], "infosources": [{"name": "Coast Wire"}],
            "bodies": [{"role": "main", "contentType": "text/html", "value": f"<p>{TEXT}</p><p>{MORE}</p>"}],
        }  # fmt: skip
    rows, texts, profile, _ = read(tmp_path, json.dumps([item]), "a.json")
    assert (profile, texts) == ("News agency: ninjs", [f"{TEXT}\n\n{MORE}"])
    (row,) = rows
    assert (row["title"], row["source"], row["day"]) == ("Harbour closed", "Coast Wire", "2025-03-11")


CHECK = {
    "@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": "Aldby's harbour is closed forever.",
    "datePublished": "2025-03-14", "url": "https://checks.example/harbour",
    "author": {"@type": "Organization", "name": "Check Aldby", "url": "https://checks.example"},
    "reviewRating": {"@type": "Rating", "ratingValue": "1", "bestRating": "5", "alternateName": "False"},
    "itemReviewed": {"@type": "Claim", "datePublished": "2025-03-11", "author": {"@type": "Person", "name": "A. Mole"}},
}  # fmt: skip


@pytest.mark.parametrize("held", [CHECK, [CHECK], {"@graph": [CHECK]}, {"dataFeedElement": [{"item": [CHECK]}]}])
def test_fact_checks(tmp_path: Path, held: object):
    rows, texts, profile, _ = read(tmp_path, json.dumps(held), "checks.json")
    assert (profile, texts) == ("Fact checks: ClaimReview", [CHECK["claimReviewed"]])
    (row,) = rows
    assert (row["source"], row["day"], row["url"]) == ("Check Aldby", "2025-03-14", "https://checks.example/harbour")
    assert row["kind"] == "article"
    assert '"alternateName": "False"' in (row.get("reviewRating") or row.get("item") or "")


def test_names_that_only_a_damaged_file_has_break_nothing(tmp_path: Path):
    rows, texts, *_ = read(
        tmp_path, g2("Harbour closed", PAGE, "en", "2025-03-11").replace("<by>", "<coFrom: x><by>"), "a.xml"
    )
    assert TEXT in texts[0]
    assert rows[0]["title"] == "Harbour closed"
