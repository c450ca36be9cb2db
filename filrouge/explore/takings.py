"""Who takes text from whom: the earlier text of each later one, groups of texts that share text, pairs of sources."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from filrouge.arrays import Ints
from filrouge.bundle import Bundle
from filrouge.explore.codecs import DocumentId
from filrouge.explore.fields import Choice, Truth, option
from filrouge.explore.selection import Selection, where
from filrouge.explore.spread import around, pairs, tree
from filrouge.i18n import N_
from filrouge.schema import COPY_KINDS, NO_NARRATIVE
from filrouge.text_groups import components

KINDS: Final = {
    "all": N_("All"), "verbatim": N_("Verbatim"), "reworded": N_("Reworded"), "translated": N_("Translated"),
}  # fmt: skip
_ON: Final = ("spread",)
OPTIONS: Final = (
    option("copy_kind", N_("Shared text"), Choice(KINDS), "all", "Which kind of shared text counts.", pages=_ON),
    option(
        "crossing", N_("Only across languages"), Truth(), False, "Only texts that share text with one in another "
        "language.", pages=_ON,
    ),
    option(
        "group", N_("Group"), DocumentId(), None, "The group of texts that is drawn, by a document in it; the largest "
        "unless you say.", pages=_ON,
    ),
    option(
        "taken", N_("Text"), DocumentId(), None, "The document that is read beside the earlier one it resembles most.",
        pages=_ON,
    ),
)  # fmt: skip
MOST_DRAWN: Final = 60
"""Documents of the largest groups that are drawn together …"""

MOST_OF_ONE: Final = 200
"""… and those of one chosen group, the earliest of it."""

_ABOUT: Final = ("doc_id", "source", "language", "published", "published_offset", "published_precision", "not_before")
GROUP: Final = (
    "group", "first", "source", "documents", "sources", "languages", "published", "fastest", *COPY_KINDS, "altered",
    "open", "narrative",
)  # fmt: skip


def takings(bundle: Bundle, selection: Selection, kind: str = "all", crossing: bool = False) -> pd.DataFrame:
    """Each later text of a selection and the earlier one it is most like, where both are in the selection.

    Returns
    -------
    The columns of `spread.tree`, with `doc_id`, `source`, `language`, `published`, `published_offset` and
    `published_precision` of `doc`, the same of the earlier one after `of_`, and `days` (float) from one to the other.
    """
    frame = bundle.once("takings", lambda: _with_documents(bundle, tree(bundle)))
    frame = _chosen(bundle, selection, frame)
    return _of_kind(frame, kind, crossing)


def all_pairs(bundle: Bundle, selection: Selection, kind: str = "all", crossing: bool = False) -> pd.DataFrame:
    """Every pair of documents of a selection that share text, as in `takings` but for `alike`."""
    frame = bundle.once("spread documents", lambda: _with_documents(bundle, pairs(bundle)))
    return _of_kind(_chosen(bundle, selection, frame), kind, crossing)


def groups(bundle: Bundle, selection: Selection, kind: str = "all", crossing: bool = False) -> pd.DataFrame:
    """Texts of a selection that share text, directly or by way of others; the largest group first.

    Returns
    -------
    A row a group: `group` (id of its first document), `first` (the same as a row of documents), `source` and
    `published` of it, `documents`, `sources`, `languages`; `fastest`: days (float; NaN where no order is told);
    pairs by kind (COPY_KINDS), with anything `altered`, and of `open` order; `narrative`: what most of it talks about.
    """
    return _members(bundle, selection, kind, crossing)[0]


def texts_of_group(
    bundle: Bundle, selection: Selection, group: str, kind: str = "all", crossing: bool = False
) -> pd.DataFrame:
    """The documents of the group that a document is in, in the order of their dates: `doc`, `doc_id`, `source`,
    `language`, `published`, `published_offset`, `published_precision`; none where it is in no group.
    """
    members = _members(bundle, selection, kind, crossing)[1]
    inside = members["number"].isin(members.loc[members["doc_id"] == group, "number"])
    found: pd.DataFrame = members[inside].drop(columns="number").reset_index(drop=True)
    return found


def between_sources(frame: pd.DataFrame) -> pd.DataFrame:
    """Which source takes from which, from `takings`; the most texts first.

    Returns
    -------
    `source`, `of_source`, `texts`, `median`, `least` and `most` (days), `altered` (texts), `doc_id` of the first.
    """
    ordered = frame.sort_values("published", kind="stable").assign(altered=frame["altered"].map(len) > 0)
    counted = ordered.groupby(["source", "of_source"], as_index=False).agg(
        texts=("doc", "size"),
        median=("days", "median"),
        least=("days", "min"),
        most=("days", "max"),
        altered=("altered", "sum"),
        doc_id=("doc_id", "first"),
    )
    result: pd.DataFrame = counted.sort_values(
        ["texts", "source", "of_source"], ascending=[False, True, True], kind="stable"
    ).reset_index(drop=True)
    return result


def shared_text(bundle: Bundle, doc_id: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`spread.around` a document: the columns of `spread.PAIR`, `doc_id`, `source`, `language`, `published`,
    `published_offset` and `published_precision` of the other document, `days` from one to the other, `later_id`: the
    one to read beside the earlier; of the earlier texts also `alike`: for the one that it is most like, how many are as
    like; 0 for the others.
    """
    found = bundle.query("SELECT doc FROM documents WHERE doc_id = ?", [doc_id])["doc"]
    doc = int(found.iloc[0])
    before, after = around(bundle, doc)
    most = tree(bundle)
    alike = most[most["doc"] == doc].set_index("of")["alike"]
    before = before.assign(alike=before["of"].map(alike).where(before["doc"] == doc).fillna(0).astype(int))
    return _others(bundle, before, doc), _others(bundle, after, doc)


