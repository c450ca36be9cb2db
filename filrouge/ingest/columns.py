"""Which input column holds what: common names recognised in any case, the rest settled by the user."""

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from filrouge.errors import InputError
from filrouge.ingest.normalize import normalize_text
from filrouge.schema import DOCUMENTS

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "id": ("id", "doc_id", "_id", "id_str", "guid", "uuid", "item_id", "article_id", "post_id", "message_id"),
    "text": (
        "text", "body", "content", "full_text", "texte", "contenu", "texto", "contenido", "inhalt",
        "fulltext", "maintext", "main_text", "article_text", "article_body", "body_text", "text_content",
        "content_text", "plain_text", "clean_text", "raw_text", "article_content", "full_content", "article", "message",
        "message_text", "post_text", "post_message", "post_content", "tweet", "tweet_text", "tweet_content",
        "comment_text", "selftext", "transcript", "transcription", "volltext", "artikeltext", "testo", "conteudo",
        "conteúdo", "текст", "نص", "النص", "正文", "内容", "本文",
        "description", "caption", "summary", "abstract", "snippet", "excerpt", "lead", "resume", "résumé", "resumen",
        "abstract_note", "hit_sentence", "opening_text", "desc", "text_original", "text_display", "claim_reviewed",
        "video_description",
    ),
    "title": (
        "title", "headline", "titre", "título", "titulo", "titel", "heading", "article_title", "post_title",
        "page_title", "video_title", "news_title", "überschrift", "titolo", "заголовок", "название", "العنوان", "标题",
        "subject",
    ),
    "date": (
        "date", "published", "published_at", "pubdate", "pub_date", "publication_date", "fecha", "datum",
        "date_published", "publish_date", "date_publish", "publish_time", "published_time", "published_date",
        "published_on", "date_publication", "date_de_publication", "parution", "date_parution", "date_de_parution",
        "fecha_publicacion", "fecha_de_publicación", "fecha_de_publicacion", "erscheinungsdatum",
        "veröffentlicht", "veröffentlichungsdatum", "data", "data_pubblicazione", "data_publicação", "дата",
        "дата_публикации", "التاريخ", "تاريخ_النشر", "日期", "发布时间", "date_time_published", "web_publication_date",
        "seendate", "day",
    ),
    "source": (
        "source", "outlet", "publisher", "média", "media", "fuente", "medio", "quelle",
        "source_name", "outlet_name", "media_name", "media_outlet", "publication", "publication_name",
        "publication_title", "newspaper", "journal", "journal_title", "medium", "medien", "sitename", "site_name",
        "website", "site", "news_source", "source_title", "journal_name", "testata", "fonte", "veículo", "veiculo",
        "источник", "сми", "издание", "المصدر", "来源", "媒体",
        "page_name", "channel_title", "channel_name", "channel", "feed_title", "blog",
        "domain", "domain_name", "source_domain", "hostname", "host", "source_hostname", "source_url",
    ),
    "language": (
        "language", "lang", "langue", "idioma", "sprache", "language_code", "lang_code", "article_language", "langs",
        "lingua", "язык", "اللغة", "语言",
    ),
    "url": (
        "url", "link", "permalink", "lien", "enlace", "article_url", "article_link", "post_url", "post_link",
        "web_url", "page_url", "canonical_url", "canonical_link", "original_url", "document_url", "story_url",
        "source_link", "weblink", "adresse", "href", "uri", "ссылка", "الرابط", "链接",
    ),
    "issuer": ("issuer",),
    "country": ("country",),
    "kind": ("kind",),
    "author": (
        "author", "authors", "byline", "auteur", "auteurs", "autor", "autores", "autoren", "verfasser", "autore",
        "journalist", "writer", "creator", "author_name", "автор", "المؤلف", "作者",
    ),
    "account": (
        "account", "username", "user_name", "handle", "screen_name", "account_name", "user_screen_name",
        "author_username", "author_screen_name", "author_handle",
    ),
    "platform": ("platform", "social_network", "network", "plateforme", "plattform"),
    "in_reply_to": (
        "in_reply_to", "in_reply_to_status_id", "in_reply_to_id", "reply_to", "reply_to_msg_id", "parent_comment_id",
        "reply_to_message_id",
    ),
    "repost_of": ("repost_of", "retweeted_status_id", "retweeted_id", "retweet_of", "forwarded_from"),
    "shares": (
        "shares", "share_count", "shares_count", "n_shares", "retweets", "retweet_count", "repost_count", "reposts",
        "reblogs_count", "forwards", "nb_shares", "partages",
    ),
    "likes": (
        "likes", "like_count", "likes_count", "n_likes", "favorite_count", "favourites_count", "favorites",
        "reaction_count", "reactions", "nb_likes", "upvotes", "ups", "digg_count",
    ),
    "comments": (
        "comments", "comment_count", "comments_count", "n_comments", "num_comments", "reply_count", "replies",
        "replies_count", "nb_comments", "commentaires",
    ),
    "views": (
        "views", "view_count", "views_count", "n_views", "impressions", "impression_count", "play_count", "plays",
        "nb_views", "vues",
    ),
}  # fmt: skip
"""What Fil Rouge looks for, and the column names that say it, best first: folded, as `folded` gives them."""

