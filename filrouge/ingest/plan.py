"""Which columns of an item hold which field: what the user said, then the tool's profile, then names and values."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from filrouge.ingest.column_names import ALIASES
from filrouge.ingest.column_values import judge
from filrouge.ingest.columns import Judged, folded, names_days_first, recognise
from filrouge.ingest.dates.parse import Order, infer_order, parse_date
from filrouge.ingest.profiles import Layout, Profile, plain_names, profile_of
from filrouge.ingest.record import Record
from filrouge.ingest.unnamed_columns import are_unnamed
from filrouge.schema import HEADLINE, REACTIONS

_NUMBERS_OF_POSTS: Final = frozenset({"comment_id", "tweet_id", "status_id", "message_id"})
_OF_A_CHAT: Final = frozenset({"message", "messages", "message_text", "msg", "chat_message", "nachricht", "mensaje"})
_TRIED: Final = 60  # values of a column that say whether it holds dates


class Mapped(NamedTuple):
    """The fields of a record: what they hold, the columns that gave them, and those that are used up by it."""

    values: dict[str, str]
    columns: dict[str, str]
    used: frozenset[str]


_DAY: Final = (
    ("year", "année", "annee", "jahr", "año", "anno", "ano", "год"),
    ("month", "mois", "monat", "mes", "mese", "mês", "месяц"),
    ("day", "jour", "tag", "día", "dia", "giorno", "день"),
)
"""Names of columns of year, month and day."""


@dataclass(frozen=True)
class Plan:
    """How the records of an item map to fields.

    Attributes
    ----------
    mapping : {field: column}, said by the user; it wins.
    profile : the tool that made the item, where that is known.
    forced : whether the user said so: then it is that of all records.
    layout : the same of an item that is no table: its reader names the fields itself.
    judged : what the values of columns say, where names are to tell what they hold.
    posts : whether the records are posts of accounts, and no outlet is named: then who wrote them is their source.
    titles_only : whether no column holds texts, so that the titles are what there is to read.
    day : the columns of year, month and day, where a date stands in three of them.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    profile: Profile | None = None
    layout: Layout | None = None
    forced: bool = False
    judged: Judged | None = None
    posts: bool = False
    titles_only: bool = False
    day: tuple[str, ...] = ()

    def read(self, record: Record) -> Mapped:
        """Find the fields of a record."""
        names = record.names or tuple(record.fields)
        if self.layout is not None:
            said = {f: c for f, c in recognise(names, self.mapping, record.fields).items() if f in self.mapping}
            columns = {f: f for f in ALIASES if f in record.fields and f not in self.mapping} | said
            values = {name: record.fields[column] for name, column in columns.items()}
        elif (profile := self._profile_of(record)) is None or record.pasted:
            columns = recognise(names, self.mapping, record.fields, self.judged)
            if self.posts and "source" not in columns and (by := columns.get("author", columns.get("account"))):
                columns["source"] = by
            values = {name: record.fields[column] for name, column in columns.items()}
        else:
            said = {f: c for f, c in recognise(names, self.mapping, record.fields).items() if f in self.mapping}
            found = {f: v for f, v in profile.read(record.fields).items() if f not in said}
            values = {f: v.text for f, v in found.items()} | {f: record.fields[c] for f, c in said.items()}
            columns = {f: v.column for f, v in found.items()} | said
        if self.day and all(record.fields.get(column) for column in self.day):
            values["date"], columns["date"] = _in_one(*map(record.fields.__getitem__, self.day)), ", ".join(self.day)
        if "text" not in values and "title" in values and record.row is not None and self._reads_titles:
            values["text"], columns["text"] = values["title"], columns["title"]
            values["kind"], columns["kind"] = HEADLINE, ""
        return Mapped(values, columns, frozenset(columns.values()))

    def _profile_of(self, record: Record) -> Profile | None:
        """The profile of a record: the item's, or the one it tells itself where an item mixes posts and answers."""
        names = record.names or tuple(record.fields)
        if self.profile is None or self.forced or self.profile.fits(plain_names(names)):
            return self.profile
        return profile_of(names) or self.profile

    @property
    def export(self) -> str:
        """The tool that made the item, in words; "" where it is none known."""
        made_by = self.layout or self.profile
        return made_by.title if made_by is not None else ""

    @property
    def _reads_titles(self) -> bool:
        return self.titles_only or (self.profile is not None and self.profile.headlines)

    def refuse(self, record: Record) -> str | None:
        """Why a record is no document by its tool's own signs, or None."""
        profile = self._profile_of(record)
        return profile.refuse(record.fields) if profile is not None and profile.refuse else None


