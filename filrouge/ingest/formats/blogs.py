"""Exports of blogs that are feeds (WordPress's WXR, Blogger's Atom): which entries are texts, and what they are."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from filrouge.ingest.candidate import Candidate
from filrouge.ingest.formats.xml_nodes import elements, every, first, line
from filrouge.ingest.html.text import html_text
from filrouge.ingest.record import Item, Record

_KIND: Final = "http://schemas.google.com/g/2005#kind"
_NO_TEXTS: Final = frozenset({
    "attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request",
    "wp_block", "wp_global_styles", "wp_navigation", "wp_template", "wp_template_part", "wp_font_face", "feedback",
    "template", "settings", "acf-field", "acf-field-group", "wpcf7_contact_form", "elementor_library", "mc4wp-form",
})  # fmt: skip
_PUBLIC: Final = frozenset({"publish", "published", "live", "inherit", ""})
_APPEARED: Final = re.compile(
    r"(?<!\s)\s*\n[^\n]{0,20}\b(?:the (?:post|article) .{1,300} (?:first appeared|appeared first) on"
    r"|l['’]article .{1,300} est apparu en premier sur|der beitrag .{1,300} erschien zuerst auf"
    r"|la entrada .{1,300} (?:se publicó primero en|apareció primero en)"
    r"|l['’]articolo .{1,300} proviene da|o post .{1,300} apareceu primeiro em"
    r"|het bericht .{1,300} verscheen eerst op|artykuł .{1,300} pochodzi z serwisu"
    r"|сообщение .{1,300} (?:появились сначала на|впервые появилось)) [^\n]{1,120}\Z",
    re.IGNORECASE,
)
"""The line that WordPress puts below the texts of its feeds."""

_MORE: Final = re.compile(
    r"(?<!\s)\s*\n[^\w\n]*+(?:more\W*\Z|(?:read (?:more|on|the (?:rest|full (?:article|story)))|continue reading"
    r"|lire (?:la suite|plus)|weiterlesen|leer más|(?:seguir|continuar) leyendo|continua a leggere|leggi tutto"
    r"|(?:leia|ler) mais|lees (?:meer|verder)|czytaj (?:dalej|więcej)|читать (?:далее|полностью)"
    r"|devamını oku)\b[^\n.]{0,80}\Z)",
    re.IGNORECASE,
)
"""The button below the beginning of a text."""

_SHORTCODE: Final = re.compile(
    r"\[/?(?:caption|gallery|embed|video|audio|playlist|vc_\w+|et_pb_\w+|fusion_\w+)\b[^\]]*\]"
)


def refused(entry: Any) -> str | None:
    """Why an entry of a blog's export is no document: a file, a menu, a draft; None for one of any other feed too."""
    kind = _kind(entry)
    if kind in _NO_TEXTS:
        return f"not a text of the blog ({kind})"
    status = str(dict.get(entry, "wp_status") or dict.get(entry, "blogger_status") or "").casefold()
    if status not in _PUBLIC or str(dict.get(entry, "app_draft") or "").casefold() == "yes":
        return f"never published ({status if status not in _PUBLIC else 'draft'})"
    return None


def added(entry: Any) -> dict[str, Candidate[str]]:
    """What a blog's export says beside a feed: that an entry is a comment, and on what; when its post came out."""
    found: dict[str, Candidate[str]] = {}
    if _kind(entry) == "comment":
        found["kind"] = Candidate("comment", "feed")
        reply = dict.get(entry, "thr_in-reply-to")
        parent = str(reply.get("ref") or "") if isinstance(reply, Mapping) else ""
        found["in_reply_to"] = Candidate(parent or str(dict.get(entry, "blogger_parent") or ""), "feed")
    elif _kind(entry):
        found["kind"] = Candidate("article", "feed")
    written = str(dict.get(entry, "wp_post_date_gmt") or "")
    if re.match(r"[12][0-9]{3}-", written):
        found["date"] = Candidate(f"{written}Z", "wp:post_date_gmt")
    elif re.match(r"[12][0-9]{3}-", written := str(dict.get(entry, "wp_post_date") or "")):
        found["date"] = Candidate(written, "wp:post_date")
    return found


def comments(item: Item, n_entries: int, source: str) -> Iterator[Record]:
    """The comments below the entries of a WordPress export, which no reader of feeds tells from each other; those that
    were never shown, and notices of links, are rejected.
    """
    row = n_entries
    for entry in elements(item, "item"):
        post = line(first(entry, "link")) or line(first(entry, "post_id"))
        for comment in every(entry, "comment"):
            row += 1
            said = {name: line(first(comment, f"comment_{name}")) for name in ("author", "approved", "type", "id")}
            written = first(comment, "comment_content")
            date = line(first(comment, "comment_date_gmt"))
            fields = {
                "text": html_text("" if written is None else "".join(written.itertext())), "author": said["author"],
                "date": f"{date}Z" if date[:1] in {"1", "2"} else line(first(comment, "comment_date")),
                "source": source, "kind": "comment", "in_reply_to": post,
                "id": f"{post}#comment-{said['id']}" if said["id"] else "",
            }  # fmt: skip
            fields = {name: value for name, value in fields.items() if value.strip()}
            why = None if said["approved"] in {"1", "approved", ""} else "a comment that was never shown"
            why = "a notice of a link, not a comment" if said["type"] in {"pingback", "trackback"} else why
            rejected = why or (None if "text" in fields else "no text in it")
            yield Record(row, fields, tuple(fields), rejected, methods=dict.fromkeys(fields, "feed (comment)"))


def as_shown(entry: Any, markup: str) -> str:
    """The markup of a WordPress entry as its blog shows it: empty lines part paragraphs, codes of its plugins do not
    appear.
    """
    if "wp_post_type" not in entry:
        return markup
    markup = _SHORTCODE.sub("", markup)
    return markup if re.search(r"<p[\s>]", markup, re.I) else re.sub(r"\r?\n\s*\n", "<p>", markup)


def without_tail(text: str) -> str:
    """The text of an entry without the line that says on which blog it appeared first, or leads to the rest of it."""
    return _MORE.sub("", _APPEARED.sub("", text))


def _kind(entry: Any) -> str:
    """What an entry is in its blog's own words, "" where that is not said."""
    said = dict.get(entry, "wp_post_type") or dict.get(entry, "blogger_type")
    tags = dict.get(entry, "tags")
    for tag in tags if isinstance(tags, list) else ():
        if isinstance(tag, Mapping) and tag.get("scheme") == _KIND:
            said = said or str(tag.get("term") or "").rpartition("#")[2]
    return str(said or "").casefold()
