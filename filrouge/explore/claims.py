"""Claims of a selection: what several independent texts state, who says it, who says it otherwise and who denies it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from filrouge.arrays import Ints
from filrouge.bundle import Bundle, records
from filrouge.checks import broken
from filrouge.claim_schema import CLAIM_SENTENCES, NO_CLAIM, PARTS, VOICES
from filrouge.explore.claim_tables import claim_rows, present_claim, sentence_rows
from filrouge.explore.fields import LinkContext, Text, WrittenAsIs, option
from filrouge.explore.selection import Selection, narratives_of, where
from filrouge.explore.tags import SaidValue, said_of
from filrouge.i18n import N_, _
from filrouge.naming import in_language
from filrouge.schema import NO_NARRATIVE

MOST_DRAWN: Final = 12
"""Claims that are drawn at once, those that most independent texts state."""

CLAIM: Final = (
    "claim", "narrative", "kind", "documents", "texts", "sources", "languages", "denied", "versions", "first", "last",
    "stability", "sure", "starred", "status",
)  # fmt: skip


@dataclass(frozen=True)
class ClaimNumber(WrittenAsIs):
    """A claim, by its number in the bundle; one that people merged into another is that."""

    metavar: str = "NUMBER"

    def read(self, text: str, reading: LinkContext) -> int:
        """The number."""
        if text.isdecimal() and int(text) in claim_rows(reading.bundle).index:
            if (claim := present_claim(reading.bundle, int(text))) == NO_CLAIM:
                raise ValueError(_("claim {value} is hidden").format(value=text))
            return claim
        raise ValueError(_("this bundle has no claim “{value}”").format(value=text))


_ON: Final = ("claims",)
OPTIONS: Final = (
    option(
        "claim", N_("Claim"), ClaimNumber(), None, "The claim whose sentences are read.", pages=("claims", "narrative")
    ),
    option(
        "claim_words", N_("Find in the claims"), Text("WORDS"), "", "Only claims with all of these words.", pages=_ON
    ),
    option(
        "claim_status",
        N_("Status of claims"),
        SaidValue("claim", "status"),
        (),
        "Only claims that people gave this status; may be repeated.",
        many=True,
        pages=_ON,
    ),
    option(
        "claim_tag",
        N_("Tags of claims"),
        SaidValue("claim", "tag"),
        (),
        "Only claims that people gave this tag; may be repeated.",
        many=True,
        pages=_ON,
    ),
)


def claims(
    bundle: Bundle, selection: Selection, find: str = "", statuses: tuple[str, ...] = (), tags: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Claims that documents of a selection state, those that most independent texts state first.

    A filter by narrative shows the claims of these narratives. `find`: only claims with all of these words; `statuses`,
    `tags`: only those that people gave one of them.

    Returns
    -------
    The columns of CLAIM: `documents`, `texts` (independent), `sources` and `languages` state it or a version of it;
    `denied`: sources with a text that denies it; `versions`: sentences with another number or name; `first` and `last`:
    UTC, NaT where none is dated; `starred` and `status`: as people said; the others as in `claim_schema.CLAIMS`. Claims
    that people hid are none; those that they merged are one.
    """
    base, narratives = selection.of_all_narratives(), narratives_of(selection, bundle)
    frame = bundle.keep(("claims", base, narratives), lambda: _counted(bundle, base, narratives))
    for what, values in (("status", statuses), ("tag", tags)):
        if values:
            frame = frame[frame["claim"].isin(said_of(bundle, "claim", what, values))]
    for word in find.casefold().split():
        frame = frame[frame["found_in"].str.contains(word, regex=False)]
    result: pd.DataFrame = frame[list(CLAIM)].reset_index(drop=True)
    return result


def _counted(bundle: Bundle, selection: Selection, narratives: tuple[int, ...]) -> pd.DataFrame:
    """`claims` of some narratives or all, with `found_in`: the sentences of each in small letters."""
    said = statements(bundle, selection, narratives=narratives)
    doc = said["doc"].to_numpy()
    numbers = {"source": bundle.columns.source_if_known(doc), "language": bundle.columns.language[doc]}
    said = said.assign(**{name: np.where(of < 0, np.nan, of) for name, of in numbers.items()})  # quicker than names
    stated = said[said["part"] != "denies"]
    counted = stated.groupby("claim").agg(
        documents=("doc", "nunique"),
        texts=("copy_group", "nunique"),
        sources=("source", "nunique"),
        languages=("language", "nunique"),
        first=("published", "min"),
        last=("published", "max"),
    )
    versions = (stated["part"] == "version").groupby(stated["claim"]).sum()
    denied = said["source"][said["part"] == "denies"].groupby(said["claim"]).nunique()
    # Reindexed: a frame without rows would take those of what is put into it.
    counted = counted.assign(versions=versions.reindex(counted.index), denied=denied.reindex(counted.index))
    counted = counted.fillna({"denied": 0}).astype({"denied": "int64", "versions": "int64"})
    frame = counted.join(_told(bundle)).rename_axis("claim").reset_index()
    return frame.sort_values(["texts", "sources", "claim"], ascending=[False, False, True], kind="stable")