def make_plan(
    first: Sequence[Record], mapping: Mapping[str, str], asked: Profile | None = None, layout: Layout | None = None
) -> Plan:
    """Decide how an item's records map to fields by the first of them.

    Parameters
    ----------
    first : records at the start of the item; the more, the surer what is decided by values.
    mapping : {field: column}, as the user said it.
    asked : the profile that the user forced.
    layout : the layout that the item was read by, if any.
    """
    profile = None if layout is not None else asked or _profile(first)
    plan = Plan(dict(mapping), profile, layout, forced=asked is not None)
    if profile is None and layout is None:
        plan = replace(plan, judged=judge([record for record in first if not record.pasted]))
        columns = [plan.read(record).columns for record in first]
        posts = _are_posts(columns, {name for record in first for name in record.names})
        plan = replace(plan, posts=posts, day=_day_columns(first, columns))
    has_text = any("text" in plan.read(record).values for record in first)
    return replace(plan, titles_only=not has_text)


def _day_columns(first: Sequence[Record], columns: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    """The columns of year, month and day, unless another one holds the date."""
    by_name = {folded(name): name for record in first for name in record.fields}
    found = [next((by_name[name] for name in names if name in by_name), "") for names in _DAY]
    if not all(found) or any(held.get("date") not in {None, *found} for held in columns):
        return ()
    days = [_in_one(*map(record.fields.__getitem__, found)) for record in first if record.fields.keys() >= set(found)]
    return tuple(found) if days and all(parse_date(day).start is not None for day in days[:_TRIED]) else ()


def _in_one(year: str, month: str, day: str) -> str:
    """A date whose year, month and day stand apart, as one."""
    return f"{year}-{month:0>2}-{day:0>2}" if month.isdecimal() else f"{day} {month} {year}"


def _are_posts(columns: Sequence[Mapping[str, str]], names: Collection[str]) -> bool:
    """Whether records have what posts have and articles lack: an account, a reply or repost, reactions of two kinds, a
    number of a comment or message, messages without titles.
    """
    found = {field_ for held in columns for field_ in held}
    n_reactions = len(found.intersection(REACTIONS))
    numbered = any(folded(name) in _NUMBERS_OF_POSTS for name in names)
    said = {folded(held["text"]) for held in columns if "text" in held and "title" not in held and "url" not in held}
    return "source" not in found and (
        numbered or bool(said & _OF_A_CHAT) or n_reactions > 1 or bool(found & {"account", "in_reply_to", "repost_of"})
    )


def _profile(first: Sequence[Record]) -> Profile | None:
    shapes = Counter(record.names or tuple(record.fields) for record in first if not record.pasted)
    for names, _ in shapes.most_common(20):
        if (profile := profile_of(names)) is not None:
            return profile
    return None


def without_header(first: Sequence[Record], plan: Plan) -> str:
    """What is to be said of a table without a header: which column was taken for what, and of what that is not sure."""
    if plan.judged is None or not first or not are_unnamed(first[0].names):
        return ""
    found = {**plan.judged.unnamed, **plan.mapping}
    taken = {column: field_ for field_, column in found.items()}
    said = ", ".join(f"{name}: {taken.get(name, 'not used')}" for name in first[0].names)
    unsure = [field_ for field_ in plan.judged.unsure if field_ not in plan.mapping]
    doubt = f"; not sure: {' and '.join(unsure)}" if unsure else ""
    shown = [f"{field_}={column}" for field_, column in found.items() if field_ in {"text", "title", "source"}]
    mend = ",".join(shown or [f"text={first[0].names[-1]}"])
    return (
        f"it has no header; what its columns hold was told by their values ({said}{doubt}). "
        f"If that is wrong, say which column holds what: --map '{mend}'"
    )


def undated_column(first: Sequence[Record], plan: Plan) -> str | None:
    """A column that parses as dates where all records come out undated: the user may want to name it."""
    if any("date" in plan.read(record).values for record in first) or len(first) < 2:
        return None
    names = tuple(dict.fromkeys(name for record in first for name in record.fields))
    for column in names:
        values = [record.fields[column] for record in first if column in record.fields][:_TRIED]
        if (
            len(values) * 2 > len(first)
            and all(len(value) <= 60 for value in values)
            and sum(parse_date(value).precision in {"day", "minute"} for value in values) > 0.9 * len(values)
        ):
            return column
    return None


def order_of_days(dates: Sequence[str], names: Sequence[str]) -> Order | None:
    """Say in which order days are written in figures: as the dates show, or where none does, as the language of the
    columns' names has it.
    """
    order = infer_order(dates)
    unsaid = order is None and names_days_first(names) and not any(infer_order([date]) for date in dates)
    return "dmy" if unsaid else order
