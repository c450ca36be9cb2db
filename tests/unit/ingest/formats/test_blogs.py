"""Exports of blogs: posts and pages are documents; files, menus and drafts are counted; comments answer a post."""

from pathlib import Path

from tests.unit.reading import ingest

TEXT = "The harbour of Aldby was closed for the winter, and the fishermen asked who would pay for the dredging."
MORE = "The port answered that the town would pay for it, as it had said in the council a year before."
ITEM = """<item><title>{title}</title><link>https://notes.example/{n}</link><pubDate>{date}</pubDate>
<dc:creator><![CDATA[ida]]></dc:creator><content:encoded><![CDATA[{text}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{n}</wp:post_id>
<wp:post_date>2025-03-1{n} 11:00:00</wp:post_date>
<wp:post_date_gmt>{gmt}</wp:post_date_gmt><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type></item>"""
START = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Aldby Notes</title><link>https://notes.example</link>"""
DAY = "Tue, 11 Mar 2025 10:00:00 +0000"


def entry(n: int, kind: str = "post", status: str = "publish", text: str = TEXT) -> str:
    gmt = f"2025-03-1{n} 10:00:00" if status == "publish" else "0000-00-00 00:00:00"
    date = DAY if status == "publish" else "Mon, 30 Nov -0001 00:00:00 +0000"
    return ITEM.format(n=n, kind=kind, status=status, text=text, gmt=gmt, date=date, title=f"Entry {n}")


def test_wordpress(tmp_path: Path):
    text = f'[caption id="a"]{TEXT}[/caption]\n\n{MORE} <a href="x">More</a>.'
    blocks = f"<!-- wp:paragraph --><p>{MORE}</p><!-- /wp:paragraph -->"
    items = [
        entry(1, text=text), entry(2, "attachment", "inherit"), entry(3, status="draft"), entry(4, "page", text=blocks),
        entry(5, "nav_menu_item"), entry(6, "news", text=TEXT[4:]),
    ]  # fmt: skip
    (tmp_path / "export.xml").write_text(f"{START}{''.join(items)}</channel></rss>", "utf-8")
    ingested = ingest([tmp_path / "export.xml"])
    rows = ingested.documents.to_pylist()
    assert [row["title"] for row in rows] == ["Entry 1", "Entry 4", "Entry 6"]
    assert ingested.texts.column("text").to_pylist() == [f"{TEXT}\n\n{MORE} More.", MORE, TEXT[4:]]
    assert {(row["source"], row["author"], row["kind"]) for row in rows} == {("Aldby Notes", "ida", "article")}
    assert [f"{row['published']:%Y-%m-%d %H}" for row in rows] == ["2025-03-11 10", "2025-03-14 10", "2025-03-16 10"]
    assert ingested.report.because == {
        "not a text of the blog (attachment)": 1, "not a text of the blog (nav_menu_item)": 1,
        "never published (draft)": 1,
    }  # fmt: skip


def test_blogger(tmp_path: Path):
    def entry(n: int, kind: str, more: str = "") -> str:
        return (
            f"<entry><id>tag:blogger.com,1999:blog-1.post-{n}</id><published>2025-03-1{n}T10:00:00Z</published>"
            "<updated>2025-09-01T10:00:00Z</updated><category scheme='http://schemas.google.com/g/2005#kind' "
            f"term='http://schemas.google.com/blogger/2008/kind#{kind}'/><title type='text'>Entry {n}</title>"
            f"<content type='html'>&lt;p&gt;{TEXT[n:]}&lt;/p&gt;</content>{more}</entry>"
        )

    answer = "<thr:in-reply-to ref='tag:blogger.com,1999:blog-1.post-1' href='https://n.example/1'/>"
    entries = [
        entry(1, "post"), entry(2, "comment", answer), entry(3, "template"), entry(4, "settings"),
        entry(5, "post", "<app:control><app:draft>yes</app:draft></app:control>"),
    ]  # fmt: skip
    (tmp_path / "blog.xml").write_text(
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#' "
        "xmlns:thr='http://purl.org/syndication/thread/1.0'><id>x</id><title>Aldby Notes</title>"
        f"<generator>Blogger</generator>{''.join(entries)}</feed>",
        "utf-8",
    )
    ingested = ingest([tmp_path / "blog.xml"])
    post, comment = ingested.documents.to_pylist()
    assert (post["kind"], comment["kind"]) == ("article", "comment")
    assert comment["in_reply_to"] == "tag:blogger.com,1999:blog-1.post-1"
    assert f"{post['published']:%Y-%m-%d}" == "2025-03-11"
    assert ingested.report.n_rejected == 3


COMMENT = """<wp:comment><wp:comment_id>{n}</wp:comment_id><wp:comment_author>Bo</wp:comment_author>
<wp:comment_date_gmt>2025-03-1{n} 12:00:00</wp:comment_date_gmt>
<wp:comment_content><![CDATA[{text}]]></wp:comment_content>
<wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type></wp:comment>"""


def test_comments_of_wordpress_answer_their_entry(tmp_path: Path):
    comments = (
        COMMENT.format(n=2, text=MORE, approved=1, kind="")
        + COMMENT.format(n=3, text=TEXT[4:], approved=1, kind="comment")
        + COMMENT.format(n=4, text="Buy pills here, all of you.", approved=0, kind="")
        + COMMENT.format(n=5, text="[...] see there [...]", approved=1, kind="pingback")
    )
    item = entry(1).replace("</item>", f"{comments}</item>")
    (tmp_path / "export.xml").write_text(f"{START}{item}</channel></rss>", "utf-8")
    ingested = ingest([tmp_path / "export.xml"])
    rows = ingested.documents.to_pylist()
    assert ingested.texts.column("text").to_pylist() == [TEXT, MORE, TEXT[4:]]
    assert [(r["kind"], r["author"], r["in_reply_to"]) for r in rows] == [
        ("article", "ida", None), *[("comment", "Bo", "https://notes.example/1")] * 2
    ]  # fmt: skip
    assert [f"{r['published']:%Y-%m-%d}" for r in rows] == ["2025-03-11", "2025-03-12", "2025-03-13"]
    assert ingested.report.because == {
        "a comment that was never shown": 1, "a notice of a link, not a comment": 1
    }  # fmt: skip
