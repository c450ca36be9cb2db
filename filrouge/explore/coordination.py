"""Which sources share texts, links or hashtags with each other more often or faster than chance explains."""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.carriers import Output, carried, originals, without_originals
from filrouge.explore.codecs import Source
from filrouge.explore.fields import Choice, option
from filrouge.explore.selection import Selection, where
from filrouge.explore.sharing import NOT_ENOUGH, groups_of_pairs, lags, pairs_of_sources
from filrouge.explore.spread import pairs, tree
from filrouge.explore.web import plain_link
from filrouge.i18n import N_
from filrouge.schema import NO_SOURCE
from filrouge.text_groups import components

SHARED: Final = {"texts": N_("Texts"), "links": N_("Links"), "hashtags": N_("Hashtags")}
OPTIONS: Final = (
    option(
        "shared", N_("What is shared"), Choice(SHARED), "texts", "What two sources may share more often than chance "
        "explains.", pages=("spread",),
    ),
    option(
        "pair", N_("Pair of sources"), Source(), (), "Two sources: what they share is listed.", many=True,
        pages=("spread",),
    ),
)  # fmt: skip

MOST_SOURCES: Final = 80
"""Sources that are compared, those that share most."""

ORIGINAL_KINDS: Final = frozenset(
    {"wire", "agency", "news agency", "press agency", "press release", "press releases", "petition", "petitions"}
)
"""What `sources.kind` says of those that publish for others to print."""

_PAUSE: Final = 7.0  # days without use, after which a link or a hashtag that comes back is another item
_BATCH: Final = 20_000  # texts that are read at once
_LINK: Final = re.compile(r"https?://[^\s<>\"'“”«»]+", re.IGNORECASE)
_HASHTAG: Final = re.compile(r"(?<![\w&/])[#＃](?=\w*[^\W\d])\w{2,80}")


@dataclass(frozen=True)
class Coordination:
    """What was found.

    `frame`: the columns of `sharing.pairs_of_sources`, with `first` and `second` as keys of sources, and `group`: 0,
    1, … of the sources that pairs found connect, by size; -1 where nothing was found. `texts`: of each pair that could
    be tested, `first`, `second`, `doc` and `of` (rows of the bundle's documents, the later one first), `within` and
    `days` (floats), the soonest first. `items`: how many were looked at; `compared`, `sources`: sources, and all that
    share any; `originals`: sources whose texts others print, which are left out with what they published first;
    `undated`: documents left out because no day of theirs is known.
    """

    frame: pd.DataFrame
    texts: pd.DataFrame
    items: int
    compared: int
    sources: int
    originals: list[str]
    undated: int


def coordination(bundle: Bundle, selection: Selection, shared: str = "texts") -> Coordination:
    """Test all pairs of sources of a selection, whatever its narratives: it is one question for each pair.

    `shared` is a key of SHARED. A group of documents that share text, directly or by way of others, is one item; so are
    a link and a hashtag, until nobody has used it for a week.
    """
    documents = _documents(bundle, selection)
    rows = (_texts if shared == "texts" else _marks)(bundle, documents, shared)
    dated = rows[rows["dated"]]
    named = dated[dated["source"] != NO_SOURCE]
    several = named[named.groupby("item")["source"].transform("nunique") > 1]
    sizes = several.drop_duplicates(["item", "source"])["source"].value_counts()
    compared = sorted(sorted(sizes.index, key=lambda one: (-sizes[one], one))[:MOST_SOURCES])
    number = {source: place for place, source in enumerate(compared)}
    numbered = dated.assign(source=dated["source"].map(number).fillna(-1).astype(np.int64))
    known = originals(numbered, len(compared))
    kinds = bundle.sources.set_index("source")["kind"]
    stated = [i for one, i in number.items() if str(kinds.get(one)).casefold() in ORIGINAL_KINDS]
    left_out = np.union1d(known, np.array(stated, dtype=np.int64))
    kept = without_originals(numbered, left_out)
    output = _output(bundle, documents, number)
    found = carried(kept, output, len(compared))
    frame = pairs_of_sources(found)
    frame["group"] = groups_of_pairs(frame)
    between = lags(found).query("a < b").merge(
        frame.loc[frame["status"] != NOT_ENOUGH, ["first", "second"]], left_on=["a", "b"], right_on=["first", "second"]
    )  # fmt: skip
    docs = np.stack([found.doc[between[f"row_{end}"]] for end in "ab"], axis=1)
    later = found.start[between["row_a"]] > found.start[between["row_b"]]
    between = between.assign(doc=np.where(later, docs[:, 0], docs[:, 1]), of=np.where(later, docs[:, 1], docs[:, 0]))
    between = between.sort_values(["within", "days", "doc"], kind="stable", ignore_index=True)
    keys = np.array([*compared, ""], dtype=object)
    return Coordination(
        _named(frame, keys),
        _named(between[["first", "second", "doc", "of", "within", "days"]], keys),
        int(found.item.max(initial=-1)) + 1,
        len(compared) - len(left_out),
        len(sizes),
        [str(keys[one]) for one in left_out],
        int((~rows["dated"]).sum()),
    )


