"""Records → drafts: one document on its own, each field with how it was found."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from filrouge.characters import one_line, replace_surrogates
from filrouge.ingest.address_parts import address_parts
from filrouge.ingest.boilerplate.article import cut_boilerplate
from filrouge.ingest.boilerplate.no_article import NO_ARTICLE, is_no_article
from filrouge.ingest.bylines import author_in
from filrouge.ingest.candidate import Candidate
from filrouge.ingest.clean import clean_text, cut_mark
from filrouge.ingest.column_names import ALIASES
from filrouge.ingest.columns import KEPT_TOO, kept_name, recognise
from filrouge.ingest.dates.parse import Order, Published, date_in_url, parse_date
from filrouge.ingest.dates.published import order_in
from filrouge.ingest.html.text import has_stray_tag, html_text, is_markup
from filrouge.ingest.languages import count_words, detect_languages, mixture, normalise_language
from filrouge.ingest.links import canonical_url, host_named, registered_domain
from filrouge.ingest.normalize import MENDED, Normalized, normalize_text, resolve_entities
from filrouge.ingest.plan import Mapped, Plan
from filrouge.ingest.platforms import account_of, platform_of
from filrouge.ingest.record import Cut, Record
from filrouge.ingest.report import Rejected
from filrouge.ingest.sources import Outlet, Outlets
from filrouge.ingest.text_metadata.find import TextMetadata, find_metadata
from filrouge.schema import KINDS, NO_SOURCE

_MISSING: Final = frozenset(
    {"none", "null", "nan", "n/a", "-", "#n/a", "nat", "<na>", "(null)", "undefined", "\\n"}  # the last is MySQL's
)

FIELDS: Final = ("title", "date", "source", "issuer", "url", "language", "id")
"""Fields of which is kept how they were found."""

_CUT_SHORT: Final = "its text was cut short by the service it comes from"
_WEB: Final = ("http://", "https://")

_SHORT_TITLE: Final = 4  # words: "404 Not Found", "Just a moment..."

_BARE: Final = frozenset({"id", "language"})
"""A table that tells no more than this beside the text holds texts as they were pasted."""


class Attribution(NamedTuple):
    """How a field of a document was found, and the characters that gave it. The fields are those of `schema.FOUND`."""

    field: str
    method: str
    evidence: str


@dataclass
class Draft:
    """One document before the whole collection is known."""

    row: int | None
    text: str
    cuts: tuple[Cut, ...]
    values: dict[str, str]
    extra: dict[str, str]
    attributions: list[Attribution] = field(default_factory=list)
    published: Published = field(default_factory=Published)
    not_before: date | None = None
    language: str = ""
    warnings: list[str] = field(default_factory=list)
    as_read: str = ""

    @property
    def n_words(self) -> int:
        """Words of the kept text."""
        return count_words(self.text)

    def digest(self, *more: str) -> bytes:
        """SHA-256 of what makes the document itself: source, title, date, link, text and `more`."""
        parts = [self.values.get(k, "") for k in ("source", "title", "date", "url")]
        return hashlib.sha256(json.dumps([*parts, self.text, *more]).encode()).digest()


@dataclass(frozen=True)
class Reading:
    """What is known beside the records: how columns map, what stands beside the files, what repeats.

    `order` is the order of day and month in the dates of this item, where its dates tell ("dmy", "mdy").
    """

    file: str
    plan: Plan
    outlets: Outlets
    sidecar: Mapping[str, str]
    repeated: Callable[[str], bool]
    order: Order | None = None
    sidecar_name: str = ""


def make_drafts(batch: Sequence[Record], reading: Reading) -> Iterator[Draft | Rejected]:
    """Make a draft of each record, or say why it is rejected; in order."""
    drafts: list[Draft | Rejected] = []
    plain: list[Draft] = []
    for record in batch:
        mapped = reading.plan.read(record)
        refused = record.rejected or reading.plan.refuse(record)
        if refused or "text" not in mapped.values:
            named = "text" in recognise(record.names, reading.plan.mapping)
            reason = refused or ("no text in it" if named else "no column of text")
            drafts.append(Rejected(reading.file, record.row, reason, record.fields))
            continue
        draft = _draft(record, mapped, reading)
        if any(c.isalnum() for c in draft.text):
            drafts.append(draft)
            plain.append(draft)
        else:
            drafts.append(Rejected(reading.file, record.row, "no text in it", record.fields))
    _add_languages(plain)
    for draft in plain:
        _add_text_metadata(draft, reading)
    yield from drafts


def _draft(record: Record, mapped: Mapped, reading: Reading) -> Draft:
    as_they_stand = dict(mapped.values)
    methods = {name: record.methods.get(name, f"column {column}") for name, column in mapped.columns.items()}
    beside = {name: value for name, value in reading.sidecar.items() if name in ALIASES}
    as_they_stand |= beside
    methods |= dict.fromkeys(beside, f"beside the file, in {reading.sidecar_name}")
    written = as_they_stand.pop("text")
    raw, n_replaced = replace_surrogates(written if record.cuts or record.row is None else written.strip())
    raw, mended, known = _parts_in_letters(raw, record)
    mark = cut_mark(raw) if record.row is not None else None
    known += [mark] if mark else []
    as_they_stand = {name: normalize_text(value).text for name, value in as_they_stand.items()}
    if "title" in as_they_stand:
        title = resolve_entities(as_they_stand["title"])
        as_they_stand["title"] = html_text(title) if is_markup(title, 1) else title
    if not record.cuts and (record.pasted or (not reading.plan.export and set(as_they_stand) <= _BARE)):
        article = cut_boilerplate(raw, reading.repeated)
        text, cuts = article.text, article.cuts
        if article.title and "title" not in as_they_stand:
            as_they_stand["title"], methods["title"] = article.title, "headline of the text"
    else:
        cleaned = clean_text(raw, known)
        text, cuts = cleaned.text, cleaned.cuts
    values = _stated(as_they_stand, methods)
    used = mapped.used - {mapped.columns.get(name) for name in KEPT_TOO}
    extra = {
        kept_name(n): one_line(normalize_text(v).text)
        for n, v in record.fields.items()
        if n not in used and not ("." in n and n.partition(".")[0] in record.fields)
    }
    extra |= {kept_name(n): one_line(v) for n, v in reading.sidecar.items() if n not in ALIASES}
    draft = Draft(record.row, text, cuts, values, extra, as_read=raw)
    draft.attributions = [Attribution(name, methods[name], values[name]) for name in FIELDS if name in values]
    if "date" in values:
        draft.published = parse_date(values["date"], reading.order)
    draft.language = normalise_language(values.get("language")) or ""
    no_article = NO_ARTICLE if _may_be_none(record, values) and is_no_article(values.get("title"), text) else None
    notes = [
        record.warning, no_article, draft.published.warning, MENDED if mended else None, _CUT_SHORT if mark else None
    ]  # fmt: skip
    if n_replaced:
        one = n_replaced == 1
        notes.append(f"{n_replaced:,} {'character that is' if one else 'characters that are'} no text replaced by �")
    if "language" in values and not draft.language:
        notes.append(f"'{values['language'][:30]}' is no language: the language was detected")
    draft.warnings = [note for note in notes if note]
    return draft


def _parts_in_letters(raw: str, record: Record) -> tuple[str, bool, list[tuple[int, int, str]]]:
    """A text as it is read, whether it was mended, and where in it stands what its reader cuts."""
    if not record.cuts:
        return *_letters(raw, is_cell="text" not in record.methods and not record.pasted), []
    pieces: list[str] = []
    spans = []
    mended, at, length = False, 0, 0
    for start, end, reason in (*record.cuts, (len(raw), len(raw), "")):
        for piece in (normalize_text(raw[at:start]), normalize_text(raw[start:end])):
            pieces.append(piece.text)
            mended |= piece.mended
            length += len(piece.text)
        if reason:
            spans.append((length - len(pieces[-1]), length, reason))
        at = end
    return "".join(pieces), mended, spans


def _letters(raw: str, is_cell: bool) -> Normalized:
    """A text as it is read: any can hold entities that were escaped twice or copied from a page's source, a cell can
    hold pieces of pages.
    """
    if is_markup(raw):
        return normalize_text(resolve_entities(html_text(raw)))
    raw = resolve_entities(raw)
    return normalize_text(html_text(raw) if is_cell and (is_markup(raw) or has_stray_tag(raw)) else raw)


def _stated(as_they_stand: Mapping[str, str], methods: dict[str, str]) -> dict[str, str]:
    """The fields but the text, each in one line, without those that say that there is nothing."""
    values = {name: one_line(value) for name, value in as_they_stand.items()}
    values["author"] = author_in(values.get("author", ""))
    values = {name: value for name, value in values.items() if value and value.casefold() not in _MISSING}
    if "id" in values and values.get("in_reply_to") == values["id"]:  # what begins a thread answers nothing
        del values["in_reply_to"]
    if "kind" in values and values["kind"].casefold() not in KINDS:  # then it is said of the source
        values["source_kind"] = values.pop("kind")
    if values.get("source", "").casefold().startswith(_WEB):
        _take_link(values, methods)
    if (host := host_named(values.get("source", ""))) and methods["source"].startswith("column "):
        values["source"] = host
    if values.get("source", "").casefold() == NO_SOURCE:  # a source of that name would be two things
        del values["source"]
    return values


def _may_be_none(record: Record, values: Mapping[str, str]) -> bool:
    """Whether a record may hold what a site shows in place of an article: a page, or a row of a crawler's table without
    a headline. To read every row for that would take three times as long as all else.
    """
    if record.row is None:
        return True
    return (
        "url" in values
        and not ("kind" in values or _is_post(values))
        and len(values.get("title", "").split()) <= _SHORT_TITLE
    )


def _is_post(values: Mapping[str, str]) -> bool:
    return not {"platform", "account"}.isdisjoint(values)


def _take_link(values: dict[str, str], methods: dict[str, str]) -> None:
    """A link in the place of the source says where the text stands; its host is the source."""
    link = values["source"]
    if "url" not in values and address_parts(link).path.strip("/"):
        values["url"], methods["url"] = link, methods["source"]
        del values["source"]
    else:
        values["source"] = host_named(link) or link


def _add_languages(drafts: Sequence[Draft]) -> None:
    unknown = [draft for draft in drafts if not draft.language]
    for draft, language in zip(unknown, detect_languages([d.text for d in unknown]), strict=True):
        draft.language = language
        draft.attributions.append(Attribution("language", "detected", ""))
        if others := mixture(draft.text, language):
            draft.warnings.append(f"its text is in several languages: {others}")


def _add_text_metadata(draft: Draft, reading: Reading) -> None:
    """Look in the text, and then in the link, for what no column, page or feed says."""
    values = draft.values
    if reading.order is None and draft.published.start is None:
        _read_by_language(draft)
    linked = "url" in values or _is_post(values)  # what a post links to is not where it stands
    if draft.published.start is None or "source" not in values or not linked:
        _take(draft, find_metadata(draft.as_read, draft.text, draft.cuts, values.get("title"), draft.language))
    if "url" in values:
        _tidy_link(draft)
    if draft.published.start is None and "url" in values:
        in_link = date_in_url(values["url"])
        if in_link.start is not None:
            _date(draft, Candidate(in_link, "url", in_link.evidence or ""))
    if draft.row is not None:
        _take_platform(draft)
    domain = registered_domain(values.get("url", ""))
    if "source" not in values and domain:
        values["source"] = domain
        draft.attributions.append(Attribution("source", "url", domain))
    outlet = reading.outlets.find(values.get("source"), domain)
    if outlet is not None:
        _name_outlet(draft, outlet)


def _read_by_language(draft: Draft) -> None:
    """Read a day in figures that a page shows as the language of its text writes it; in columns other rows tell."""
    in_column = any(one.field == "date" and one.method.startswith("column ") for one in draft.attributions)
    if "date" not in draft.values or in_column:
        return
    published = parse_date(draft.values["date"], order_in(draft.language))
    if published.start is not None:
        draft.warnings = [warning for warning in draft.warnings if warning != draft.published.warning]
        draft.published = published


def _take_platform(draft: Draft) -> None:
    """A post is on the platform its link leads to; its account is its source, which a platform is not."""
    values = draft.values
    platform = platform_of(values.get("url", ""))
    if platform is None:
        return
    values.setdefault("platform", platform)
    if "source" not in values or platform_of(f"https://{values['source']}") == platform:
        said = account_of(values["url"])
        account = values.get("author") or values.get("account") or said
        if account:
            values["source"] = account
            draft.attributions = [one for one in draft.attributions if one.field != "source"]
            draft.attributions.append(Attribution("source", "account of the post", account))
            if said:
                values.setdefault("account", said)


def _take(draft: Draft, stated: TextMetadata) -> None:
    if draft.published.start is None:
        if stated.published:
            _date(draft, stated.published)
        else:
            draft.not_before = stated.not_before
    for name, candidate in (("source", stated.source), ("issuer", stated.issuer), ("url", stated.url)):
        if candidate and name not in draft.values:
            draft.values[name] = one_line(candidate.value)
            draft.attributions.append(Attribution(name, candidate.method, draft.values[name]))


def _date(draft: Draft, candidate: Candidate[Published]) -> None:
    draft.published, draft.not_before = candidate.value, None
    draft.attributions = [p for p in draft.attributions if p.field != "date"]
    draft.attributions.append(Attribution("date", candidate.method, candidate.evidence))


def _tidy_link(draft: Draft) -> None:
    link = canonical_url(draft.values["url"])
    if link is None:
        draft.warnings.append(f"'{draft.values['url'][:80]}' is no web address")
    else:
        draft.values["url"] = link


def _name_outlet(draft: Draft, outlet: Outlet) -> None:
    if draft.values.get("source") != outlet.name:
        draft.values["source"] = outlet.name
        draft.attributions.append(Attribution("source", "table of outlets", outlet.name))
    for name, value in (("country", outlet.country), ("source_kind", outlet.kind)):
        if value and name not in draft.values:
            draft.values[name] = value