KEPT_TOO: Final = ("country", "kind")
"""Fields that go to the table of sources and stay with the document under their own name as well."""


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_PUBLISHING: Final = _words(
    "publish published publishing publication pub pubdate posted post created create creation issue issued release"
    " released sent broadcast aired start_time"
)
_TIME: Final = _words("date dates time datetime timestamp at on utc day when gmt local")
_OTHER_TIME: Final = _words(
    "update updated modified modification edited edit changed index indexed crawl crawled fetch fetched retrieve"
    " retrieved access accessed add added collect collected scrape scraped download downloaded load loaded expiry"
    " expires expiration end birth born last import imported join joined check checked archive archived saved seen"
    " capture captured ingest ingested deleted until since event registration registered"
)
_OF_PEOPLE: Final = _words(
    "user author account profile owner channel chat sender from creator members community byline quoted retweeted"
    " quoted_status retweeted_status reposted parent reply media image images photo video thumbnail location geo"
    " place source feed site link_attachment entities"
)
"""Objects inside a record whose texts, titles, dates and links are not the record's own."""

_COUNT: Final = re.compile(r"\+?(?P<figures>[0-9][0-9.,'’\s]{0,20})\s?(?P<unit>[KkMmBb]|tys|mln|)\.?")
_PARTS: Final = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])")
_BETWEEN: Final = re.compile(r"[^\w.]+|_+")

_FIELD_IS_COLUMN: Final = re.compile(
    r"""\s*(?P<field>\w+)\s*=\s*(?:"(?P<quoted>(?:[^"]|"")+)"|(?P<plain>.+?))\s*(?:,\s*(?=[^,="]*=)|,?\s*\Z)""", re.S
)
_TAKEN: Final = frozenset({column.name for column in DOCUMENTS.columns} | {"file_row_number", "doc"})


def parse_map(*options: str) -> dict[str, str]:
    """Read `--map text=COL,date=COL`, given once or more often, into {field: column}.

    A comma parts two fields where something with an equals sign follows it, since a column's name may hold commas; a
    name that holds both stands in double quotes.

    Raises
    ------
    InputError
        A part is not FIELD=COLUMN, or names a field there is not.
    """
    mapping: dict[str, str] = {}
    for option in options:
        rest = option.strip()
        while rest:
            found = _FIELD_IS_COLUMN.match(rest)
            field = found["field"].lower() if found else ""
            if found is None or field not in ALIASES:
                raise InputError(
                    f"'{rest if found is None else found[0].rstrip(', ')}' is not FIELD=COLUMN",
                    where="--map",
                    mend=f"Fields are {', '.join(ALIASES)}. Example: --map text=content,date=day. A column whose name "
                    """holds a comma and an equals sign stands in double quotes: --map 'text="a, b=c"'.""",
                )
            mapping[field] = found["plain"] or found["quoted"].replace('""', '"')
            rest = rest[found.end() :]
    return mapping


def recognise(
    names: Iterable[str],
    mapping: Mapping[str, str],
    filled: Iterable[str] | None = None,
    dates: Container[str] = frozenset(),
) -> dict[str, str]:
    """Say which of a record's columns holds each field; a column serves one field only.

    `mapping` wins: a field whose mapped column is there is looked for nowhere else, even where that cell is empty.

    Parameters
    ----------
    names : the record's columns.
    filled : those of them that hold something; all where it is not said.
    dates : those whose values are dates; for the date they come before others.

    Returns
    -------
    {field: column}, for the fields that are there.
    """
    names = list(names)
    holding = set(names if filled is None else filled)
    by_fold: dict[str, str] = {}
    for name in names:
        by_fold.setdefault(name.strip().casefold(), name)
    chosen: dict[str, str] = {}
    for field, wanted in mapping.items():
        column = wanted if wanted in names else by_fold.get(wanted.casefold())
        if column is not None:
            chosen[field] = column
    for field, columns in candidates(tuple(names)).items():
        if field not in chosen:
            if field == "date":
                columns = tuple(sorted(columns, key=lambda name: name not in dates))  # noqa: PLW2901
            column = next((name for name in columns if name in holding and name not in chosen.values()), None)
            if column is not None:
                chosen[field] = column
    return {field: column for field, column in chosen.items() if column in holding}


