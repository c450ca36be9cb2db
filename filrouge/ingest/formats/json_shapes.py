"""What records of JSON come wrapped in: an envelope around one, a page with many and what they refer to, columns."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from filrouge.ingest.columns import recognise

OUTER: Final = "outer."
"""Begins the names of what the object around a list says of all that is in it: "outer.name"."""

_SAID_OUTSIDE: Final = frozenset(
    {"name", "title", "type", "id", "source", "language", "lang", "author", "username", "account", "platform"}
)
_ENVELOPES: Final = (
    "_source", "data", "post", "record", "commit", "tweet", "status", "doc", "document", "article", "story", "item",
    "node", "fields", "attributes", "properties", "payload", "object", "body", "content", "snippet", "result", "value",
)  # fmt: skip
"""Under which an object that is only the envelope of a record has the record itself."""

_PAGES: Final = (
    "data", "articles", "items", "posts", "results", "result", "messages", "docs", "hits", "records", "entries",
    "documents", "stories", "tweets", "statuses", "children", "news", "response", "feed", "rows", "content", "mentions",
    "videos", "threads", "list", "claims", "orderedItems", "payload", "edges",
)  # fmt: skip
"""Under which an answer of a service has its records."""

_COLLECTED: Final = frozenset({"item_id", "source_platform", "data"})
"""What a collector of pages' own data (Zeeschuimer) has around each object, whatever that holds."""

SAVED: Final = frozenset({"node", "instaloader"})
"""What Instaloader has around each object of Instagram that it saves, which holds lists of its own."""

INCLUDED: Final = "includes"
"""Under which X has what its records refer to, posts of others too."""

REFERRED: Final = (INCLUDED, "groups", "profiles")
"""Under which an answer has the objects that its records refer to by their numbers."""

_PARTED: Final = ("sections", "paragraphs")
_DEEPEST: Final = 4
_DEEPEST_SECTION: Final = 20
_FEWEST_COLUMNS: Final = 2

Object = dict[str, Any]


def unwrapped(value: Object, depth: int = 0) -> Object:
    """The record in an envelope, with what the envelope says beside it; a record as it is."""
    key = next((key for key in _ENVELOPES if isinstance(value.get(key), dict)), "")
    if not key and len(value) == 1:
        key = next(key for key in value)
    held = value.get(key)
    if isinstance(held, dict) and value.keys() >= SAVED:
        return {**held, **{name: part for name, part in value.items() if name != key}}
    if isinstance(value.get("referenced_tweets"), list):
        return {**value, "referenced_tweets": _by_type(value["referenced_tweets"])}
    if depth > _DEEPEST or not isinstance(held, dict) or len(held) < _FEWEST_COLUMNS or _has(value, "text", but=key):
        return value
    if in_paragraphs(held) is not None:
        return value
    held = unwrapped(held, depth + 1)
    if key != "_source" and not value.keys() >= _COLLECTED and not _has(held, "text", "title"):
        return value
    return {**held, **{name: part for name, part in value.items() if name != key and name not in held}}


def _by_type(posts: list[Any]) -> Object:
    """Posts that a post refers to, by how: "retweeted", "replied_to", "quoted"."""
    return {str(one.get("type")): one for one in reversed(posts) if isinstance(one, dict)}


def _has(value: Mapping[str, Any], *fields: str, but: str = "") -> bool:
    found = recognise([name for name, held in value.items() if held and name != but], {})
    return any(field in found for field in fields)


def members(value: Object) -> list[Object] | None:
    """The records of an object that is a page of a service's answer; None where it is a record itself."""
    page = _page(value, 0)
    if page is None or _has({name: held for name, held in value.items() if isinstance(held, str)}, "text", "title"):
        return None
    outer, found = page
    said = said_outside(outer)
    return [{**one, **said} for one in _with_references(outer, found)]


def with_answers(record: object) -> Iterator[object]:
    """A record, and the pages of answers inside it, which have texts and dates of their own: the replies to a comment
    on YouTube, Reddit or Instagram, the comments on a post of Facebook.
    """
    yield record
    if not isinstance(record, dict):
        return
    if isinstance(answers := record.get("answers"), list):
        for one in answers:
            if isinstance(one, dict) and "text" in one and "created_at" in one:
                yield from with_answers({**one, "answer_to": record.get("id")})
    inside = record.get("data")
    held = inside if isinstance(inside, dict) else record
    for name in ("replies", "comments"):
        if isinstance(inner := held.get(name), dict):
            for one in members({"data": inner["comments"]} if "comments" in inner else inner) or ():
                yield from with_answers(one)


