"""Feeds of searches and alerts: the outlet is the article's own, the title is the headline alone."""

import io
import json
from pathlib import Path

import pytest

from filrouge.ingest.formats.aggregators import gathers_outlets
from filrouge.ingest.formats.feeds import read_feed, read_json_feed
from filrouge.ingest.formats.kinds import kind_of
from filrouge.ingest.record import Item, Record


def item_of(content: str) -> Item:
    return Item("feed", Path("feed"), lambda: io.BytesIO(content.encode()))


def only(content: str) -> Record:
    (record,) = read_feed(item_of(content))
    return record


def alert(title: str, link: str, feed: str = "Google Alert - quay") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{feed}</title><entry><id>1</id>'
        f'<title type="html">{title}</title><link href="{link}"/><published>2023-05-04T02:26:15Z</published>'
        '<content type="html">'
        "The harbour board said the &lt;b&gt;quay&lt;/b&gt; would be widened&amp;nbsp;...</content></entry></feed>"
    )


TO = "https://www.google.com/url?rct=j&amp;url=https://harbour-post.example/quay&amp;ct=ga"


@pytest.mark.parametrize(
    ("title", "feed", "headline", "source"),
    [
        ("Harbour &lt;b&gt;quay&lt;/b&gt; to be widened", "Google Alert - quay", "Harbour quay to be widened", None),
        ("Le &lt;b&gt;quai&lt;/b&gt; rouvre - Harbour Post", "Alerte Google - quai", "Le quai rouvre", "Harbour Post"),
        ("Kai wird breiter | The Harbour Post", "Google Alert – Kai", "Kai wird breiter", "The Harbour Post"),
        ("Quay - what now", "Google Alerts - quay", "Quay - what now", None),
    ],
)
def test_an_alert_is_of_the_outlet_its_link_leads_to(title, feed, headline, source):
    record = only(alert(title, TO, feed))
    assert (record.fields["title"], record.fields.get("source")) == (headline, source)
    assert record.fields["url"] == "https://harbour-post.example/quay"
    assert record.fields["text"].startswith("The harbour board said the quay would")


def news(title: str, source: str, description: str) -> str:
    return (
        '<rss version="2.0"><channel><generator>NFE/5.0</generator><title>"quay" - Google News</title>'
        f"<link>https://news.google.com/search?q=quay</link><item><title>{title}</title>"
        f"<link>https://news.google.com/rss/articles/CBMiX0FVX3lxTE5oZ2Y4eGxhbXBrZXlz?oc=5</link>{source}"
        f"<pubDate>Thu, 04 May 2023 07:00:00 GMT</pubDate><description>{description}</description></item>"
        "</channel></rss>"
    )


LINKED = '&lt;a href="https://news.google.com/x"&gt;{}&lt;/a&gt;&amp;nbsp;&amp;nbsp;&lt;font&gt;{}&lt;/font&gt;'


@pytest.mark.parametrize(
    ("title", "source", "headline", "outlet"),
    [
        (
            "Quay to be widened - Harbour Post",
            '<source url="https://harbour-post.example">Harbour Post</source>',
            "Quay to be widened",
            "Harbour Post",
        ),
        ("Muelle: obras en mayo - El Correo del Puerto", "", "Muelle: obras en mayo", "El Correo del Puerto"),
        ("Причал расширят — что дальше - Портовый вестник", "", "Причал расширят — что дальше", "Портовый вестник"),
    ],
)
def test_an_entry_of_google_news_is_its_headline_and_its_outlet(title, source, headline, outlet):
    record = only(news(title, source, LINKED.format(headline, outlet)))
    assert (record.fields["title"], record.fields["source"], record.fields["text"]) == (headline, outlet, headline)
    assert record.warning == "only a headline"


def test_the_headlines_of_others_below_it_are_not_its_text():
    row = "&lt;li&gt;" + LINKED + "&lt;/li&gt;"
    others = (
        f"&lt;ol&gt;{row.format('Quay to be widened', 'Harbour Post')}{row.format('Ferry strike', 'Other')}&lt;/ol&gt;"
    )
    assert only(news("Quay to be widened - Harbour Post", "", others)).fields["text"] == "Quay to be widened"


def test_bing_news_names_the_outlet_beside_the_entry():
    record = only(
        '<rss version="2.0" xmlns:News="https://www.bing.com/news/search?q=quay&amp;format=rss"><channel>'
        "<title>quay - BingNews</title><link>https://www.bing.com:443/news/search?q=quay&amp;format=rss</link><item>"
        "<title>Quay to be widened</title><link>http://www.bing.com/news/apiclick.aspx?ref=FexRss&amp;aid=&amp;tid=1&amp;"
        "url=https%3a%2f%2fharbour-post.example%2fquay&amp;c=7&amp;mkt=en-us</link><description>The board decided on"
        " Monday.</description><pubDate>Thu, 04 May 2023 07:00:00 GMT</pubDate><News:Source>Harbour Post</News:Source>"
        "</item></channel></rss>"
    )
    assert record.fields["source"] == "Harbour Post"
    assert record.fields["url"] == "https://harbour-post.example/quay"
    assert record.fields["text"] == "The board decided on Monday."


def test_a_list_of_articles_of_many_sites_is_of_none_of_them_and_a_paper_with_one_is():
    links = [f"https://{name}.example/1" for name in ("one", "two", "three")]
    assert gathers_outlets("My reading", "https://reader.example/", links)
    assert not gathers_outlets(
        "The Harbour Post", "https://harbour-post.example/", [*links, "https://harbour-post.example/1"]
    )
    assert not gathers_outlets("The Harbour Post", "https://harbour-post.example/", links[:2])


@pytest.mark.parametrize("published", [1683183600, 1683183600000])
def test_what_a_reader_of_feeds_saves_is_read_with_the_feed_each_came_in(published):
    saved = {
        "id": "user/1/state/com.google/starred",
        "title": "Starred",
        "items": [
            {
                "id": "tag:reader,2005:item/1",
                "title": "Quay to be widened",
                "published": published,
                "canonical": [{"href": "https://harbour-post.example/quay"}],
                "summary": {"content": "<p>The board decided.</p><p>Work begins in May.</p>", "direction": "ltr"},
                "origin": {"streamId": "feed/https://harbour-post.example/rss", "title": "Harbour Post"},
                "author": "Ada",
            }
        ],
    }
    item = item_of(json.dumps(saved))
    assert kind_of(item) == "json-feed"
    (record,) = read_json_feed(item)
    assert record.fields == {
        "id": "tag:reader,2005:item/1", "title": "Quay to be widened", "date": "2023-05-04T07:00:00Z",
        "source": "Harbour Post", "url": "https://harbour-post.example/quay", "author": "Ada",
        "text": "The board decided.\n\nWork begins in May.",
    }  # fmt: skip
