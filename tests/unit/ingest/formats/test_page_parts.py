"""What of a saved page is the article, and what the site put around it; what web archives add to it."""

import pytest

from filrouge.ingest.formats.pages import FRONT, PAYWALLED, page_record
from filrouge.ingest.html.page import parse_page
from tests.effort import at_most

FIRST = (
    "The harbour board decided on Monday that the old quay would be widened by four metres, after two winters"
    " in which the"
    " ferry could not berth there in a swell."
)
SECOND = (
    "Fishermen complained that the decision came too late for the season, and their union asked for a public"
    " account of how"
    " the stones had been looked after since the last inspection."
)
THIRD = (
    "The county answered that its reports would be handed to the council before the summer, and that a sum"
    " would be paid to"
    " those who had to moor in the next bay."
)


def page(*parts: str, title: str = "Old quay is to be widened", site: str = "Harbour Post", head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title} - {site}</title>"
        f"<meta property='og:site_name' content='{site}'>{head}</head><body><header><nav><a"
        f" href='/'>Home</a></nav></header>"
        f"<main><article><h1>{title}</h1>{''.join(parts)}</article></main></body></html>"
    ).encode()


def article(*between: str) -> bytes:
    return page(f"<p>{FIRST}</p>", *between[:1], f"<p>{SECOND}</p>", *between[1:2], f"<p>{THIRD}</p>", *between[2:])


LINKS = (
    "<ul><li><a href='/1'>Bridge repairs cost more than planned</a></li><li><a href='/2'>Vaccines too"
    " warm</a></li></ul>"
)


@pytest.mark.parametrize(
    ("box", "gone"),
    [
        (f"<section class='more'><h2>Recommended stories</h2>{LINKS}</section>", "Recommended stories"),
        (f"<div class='x1'><h3>Sur le même sujet</h3>{LINKS}</div>", "Sur le même sujet"),
        (f"<div><p><strong>Lesen Sie auch</strong></p>{LINKS}</div>", "Lesen Sie auch"),
        (f"<h3>Lee también</h3>{LINKS}", "Lee también"),
        ("<p>Read also: <a href='/1'>Bridge repairs cost more than planned</a></p>", "Bridge repairs"),
        ("<p>Читайте также: <a href='/1'>Ремонт моста подорожал</a></p>", "Ремонт моста"),
        ("<p>Sign up for our newsletter and get the best stories every morning.</p>", "Sign up for"),
        ("<p>Inscrivez-vous à notre newsletter pour recevoir l’essentiel chaque matin.</p>", "Inscrivez-vous"),
        ("<div class='author-box'><p>Ada Weir writes about ports and has won two prizes for it.</p></div>", "Ada Weir"),
    ],
)
def test_a_box_between_paragraphs_is_no_text(box, gone):
    text = page_record(article(box)).fields["text"]
    assert gone not in text
    assert "Bridge repairs" not in text
    assert [part for part in (FIRST, SECOND, THIRD) if part not in text] == []


@pytest.mark.parametrize(
    "wall",
    [
        "<p>Subscribe to read on. Already a subscriber? Log in to read the full story.</p>",
        "<p>La suite est réservée aux abonnés.</p>",
        "<p>Il vous reste 72 % de cet article à lire. La suite est réservée aux abonnés.</p>",
        "<p>Dieser Artikel ist exklusiv für Abonnenten.</p>",
        "<p>Suscríbete para seguir leyendo</p>",
        "<p>Материал доступен по подписке</p>",
        "<p>この記事は有料会員限定です</p>",
    ],
)
def test_a_call_to_pay_is_no_text_and_is_told(wall):
    record = page_record(article("", "", wall))
    assert record.fields["text"].endswith(THIRD)
    assert PAYWALLED in record.warning