@lru_cache(maxsize=256)
def candidates(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Which columns could hold each field, best first, by their names alone.

    A column's own name comes before the last part of a nested one (`article.title`), and for dates a name of
    `ALIASES` before one that is put together of words of publishing and of time ("Post Created (UTC)").
    """
    parts = {name: tuple(part for part in map(folded, name.split(".")) if part) for name in names}
    by_field: dict[str, tuple[str, ...]] = {}
    for field, aliases in ALIASES.items():
        rank = {alias: place for place, alias in enumerate(aliases)}
        found = []
        for position, name in enumerate(names):
            *above, last = parts[name] or ("",)
            joined = "_".join(parts[name])
            if joined in rank:
                found.append((0, rank[joined], position, name))
            elif above and last in rank and _own(field, above):
                found.append((len(above), rank[last], position, name))
            elif field == "date" and _own(field, above) and (worth := _date_words(last)):
                found.append((len(above), len(rank) + worth, position, name))
        by_field[field] = tuple(name for *_, name in sorted(found))
    return by_field


def folded(name: str) -> str:
    """A column's name in small letters with `_` between its words: "Post Created", "postCreated" → "post_created"."""
    name = _PARTS.sub("_", unicodedata.normalize("NFC", name.strip().lstrip("\ufeff")))
    return _BETWEEN.sub("_", name.casefold()).strip("_.")


def _own(field: str, above: Sequence[str]) -> bool:
    """Whether a part of an object inside a record can be a field of the record."""
    if field in {"source", "author", "account", "language", "country"}:
        return not {"quoted", "retweeted", "quoted_status", "retweeted_status", "reposted"}.intersection(above)
    return _OF_PEOPLE.isdisjoint(above)


def _date_words(name: str) -> int:
    """How far down a column stands among those that hold a date by the words of its name; 0: it does not."""
    words = set(name.split("_"))
    if not _OTHER_TIME.isdisjoint(words):
        return 0
    of_publishing, of_time = not _PUBLISHING.isdisjoint(words), not _TIME.isdisjoint(words)
    created = not {"created", "create", "creation"}.isdisjoint(words)
    if of_publishing and (of_time or created or len(words) > 1 or words & {"posted", "pubdate", "issued"}):
        return 2 if created else 1
    return 3 if of_time and words <= _TIME | {"unix", "iso", "of", "the", "epoch", "sql", "full", "ms"} else 0


def whole_number(written: str) -> int | None:
    """Read a count as exports write it: "1,234", "1 234", "1.2K", "3,4 M"; None where it is none or below zero."""
    match = _COUNT.fullmatch(written.strip())
    if match is None:
        return None
    figures, unit = match["figures"], match["unit"].casefold()
    if unit:
        scale = {"k": 1e3, "m": 1e6, "b": 1e9, "tys": 1e3, "mln": 1e6}[unit]
        return round(float(re.sub(r"\s", "", figures).replace(",", ".")) * scale)
    if re.fullmatch(r"[0-9]+\.0+", figures):
        return int(figures.partition(".")[0])
    grouped = re.fullmatch(r"[0-9]{1,3}(?:([.,'’\s])[0-9]{3})(?:\1[0-9]{3})*", figures)
    return int(re.sub(r"[^0-9]", "", figures)) if grouped or figures.isdecimal() else None


def kept_name(name: str) -> str:
    """Name under which a column Fil Rouge does not know is kept: its own, or with `input_` if that is taken."""
    return f"input_{name}" if name.casefold() in _TAKEN else name


def tidy_names(names: Sequence[str]) -> list[str]:
    """Make column names printable, non-empty and different from each other in any case (DuckDB ignores case)."""
    tidy: list[str] = []
    seen: set[str] = set()
    for position, name in enumerate(names, 1):
        printed = "".join(c for c in normalize_text(str(name)).text if c.isprintable())
        clean = printed.encode("utf-8", "replace").decode().strip()
        clean = base = clean[:100] or f"column_{position}"
        copy = 1
        while clean.casefold() in seen:
            copy += 1
            clean = f"{base}_{copy}"
        seen.add(clean.casefold())
        tidy.append(clean)
    return tidy