def _told(bundle: Bundle) -> pd.DataFrame:
    return bundle.once("claims as people say", lambda: _as_people_say(bundle))


def _as_people_say(bundle: Bundle) -> pd.DataFrame:
    """What is known of each claim whatever is selected, by claim: `narrative`, `kind`, `stability`, `sure`, `found_in`,
    `starred` and `status`.
    """
    frame = claim_rows(bundle)[["narrative", "kind", "stability", "sure", "found_in"]].copy()
    present = {int(n): _present(bundle, int(n)) for n in frame["narrative"].unique()}
    frame["narrative"] = frame["narrative"].map(present).astype("int64")
    now = _moved(bundle).reindex(frame.index)
    frame["narrative"] = now.fillna(frame["narrative"]).astype("int64")
    said_of_it = {} if bundle.changes is None else bundle.changes.claims
    said = [said_of_it.get(int(n), {}) for n in frame.index]
    frame["starred"] = [bool(one.get("star")) for one in said]
    frame["status"] = pd.Series([one.get("status") for one in said], frame.index, dtype=object)
    names = (str(one.get("name", "")).casefold() for one in said)
    found_in = [f"{name} {found}" for name, found in zip(names, frame["found_in"], strict=True)]
    frame["found_in"] = pd.Series(found_in, frame.index, dtype="str")  # also where there is none
    return frame


def _moved(bundle: Bundle) -> pd.Series:
    """By claim, the narrative that most of its passages in the bundle are nearest to; only of claims of which people
    moved a passage: the others stay where the build found them, or where their narrative was merged into.
    """
    if bundle.changes is None or bundle.changes.tables is None:
        return pd.Series(dtype="float64")
    said, into = statements(bundle, Selection()), bundle.changes.into
    passages = _passages_of(bundle, said[said["part"] != "denies"])
    built = bundle.model.columns.passage_narrative[passages["passage_id"].to_numpy()]
    moved = passages["narrative"] != [into.get(narrative, narrative) for narrative in built.tolist()]
    counted = passages[passages["claim"].isin(passages.loc[moved, "claim"])].groupby(["claim", "nearest"]).size()
    most = counted.sort_values(kind="stable").reset_index("nearest").groupby("claim")["nearest"].last()
    return most.astype("float64")


def _passages_of(bundle: Bundle, said: pd.DataFrame) -> pd.DataFrame:
    """The passages that some of `statements` stand in: `claim`, `passage_id`, `narrative`, `nearest`; headlines stand
    in none.
    """
    asked = said.loc[~said["headline"], ["claim", "doc", "start"]].rename(columns={"start": "place"})
    return bundle.query(
        "SELECT DISTINCT claim, passage_id, narrative, nearest FROM asked JOIN passages USING (doc) "
        'WHERE place >= passages.start AND place < passages."end"',
        tables={"asked": asked.astype("int64")},
    )


def passages_of_claims(bundle: Bundle, claims: Collection[int]) -> list[int]:
    """The passages in which a sentence states one of some claims, or a version of it."""
    said = statements(bundle, Selection())
    said = said[said["claim"].isin(list(claims)) & (said["part"] != "denies")]
    return sorted(_passages_of(bundle, said)["passage_id"].unique().tolist())


def _present(bundle: Bundle, narrative: int) -> int:
    """A narrative of the build as people changed it: what it was merged into, or none where it is hidden."""
    into = bundle.changes.into if bundle.changes is not None else {}
    narrative = into.get(narrative, narrative)
    return narrative if narrative in bundle.labels else NO_NARRATIVE


def statements(
    bundle: Bundle, selection: Selection, claim: int | None = None, *, narratives: tuple[int, ...] = ()
) -> pd.DataFrame:
    """Sentences and headlines of a selection that state a claim, a version of it, or deny it; by claim and date.

    `narratives`: those whose claims are asked for, all where there are none; a selection's own do not count.

    Returns
    -------
    The columns of SENTENCE (`doc` is a row of documents; `headline`: whether it is the document's title), and
    `source`, `language`, `copy_group`, `doc_id`, `title`, `published`, `published_offset` and `published_precision` of
    the document.
    """
    base = selection.of_all_narratives()
    said = bundle.keep(("claim statements", base, narratives), lambda: _statements(bundle, base, narratives))
    return said if claim is None else said[said["claim"] == claim].reset_index(drop=True)