def _page(value: Object, depth: int) -> tuple[Object, list[Object]] | None:
    for name in _PAGES:
        held = value.get(name)
        if isinstance(held, list) and held and all(isinstance(one, dict) for one in held):
            return value, held
        if isinstance(held, dict) and depth < _DEEPEST and (found := _page(held, depth + 1)):
            return found
    return None


def said_outside(outer: Mapping[str, Any]) -> Object:
    """What an object around a list of records says of them all, by names that begin with `OUTER`."""
    return {
        f"{OUTER}{name}": held
        for name, held in outer.items()
        if name in _SAID_OUTSIDE and isinstance(held, str | int) and not isinstance(held, bool)
    }


def _with_references(page: Object, records: Sequence[Object]) -> Sequence[Object]:
    """Records with the objects that the page has beside them put where they are referred to by id; the numbers of
    groups are below zero where they are meant (VK).
    """
    includes = page.get("includes")
    beside: dict[str, Any] = {**(includes if isinstance(includes, dict) else {}), **page}
    by_id = {
        f"-{one['id']}" if name == "groups" else str(one["id"]): one
        for name, held in beside.items()
        if isinstance(held, list) and held is not records and (name in REFERRED or name not in page)
        for one in held
        if isinstance(one, dict) and "id" in one
    }
    if not by_id:
        return records
    resolved = []
    for record in records:
        named: Object = {
            name.removesuffix("_id"): by_id[str(held)]
            for name, held in record.items()
            if name.endswith("_id") and isinstance(held, str | int) and str(held) in by_id
        }
        referred = record.get("referenced_tweets")
        if isinstance(referred, list):
            named["referenced_tweets"] = [
                {**by_id.get(str(one.get("id")), {}), **one} for one in referred if isinstance(one, dict)
            ]
        resolved.append({**record, **named})
    return resolved


def rows_of(value: Object) -> list[Object] | None:
    """The rows of a table that is written column by column ({"title": {"0": …, "1": …}}), or with its header apart;
    None where an object is no table.
    """
    names = header(value)
    rows = next((value[name] for name in ("data", "rows", "values", "datarows") if name in value), None)
    if names and isinstance(rows, list) and rows and all(isinstance(row, list) for row in rows):
        return [dict(zip(names, row, strict=False)) for row in rows]
    columns = list(value.values())
    if len(columns) < _FEWEST_COLUMNS or not all(columns) or not _has(value, "text", "title"):
        return None
    if all(isinstance(column, dict) and column.keys() == columns[0].keys() for column in columns):
        return [{name: column[row] for name, column in value.items()} for row in columns[0]]
    if all(isinstance(column, list) and len(column) == len(columns[0]) for column in columns):
        nested = any(isinstance(cell, dict | list) for column in columns for cell in column)
        return None if nested else [dict(zip(value, row, strict=True)) for row in zip(*columns, strict=True)]
    return None


def header(value: Mapping[str, Any]) -> list[str]:
    """The names of columns that an object has beside a list of rows; empty where it has none."""
    for key in ("columns", "header", "headers", "fields", "schema", "cols"):
        held = value.get(key)
        if isinstance(held, list) and held:
            names = [one.get("name") if isinstance(one, dict) else one for one in held]
            if all(isinstance(name, str) for name in names):
                return [str(name) for name in names]
    return []


def in_paragraphs(value: Mapping[str, Any], depth: int = 0) -> str | None:
    """The text of an object that holds it in sections and paragraphs, as Fundus writes articles; None of another."""
    if depth > _DEEPEST_SECTION or not any(isinstance(value.get(name), list) for name in _PARTED):
        return None
    pieces: list[str] = []
    for name in ("summary", "headline", "paragraphs", "sections"):
        held = value.get(name)
        for part in held if isinstance(held, list) else [held]:
            piece = in_paragraphs(part, depth + 1) if isinstance(part, dict) else part
            if isinstance(piece, str) and piece.strip():
                pieces.append(piece.strip())
    return "\n\n".join(pieces) or None


def is_header(row: object) -> bool:
    """Whether a list is the first row of a table that is written as a list of lists."""
    return isinstance(row, list) and all(isinstance(name, str) for name in row) and _has(dict.fromkeys(row, 1), "text")