def _others(bundle: Bundle, frame: pd.DataFrame, doc: int) -> pd.DataFrame:
    both = _with_documents(bundle, frame)
    is_later = (both["of"] == doc).to_numpy(bool)
    named = {name: np.where(is_later, both[name].astype(object), both[f"of_{name}"].astype(object)) for name in _ABOUT}
    result: pd.DataFrame = both[[*frame.columns, "days"]].assign(**named, later_id=both["doc_id"])
    return result.assign(published=pd.to_datetime(result["published"]))


@dataclass(frozen=True)
class Drawn:
    """What is drawn of a selection's groups.

    `documents`: `doc`, `doc_id`, `title`, `source`, `language`, `published`, `published_offset`,
    `published_precision`, `group`, ordered by date; undated ones are not there, and are counted in `undated`.
    `takings`: as in `takings`, those between documents drawn. `all_documents` and `all_groups`: of the selection;
    of a chosen group, its own.
    """

    documents: pd.DataFrame
    takings: pd.DataFrame
    groups: int
    all_groups: int
    all_documents: int
    undated: int


def drawn(
    bundle: Bundle, selection: Selection, kind: str = "all", crossing: bool = False, group: str | None = None
) -> Drawn:
    """The group that a document is in, or else the largest groups, whole, up to MOST_DRAWN documents."""
    table, members = _members(bundle, selection, kind, crossing)
    number = np.arange(len(table))
    if group is not None:
        found = members.loc[members["doc_id"] == group, "number"]
        number = found.to_numpy()[:1]
    else:
        whole = table["documents"].cumsum().to_numpy() <= MOST_DRAWN
        number = number[whole] if whole.any() else number[:1]
    all_groups, all_documents = len(table), len(members)
    if group is not None:
        all_groups, all_documents = len(number), int(members["number"].isin(number).sum())
    chosen = members[members["number"].isin(number)]
    dated = chosen[chosen["published"].notna()].sort_values(["published", "doc"], kind="stable")
    dated = dated.head(MOST_OF_ONE if group is not None else MOST_DRAWN).reset_index(drop=True)
    titles = bundle.query(
        "SELECT doc, title FROM documents WHERE doc IN (SELECT unnest($docs::INTEGER[]))",
        {"docs": dated["doc"].tolist()},
    ).set_index("doc")["title"]
    dated = dated.assign(
        title=dated["doc"].map(titles).astype(object), group=table["group"].to_numpy()[dated["number"].to_numpy()]
    )
    taken = takings(bundle, selection, kind, crossing)
    taken = taken[taken["doc"].isin(dated["doc"]) & taken["of"].isin(dated["doc"])].reset_index(drop=True)
    undated = int(chosen["published"].isna().sum())
    return Drawn(dated.drop(columns="number"), taken, len(number), all_groups, all_documents, undated)