def _named(frame: pd.DataFrame, keys: np.ndarray) -> pd.DataFrame:
    return frame.assign(**{end: keys[frame[end].to_numpy(np.int64)] for end in ("first", "second")})


def _documents(bundle: Bundle, selection: Selection) -> pd.DataFrame:
    """Every document: `doc`, `source`, `start` and `end` in days since 1970, `dated` (to the day), `exact`,
    `narrative`.
    """
    frame = where(selection.of_all_narratives(), bundle).query(
        "SELECT doc, d.source::VARCHAR AS source, epoch_us(d.published) / 86400e6 AS start, date_diff('day', d.day, "
        "d.day_end) AS span, d.published_precision = 'minute' AS exact, d.url, coalesce(n.narrative, -1) AS narrative "
        "FROM chosen c JOIN documents d USING (doc) LEFT JOIN (SELECT doc, arg_max(narrative, share) AS narrative FROM "
        "shares WHERE narrative >= 0 GROUP BY doc) n USING (doc) ORDER BY doc"
    )
    length = np.where(frame["exact"], 1 / 1440, 1.0)
    return frame.assign(end=frame["start"] + length, dated=frame["start"].notna() & (frame["span"] == 0))


def _texts(bundle: Bundle, documents: pd.DataFrame, _shared: str) -> pd.DataFrame:
    """Documents that share text, with the `item` of each."""
    frame = pairs(bundle)
    inside = frame["doc"].isin(documents["doc"]) & frame["of"].isin(documents["doc"])
    docs, ends = np.unique(frame.loc[inside, ["doc", "of"]].to_numpy(np.int64), return_inverse=True)
    items = pd.DataFrame({"doc": docs, "item": components(ends.reshape(-1, 2), len(docs))})
    return documents.merge(items, on="doc")


def _marks(bundle: Bundle, documents: pd.DataFrame, shared: str) -> pd.DataFrame:
    """Documents with each link or hashtag in them, as rows of `item`."""
    found: list[tuple[int, str]] = []
    docs = documents["doc"].tolist()
    for first in range(0, len(docs), _BATCH):
        for doc, row in bundle.text_rows(docs[first : first + _BATCH]).items():
            if shared == "links":
                marks = {plain_link(one) for one in _LINK.findall(row["text"])} - {""}
            else:
                marks = {one[1:].casefold() for one in _HASHTAG.findall(row["text"])}
            found += [(doc, mark) for mark in sorted(marks)]
    frame = pd.DataFrame(found, columns=["doc", "mark"]).astype({"doc": "int64", "mark": object})
    if shared == "links":
        own = documents.loc[documents["url"].notna(), ["doc", "url"]]
        own = pd.DataFrame({"doc": own["doc"], "mark": [plain_link(one) for one in own["url"]]})
        frame = pd.concat([frame, own[own["mark"] != ""]]).drop_duplicates()
    rows = documents.merge(frame, on="doc").sort_values(["mark", "start", "doc"], kind="stable")
    pause = rows["start"] - rows.groupby("mark")["end"].cummax().shift() > _PAUSE
    begins = (rows["mark"] != rows["mark"].shift()) | pause
    return rows.assign(item=begins.cumsum())


def _output(bundle: Bundle, documents: pd.DataFrame, number: dict[str, int]) -> Output:
    """What the sources that are compared publish."""
    first = tree(bundle)
    source_of = documents.set_index("doc")["source"]
    others = first["doc"].map(source_of) != first["of"].map(source_of)
    kept = documents[documents["dated"] & documents["source"].isin(list(number))]
    return Output(
        np.asarray(kept["source"].map(number), dtype=np.int64),
        kept["start"].to_numpy(float),
        kept["exact"].to_numpy(bool),
        np.asarray(kept["narrative"], dtype=np.int64),
        kept["doc"].isin(first.loc[others, "doc"]).to_numpy(bool),
    )


def shared_by(bundle: Bundle, found: Coordination, pair: tuple[str, ...]) -> pd.DataFrame:
    """The texts of a pair: `doc_id`, `title`, `source` and `published` with its precision and offset, of the later one,
    the same of the earlier one after `of_`, and `days` between; the soonest first.
    """
    a, b = sorted(pair)
    frame = found.texts
    rows = frame[(frame["first"] == a) & (frame["second"] == b)]
    about = bundle.query(
        "SELECT doc, doc_id, title, source::VARCHAR AS source, published, published_offset, published_precision, "
        "not_before FROM documents WHERE doc IN (SELECT unnest($docs::INTEGER[]))",
        {"docs": np.unique(rows[["doc", "of"]].to_numpy(np.int64)).tolist()},
    ).set_index("doc")
    later, earlier = (about.loc[rows[end].to_numpy()].reset_index(drop=True) for end in ("doc", "of"))
    result: pd.DataFrame = later.join(earlier.add_prefix("of_")).assign(days=rows["days"].to_numpy())
    return result
