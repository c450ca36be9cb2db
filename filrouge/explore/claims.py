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
from filrouge.explore.chosen import Filter
from filrouge.explore.claim_tables import claim_rows, present_claim, sentence_rows
from filrouge.explore.fields import LinkContext, Text, WrittenAsIs, option
from filrouge.explore.selection import Selection, narratives_of, where
from filrouge.explore.stated import DOES, Stated, place_in, what_they_do
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
    if asked := find.casefold().split():
        found_in = _told(bundle)["found_in"].reindex(frame["claim"])
        for word in asked:
            has = found_in.str.contains(word, regex=False).to_numpy(bool)
            frame, found_in = frame[has], found_in[has]
    return frame.reset_index(drop=True)


def _counted(bundle: Bundle, selection: Selection, narratives: tuple[int, ...]) -> pd.DataFrame:
    """`claims` of some narratives or all."""
    known, told = stated(bundle), _told(bundle)
    rows, asked = _rows(bundle, selection, narratives)
    counted = known.count(rows, by_prints=asked.by_prints)
    order = np.lexsort((counted["claim"], -counted["sources"], -counted["texts"]))
    counted = counted.iloc[order].reset_index(drop=True)
    about = told.iloc[told.index.get_indexer(pd.Index(counted["claim"]))].reset_index(drop=True)
    return counted.assign(**about)[list(CLAIM)]


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
    bundle: Bundle,
    selection: Selection,
    claim: int | Collection[int] | None = None,
    *,
    narratives: tuple[int, ...] = (),
) -> pd.DataFrame:
    """Sentences and headlines of a selection that state a claim, a version of it, or deny it; by claim and date.

    `claim`: the only one that is asked for, or the only ones. `narratives`: those whose claims are asked for, all where
    there are none; a selection's own do not count.

    Returns
    -------
    The columns of SENTENCE (`doc` is a row of documents; `headline`: whether it is the document's title), and
    `source`, `language`, `copy_group`, `doc_id`, `title`, `published`, `published_offset` and `published_precision` of
    the document.
    """
    base = selection.of_all_narratives()
    if claim is None:
        return bundle.keep(
            ("claim statements", base, narratives),
            lambda: _statements(bundle, *_rows(bundle, base, narratives)),
        )
    numbers = [claim] if isinstance(claim, int) else claim
    rows, asked = _rows(bundle, base, narratives)
    return _statements(bundle, stated(bundle).of_claims(rows, numbers), asked)


def stated(bundle: Bundle) -> Stated:
    """`statements` of all documents, in numbers."""
    return bundle.once("claims stated", lambda: Stated.of(every_statement(bundle), bundle.columns))


def _rows(bundle: Bundle, selection: Selection, narratives: tuple[int, ...]) -> tuple[Ints, Filter]:
    """Rows of `stated` that are of a selection and of claims of some narratives, or of any; and the selection."""
    return bundle.keep(("rows of claims", selection, narratives), lambda: _rows_of(bundle, selection, narratives))


def _rows_of(bundle: Bundle, selection: Selection, narratives: tuple[int, ...]) -> tuple[Ints, Filter]:
    known, asked = stated(bundle), where(selection, bundle)
    rows = np.arange(len(known.claim))
    if narratives:  # first: of very many claims they have few
        told = _told(bundle)
        rows = known.of_claims(rows, told.index[told["narrative"].isin(narratives)].to_numpy(np.int64))
    return (rows if asked.chosen is None else rows[asked.chosen.mask[known.doc[rows]]]), asked


def _statements(bundle: Bundle, rows: Ints, asked: Filter) -> pd.DataFrame:
    frame = every_statement(bundle)
    if len(rows) < len(frame):  # to take all of many texts takes long
        frame = frame.iloc[rows].reset_index(drop=True)
    return frame.assign(copy_group=asked.columns.copy_group[frame["doc"].to_numpy(np.int64)])


def every_statement(bundle: Bundle) -> pd.DataFrame:
    """`statements` of all documents."""
    return bundle.once("claim statements", lambda: _all_statements(bundle))


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
    said = said[said["source"].notna()]
    (who, sources), (claim, numbers) = (pd.factorize(said[name], sort=True) for name in ("source", "claim"))
    part, voice = place_in(PARTS, said["part"]), place_in(VOICES, said["voice"])
    doc = said["doc"].to_numpy(np.int64)
    speaks, about, counts, does = what_they_do(who, claim, doc, part, voice)
    return pd.DataFrame(
        {"source": sources.take(speaks), "claim": numbers.take(about), **counts, "does": _DOES.take(does)}
    )


def by_voice(bundle: Bundle, selection: Selection, numbers: Collection[int] | Ints) -> pd.DataFrame:
    """`by_source` of some claims in a selection; `source` is a category of `names.voice_keys`, for two texts without a
    source are not of one.
    """
    known = stated(bundle)
    rows = known.of_claims(_rows(bundle, selection.of_all_narratives(), ())[0], numbers)
    speaks, about, counts, does = what_they_do(
        *(of[rows] for of in (known.who, known.claim, known.doc, known.part, known.voice))
    )
    source = pd.Categorical.from_codes(speaks, known.voices)
    return pd.DataFrame({"source": source, "claim": known.claims[about], **counts, "does": _DOES.take(does)})


_DOES: Final = pd.array(list(DOES), dtype="str")  # taken from, many texts take a tenth of the time


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