def _members(bundle: Bundle, selection: Selection, kind: str, crossing: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`groups`, and the documents in them: `doc`, their columns, and the `number` of their group."""
    key = ("spread groups", selection, kind, crossing)
    return bundle.keep(key, lambda: _grouped(bundle, selection, kind, crossing))


def _grouped(bundle: Bundle, selection: Selection, kind: str, crossing: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    frame = all_pairs(bundle, selection, kind, crossing)
    docs, ends = np.unique(frame[["doc", "of"]].to_numpy(np.int64).ravel(), return_inverse=True)
    label = components(ends.reshape(-1, 2), len(docs))
    members = _documents(bundle, docs).assign(label=label).sort_values(["published", "doc"], kind="stable")
    by = members.groupby("label", sort=False)
    table = by.agg(
        group=("doc_id", "first"),
        first=("doc", "first"),
        source=("source", "first"),
        documents=("doc", "size"),
        sources=("source", "nunique"),
        languages=("language", "nunique"),
        published=("published", "first"),
    )
    of_pair = label[ends.reshape(-1, 2)[:, 0]]
    counted = pd.DataFrame(
        {
            "label": of_pair,
            **{one: (frame["kind"] == one).to_numpy() for one in COPY_KINDS},
            "altered": (frame["altered"].map(len) > 0).to_numpy(bool),
            "open": ~frame["told"].to_numpy(bool),
        }
    )
    table = table.join(counted.groupby("label").sum().astype(int))
    lag = pd.Series(np.where(frame["told"], frame["days"], np.nan).astype(float)).groupby(of_pair).min()
    table = table.assign(fastest=lag.reindex(table.index), narrative=_most(bundle, members))
    table = table.sort_values(["documents", "published", "first"], ascending=[False, True, True], kind="stable")
    number = pd.Series(np.arange(len(table)), index=table.index)
    members = members.assign(number=members["label"].map(number).astype("int64")).drop(columns=["label", "day"])
    return table.reset_index(drop=True)[list(GROUP)], members.reset_index(drop=True)


def _most(bundle: Bundle, members: pd.DataFrame) -> pd.Series:
    """The narrative that most of each group's passages talk about, by label."""
    found = bundle.query(
        "SELECT label, narrative FROM ("
        "SELECT label, narrative, sum(share) AS much FROM shares JOIN members USING (doc) "
        f"WHERE narrative <> {NO_NARRATIVE} GROUP BY ALL) "
        "QUALIFY row_number() OVER (PARTITION BY label ORDER BY much DESC, narrative) = 1",
        tables={"members": members[["doc", "label"]]},
    )
    narratives: pd.Series = found.set_index("label")["narrative"]
    return narratives.reindex(members["label"].unique()).fillna(NO_NARRATIVE).astype(int)


def _documents(bundle: Bundle, docs: Ints) -> pd.DataFrame:
    return bundle.query(
        f"SELECT doc, day::TIMESTAMP AS day, {', '.join(_ABOUT)} FROM documents JOIN asked USING (doc) ORDER BY doc",
        tables={"asked": pd.DataFrame({"doc": docs})},
    )


def _with_documents(bundle: Bundle, frame: pd.DataFrame) -> pd.DataFrame:
    """Pairs with what is known of both of their documents, and the days between them."""
    about = _documents(bundle, np.unique(frame[["doc", "of"]].to_numpy(np.int64)))
    later, earlier = (about.set_index("doc").loc[frame[end].to_numpy()] for end in ("doc", "of"))
    known = {name: later[name].to_numpy() for name in _ABOUT}
    frame = frame.assign(**known, **{f"of_{name}": earlier[name].to_numpy() for name in _ABOUT})
    # Where one date has no time of day, hours would be made up: then calendar days are counted.
    exact = (frame["published_precision"] == "minute") & (frame["of_published_precision"] == "minute")
    lag, days = (
        pd.Series(later[name].to_numpy() - earlier[name].to_numpy()).dt.total_seconds() / 86_400
        for name in ("published", "day")
    )
    result: pd.DataFrame = frame.assign(days=lag.where(exact, days).astype(float))
    return result


def _chosen(bundle: Bundle, selection: Selection, frame: pd.DataFrame) -> pd.DataFrame:
    """Those pairs of which both documents are in a selection."""
    inside = np.zeros(len(bundle.columns), dtype=bool)
    inside[where(selection, bundle).docs] = True
    both = inside[frame["doc"].to_numpy(np.int64)] & inside[frame["of"].to_numpy(np.int64)]
    kept: pd.DataFrame = frame[both]
    return kept


def _of_kind(frame: pd.DataFrame, kind: str, crossing: bool) -> pd.DataFrame:
    keep = np.ones(len(frame), dtype=bool)
    if kind != "all":
        keep &= (frame["kind"] == kind).to_numpy(bool)
    if crossing:
        keep &= (frame["language"] != frame["of_language"]).to_numpy(bool)
    kept: pd.DataFrame = frame[keep].reset_index(drop=True)
    return kept