def test_what_is_said_of_paying_in_an_article_stays():
    said = "<p>The ferry company asked its 4,000 subscribers to pay in advance, and most of them refused to do so.</p>"
    record = page_record(article(said))
    assert "4,000 subscribers to pay" in record.fields["text"]
    assert record.warning is None


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        ("<table><tr><th>Pier</th><th>Seen</th></tr><tr><td>North</td><td>2016</td></tr></table>", "North | 2016"),
        ("<dl><dt>Swell</dt><dd>a long wave</dd></dl>", "a long wave"),
        (
            "<blockquote><p>It should have been done ten years ago, as every skipper knows.</p></blockquote>",
            "ten years ago",
        ),
        ("<h3>Who pays</h3>", "Who pays"),
        ("<ul><li>the first stone moved in 2019;</li><li>the second one in 2021.</li></ul>", "the second one in 2021."),
        (
            (
                "<ul><li>the <a href='/a'>board of the harbour</a> decides alone;</li><li>the county pays half of"
                " it.</li></ul>"
            ),
            "the board of the harbour decides alone;",
        ),
    ],
)
def test_what_is_of_the_article_stays(part, kept):
    text = page_record(article(part)).fields["text"]
    assert kept in text
    assert [one for one in (FIRST, SECOND, THIRD) if one not in text] == []


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("Marlow: council votes on the quay", "Marlow Today"),
        ("Europa : el puente sigue cerrado", "Europa Uno"),
        ("Lower Saxe: drivers walk out", "Lower Saxe Free Press"),
        ("Island – what comes next", "Island Weekly"),
        ("Who pays for the quay? The county | The people", "The People Post"),
        ("Harbour - a history", "Harbour Post"),
    ],
)
def test_a_headline_that_begins_or_ends_like_the_sites_name_is_whole(title, site):
    assert page_record(page(f"<p>{FIRST}</p><p>{SECOND}</p>", title=title, site=site)).fields["title"] == title


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("Old quay is to be widened | Harbour Post", "Harbour Post", "Old quay is to be widened"),
        ("Harbour Post - Old quay is to be widened", "Harbour Post", "Old quay is to be widened"),
    ],
)
def test_the_sites_whole_name_is_no_part_of_a_headline(title, site, expected):
    assert page_record(page(f"<p>{FIRST}</p><p>{SECOND}</p>", title=title, site=site)).fields["title"] == expected


def test_the_front_of_a_section_is_told():
    teasers = "".join(
        f"<div><h2><a href='/{n}'>Headline number {n} of the harbour news</a></h2><p>What it says in a line, no"
        f" more.</p></div>"
        for n in range(12)
    )
    front = f"<html><head><title>News - Harbour Post</title></head><body><main>{teasers}</main></body></html>"
    assert FRONT in page_record(front.encode()).warning
    assert page_record(article(LINKS * 8)).warning is None
    assert FRONT in page_record(front.replace("<div>", "<div class='teaser'>").encode()).warning


BAR = (
    "<div id='wm-ipp-base'><div id='wm-ipp'>The Wayback Machine 12 captures 4 May 2023 - 6 Jun 2024 <a"
    " href='/x'>About this"
    " capture</a></div></div><div id='wm-ipp-print'>The Wayback Machine - https://web.archive.org/web/20240606/x</div>"
)


def test_a_page_of_a_web_archive_is_read_as_it_stood_on_its_own_site():
    link = "<link rel='canonical' href='https://web.archive.org/web/20240606101112/https://harbour.example/quay'>"
    raw = page(f"<p>{FIRST}</p><p>{SECOND}</p>", head=link).replace(b"<body>", b"<body>" + BAR.encode())
    fields = page_record(raw, url="https://web.archive.org/web/20240606101112/https://harbour.example/quay").fields
    assert fields["url"] == "https://harbour.example/quay"
    assert fields["source"] == "Harbour Post"
    assert "date" not in fields
    assert "Wayback" not in fields["text"]


def test_the_day_a_copy_was_made_is_no_date_of_the_page():
    header = (
        "<div id='HEADER'>archive.today webpage capture Saved from <a href='https://harbour.example/quay'>x</a>"
        "<time itemprop='pubdate' datetime='2024-06-06T10:11:12Z'>6 Jun 2024 10:11:12 UTC</time></div>"
    )
    head = "<meta property='og:url' content='https://archive.ph/2024.06.06-101112/https://harbour.example/quay'>"
    raw = page(f"<p>{FIRST}</p><p>{SECOND}</p>", head=head).replace(b"<body>", b"<body>" + header.encode())
    raw = raw.replace(b"content='Harbour Post'", b"content='archive.ph'")
    fields = page_record(raw, url="https://archive.ph/2024.06.06-101112/https://harbour.example/quay").fields
    assert "date" not in fields
    assert fields["url"] == "https://harbour.example/quay"
    assert fields.get("source") != "archive.ph"


def test_a_live_blog_is_whole_with_the_day_it_began():
    entries = "".join(
        f"<div class='entry'><time datetime='2023-05-0{day}T09:00:00Z'>09:00</time><h2>{head}</h2><p>{text}</p></div>"
        for day, head, text in (
            (6, "County answers", THIRD),
            (5, "Fishermen complain", SECOND),
            (4, "Quay widened", FIRST),
        )
    )
    data = (
        '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Old quay: latest",'
        ' "datePublished":'
        ' "2023-05-04T09:00:00Z", "dateModified": "2023-05-06T09:00:00Z"}</script>'
    )
    fields = page_record(page(entries, title="Old quay: latest", head=data)).fields
    assert fields["date"] == "2023-05-04T09:00:00Z"
    assert [one for one in (FIRST, SECOND, THIRD) if one not in fields["text"]] == []
    assert "09:00" not in fields["text"]


