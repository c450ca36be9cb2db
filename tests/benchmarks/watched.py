"""How well watched narratives and known claims find what was planted in the demo, before and after judging.

`uv run python tests/benchmarks/watched.py` watches each claim and narrative of data/sample/truth.json by the sentence
that says it there, judges twenty passages as the truth has it, and compares what counts; then it looks for the claims,
and for invented ones that no text makes, as for those of fact-checks.
"""

import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean

import numpy as np

from filrouge.annotations.watched import Watched
from filrouge.bundle import Bundle
from filrouge.explore import known_claims, watched
from filrouge.explore.known_claims import LIMIT, KnownClaim, match
from filrouge.explore.selection import Selection

SAMPLE = Path(__file__).parents[2] / "data" / "sample"

ABSENT = (
    "The treaty of 1764 was forged by a monk in 1911.",
    "Ostrany has sold the islets to a mining company.",
    "Velmar has stationed two hundred soldiers on the islets.",
    "A submarine rammed the pipeline during an exercise.",
    "The pipeline was insured twice, and the owner was paid twice.",
    "An earthquake broke the pipeline.",
    "The weld was repaired a week before the pipeline broke.",
    "Oysters of the bay contain lead from an old mine.",
    "The oyster fever was brought in by cruise ships.",
    "The minister of health owns shares in an oyster farm.",
    "The fishing ban will be lifted before Christmas.",
    "Fishermen threw grenades at an inspection boat.",
    "The herring has moved north because of noise.",
    "The naval base will store nuclear warheads.",
    "The naval base was built on a burial ground.",
    "Foreign sailors do not pay for their electricity.",
    "The price of gas is set by a secret cartel of five banks.",
    "The price of gas fell by half in January.",
    "Gas meters were manipulated by a computer virus.",
    "Ten thousand dead people voted in the election.",
    "Ballot papers were printed with disappearing ink.",
    "The petition was signed by robots in another country.",
    "School books in Ostranian will be burned.",
    "Teachers must swear an oath on the flag.",
    "Pupils may no longer speak their mother tongue in the yard.",
    "The ferry was hacked by its own captain.",
    "The hackers of the ferry asked for a ransom of two millions.",
    "Passengers of the ferry were poisoned by the coffee.",
    "The president has had a stroke and is replaced by a double.",
    "A vaccine makes people magnetic.",
    "The moon landing was filmed in a desert.",
    "Wind turbines cause storms.",
    "A bank will abolish cash in March.",
    "The king has secretly married an actress.",
    "Dogs will have to wear number plates.",
    "A meteorite will strike the coast in May.",
    "Bread will be rationed from Monday.",
    "The central station was sold to a sheikh.",
    "Tap water is mixed with a sedative.",
    "An actor was seen alive ten years after his death.",
)
"""Invented claims on matters of the demo, and on others, that no text of it makes."""


@dataclass(frozen=True)
class Counted:
    """Precision (NaN where nothing counts) and recall of one watched narrative, in independent texts."""

    precision: float
    recall: float


def measured(bundle: Bundle, one: Watched, truly: set[int]) -> Counted:
    """`truly`: copy groups of the texts that say it."""
    columns = bundle.columns
    found = {int(group) for group in columns.copy_group[columns.passage_doc[watched.passages(bundle, one)]]}
    return Counted(len(found & truly) / len(found) if found else np.nan, len(found & truly) / len(truly))


def precise_unjudged(bundle: Bundle, one: Watched, truly: set[int]) -> float:
    """The share that says it of the texts that count without being judged."""
    columns = bundle.columns
    verdicts = watched._with_copies(bundle, one)
    groups = columns.copy_group[columns.passage_doc]
    yes = {int(groups[i]) for i, says in verdicts.items() if says}
    found = {int(groups[i]) for i in watched.passages(bundle, one)} - yes
    return len(found & truly) / len(found)


def judged(bundle: Bundle, one: Watched, truly: set[int]) -> Watched:
    """The same with twenty passages judged as the truth has it: whether their text says it."""
    groups = bundle.columns.copy_group[bundle.columns.passage_doc]
    asked = watched.to_judge(bundle, one)
    return replace(one, judged=tuple((*place, int(groups[i]) in truly) for i, place in asked.items()))


def main() -> None:
    """Print the figures."""
    bundle = Bundle.open(SAMPLE / "bundle")
    truth = json.loads((SAMPLE / "truth.json").read_text("utf-8"))
    ids = bundle.query("SELECT doc, doc_id FROM documents").set_index("doc_id")["doc"]
    groups = bundle.columns.copy_group
    kinds = {
        "claims": {one["says"]: {s["doc_id"] for s in one["sentences"]} for one in truth["claims"].values()},
        "narratives": {one["about"][:500]: set(one["documents"]) for one in truth["narratives"].values()},
    }
    said = {}
    for kind, planted in kinds.items():
        before, after, held = [], [], []
        for sentence, doc_ids in planted.items():
            truly = {int(groups[ids[one]]) for one in doc_ids if one in ids.index}
            said[sentence] = truly
            one = Watched("key", sentence[:100], sentence)
            before.append(measured(bundle, one, truly))
            one = judged(bundle, one, truly)
            after.append(measured(bundle, one, truly))
            of = watched.precision(bundle, one)
            if not np.isnan(of.share):
                held.append(of.low - 1e-9 <= precise_unjudged(bundle, one, truly) <= of.high + 1e-9)
        for when, results in (("guessed", before), ("judged", after)):
            precision = np.nanmean([one.precision for one in results])
            print_(f"{kind}, {when}: precision {precision:.2f}, recall {mean(one.recall for one in results):.2f}")
        print_(f"{kind}: the interval held the precision in {sum(held)} of {len(held)}")
    known = [KnownClaim(sentence) for sentence in kinds["claims"]]
    found = match(bundle, Selection(), known)
    found["right"] = [int(groups[doc]) in said[claim] for doc, claim in zip(found["doc"], found["claim"], strict=True)]
    absent = match(bundle, Selection(), [KnownClaim(one) for one in ABSENT], many=1)["similarity"]
    for least in sorted({LIMIT, 0.25, 0.3, 0.35, 0.4, 0.45}):
        over = known_claims.over(found, least)
        print_(
            f"known claims from {least:.2f}{' (shown)' if least == LIMIT else ''}: {over['right'].mean():.2f} of "
            f"{len(over)} passages say it, {over['claim'].nunique()} of {len(known)} claims have some; of "
            f"{len(ABSENT)} that no text makes {(absent.round(2) >= least).sum()} have"
        )


def print_(line: str) -> None:
    """One line of the result."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