def _statements(bundle: Bundle, selection: Selection, narratives: tuple[int, ...]) -> pd.DataFrame:
    frame = bundle.once("claim statements", lambda: _all_statements(bundle))
    asked = where(selection, bundle)
    if narratives:  # first: of very many claims they have few
        told = _told(bundle)
        numbers = told.index[told["narrative"].isin(narratives)].to_numpy(np.int64)
        frame = frame.iloc[np.flatnonzero(np.isin(frame["claim"].to_numpy(), numbers))].reset_index(drop=True)
    if asked.chosen is not None:
        frame = frame[asked.chosen.mask[frame["doc"].to_numpy()]].reset_index(drop=True)
    return frame.assign(copy_group=asked.columns.copy_group[frame["doc"].to_numpy()])


def _all_statements(bundle: Bundle) -> pd.DataFrame:
    """`statements` of all documents: what depends on no selection."""
    frame = sentence_rows(bundle)
    about = bundle.query(
        "SELECT doc, source, language, copy_group, published, doc_id, title, published_offset, published_precision, "
        "not_before FROM documents JOIN asked USING (doc)",
        tables={"asked": frame[["doc"]].drop_duplicates()},
    )
    both = frame.merge(about, on="doc")
    result: pd.DataFrame = both.sort_values(["claim", "published", "doc", "start"], kind="stable").reset_index(
        drop=True
    )
    return result


def wordings(bundle: Bundle, language: str) -> dict[int, tuple[str, str]]:
    """The sentence that says each claim most plainly, and its language: `language` where there is one in it, else the
    claim's main one; or the words that people gave it, with "" for the language, which stands behind them where it is
    another one.
    """
    return bundle.once(("claim wordings", language), lambda: _wordings(bundle, language))


def _wordings(bundle: Bundle, language: str) -> dict[int, tuple[str, str]]:
    result = {}
    for claim, sentences in claim_rows(bundle)["sentences"].items():
        chosen = next((one for one in sentences if one["language"] == language), sentences[0])
        result[int(str(claim))] = " ".join(chosen["text"].split()), chosen["language"]
    if bundle.changes is not None:
        for claim, said in bundle.changes.claims.items():
            if "name" in said and claim in result:
                result[claim] = in_language(said["name"], said.get("name_language", ""), language), ""
    return result


def by_source(said: pd.DataFrame) -> pd.DataFrame:
    """How each source states each claim, from `statements`.

    Returns
    -------
    `source`, `claim`, `documents`, and these by part (PARTS) and by voice (VOICES) of what it states; `does`: "denies"
    where it only denies, "both" where it states and denies, "quotes" where it only quotes others, else "says".
    """
    counted = said.assign(
        **{part: said["doc"].where(said["part"] == part) for part in PARTS},
        **{voice: said["doc"].where((said["voice"] == voice) & (said["part"] != "denies")) for voice in VOICES},
    )
    frame = counted.groupby(["source", "claim"], as_index=False)[["doc", *PARTS, *VOICES]].nunique()
    frame = frame.rename(columns={"doc": "documents"})
    stated = frame["says"] + frame["version"] > 0
    only_quoted = (frame["quotes"] > 0) & (frame["own"] + frame["unclear"] == 0)
    frame["does"] = np.select(
        [~stated, stated & (frame["denies"] > 0), only_quoted], ["denies", "both", "quotes"], "says"
    )
    return frame


def texts_of(bundle: Bundle, said: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Of each of `statements`: what stands before it in its document, itself, and what stands after it."""
    rows = bundle.text_rows(said["doc"].unique().tolist())
    result = []
    for one in records(said):
        text = str(one["title"] or "") if one["headline"] else rows[one["doc"]]["text"]
        start, end = one["start"], one["end"]
        if end > len(text):
            raise broken(_("its rows do not fit the documents"), bundle.path / CLAIM_SENTENCES.file)
        result.append((text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND]))
    return result


_AROUND: Final = 160  # characters of a document that are shown before a sentence and after it


def most_stated(frame: pd.DataFrame, chosen: int | None, most: int = MOST_DRAWN) -> Ints:
    """The claims of `claims` that are drawn: the first ones, and the chosen one if it is another."""
    numbers = frame["claim"].head(most).tolist()
    if chosen is not None and chosen not in numbers and chosen in set(frame["claim"]):
        numbers = [*numbers[: most - 1], chosen]
    return np.array(numbers, np.int64)