NOTE = "Draft for the editors: the old quay is sold to a hotel."
HIDES = ("hidden", "style='display: none'", "style='visibility:hidden'")


@pytest.mark.parametrize("hides", HIDES)
def test_a_note_that_a_page_does_not_show_is_no_text(hides):
    for part in (f"<p {hides}>{NOTE}</p>", f"<p>{THIRD[:40]}<span {hides}>{NOTE}</span>{THIRD[40:]}</p>"):
        text = page_record(article(part)).fields["text"]
        assert "Draft" not in text
        assert [one for one in (FIRST, SECOND, THIRD) if one not in text] == []


SHOWN_LATER = {
    "all of it": "<div {hides}>{all}</div>",
    "all of it in two parts": "<div {hides}>{first}</div><div {hides}>{rest}</div>",
    "each paragraph": "{first}<p {hides}>{second}</p><p {hides}>{third}</p><p {hides}>{fourth}</p>",
    "the rest, in a box": "{first}<section {hides}>{rest}</section>",
    "a list": "{first}<ul><li {hides}>{second}</li><li {hides}>{third}</li><li {hides}>{fourth}</li></ul>",
    "the rest, behind a button": "{first}<div {hides}>{rest}</div><button>Read more</button>",
    "the last paragraph, behind a link": "{most}<p {hides}>{fourth}</p><a href='#more'>Weiterlesen</a>",
    "the end of a paragraph": "{most}<p>{begun}<span>...</span><span {hides}>{ended}</span></p>"
    "<p role='button'>Lire plus</p>",
    "for subscribers": "{first}<section subscriptions-section='content' {hides}>{rest}</section>",
    "lines": "<div {hides}>{lines}</div>",
    "a row": "<table><tr {hides}><td>{all}</td></tr></table>",
}
FOURTH = (
    "The ferry company said that it would sail from the northern pier until the work is done, even though its"
    " passengers have to walk a mile to the bus."
)
AROUND = {
    "nothing": "",
    "data": f"<script>window.state = {{'a': '{'x ' * 20_000}'}}</script>",
    "readers": "<section class='comments'>"
    + "".join(f"<p>Reader {n}: I have lived at this quay for forty years and never saw a swell.</p>" for n in range(30))
    + "</section>",
}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
@pytest.mark.parametrize("hides", [*HIDES, "aria-hidden='true'", "class='d-none collapse'"])
@pytest.mark.parametrize("form", SHOWN_LATER.values(), ids=SHOWN_LATER)
def test_an_article_that_is_hidden_until_a_reader_or_a_script_shows_it_is_whole(form, hides, around):
    told = (FIRST, SECOND, THIRD, FOURTH)
    parts = [f"<p>{part}</p>" for part in told]
    body = form.format(
        hides=hides,
        all="".join(parts),
        first=parts[0],
        rest="".join(parts[1:]),
        most="".join(parts[:3]),
        second=SECOND,
        third=THIRD,
        fourth=FOURTH,
        begun=FOURTH[:40],
        ended=FOURTH[40:],
        lines="<br><br>".join(told),
    )
    text = page_record(page(body, around)).fields["text"].replace("...", "")
    assert [part for part in told if part not in text] == []


@pytest.mark.parametrize("stated", ["<time datetime='2025-03-10'>x</time>", "<meta itemprop='datePublished'>"])
def test_what_a_page_states_and_hides_is_no_note(stated):
    parsed = parse_page(article(f"<div hidden>{stated}</div>"))
    assert parsed.tree.find(f".//{stated[1:5]}") is not None


def test_thousands_of_hidden_boxes_take_no_time_without_end():
    with at_most(5):
        parse_page(page("<div hidden><b>a</b>" * 200 + "<i hidden>b</i>c" * 20_000))


def test_what_a_site_says_of_itself_is_no_headline():
    slogan = "Harbour Post: news of the sea since 1881"
    raw = page(f"<p>{FIRST}</p><p>{SECOND}</p>", head=f"<meta property='og:title' content='{slogan}'>", title=slogan)
    headline = " ".join(FIRST.split()[:6])
    raw = raw.replace(f"<h1>{slogan}</h1>".encode(), f"<h1>{headline}</h1>".encode())
    assert page_record(raw).fields["title"] == headline
