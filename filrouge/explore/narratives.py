"""What stands behind a narrative: how solid it is, the passages that show it, and how good the whole model is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.explore.passages import passages_by_id
from filrouge.explore.selection import language_name
from filrouge.schema import SOLID


@dataclass(frozen=True)
class Evidence:
    """One narrative, in the words of its passages.

    `standing` as `standing` gives it, `stability` 0 to 1 or None; `theme`: its name, and `others`: the labels of the
    narratives that share it; `sentence` tells most of it, in the reader's language where there is one.

    `typical`, `edge`: frames as `passages.Passages.frame` has them, the most typical and the weakest first; `opposed`:
    pairs of such rows of which the first seems to assert and the second to deny.
    """

    narrative: int
    label: str
    standing: str | None
    stability: float | None
    theme: str
    others: list[str]
    sentence: str | None
    keywords: dict[str, list[str]]
    typical: pd.DataFrame
    edge: pd.DataFrame
    opposed: list[tuple[dict[str, Any], dict[str, Any]]]


@dataclass(frozen=True)
class Figure:
    """One figure of how good a model is: its name, its value as written, and what that means in plain words."""

    name: str
    value: str
    meaning: str


def standing(stability: float | None) -> str | None:
    """Say "solid" or "tentative"; None where stability was not measured."""
    if stability is None or pd.isna(stability):
        return None
    return "solid" if stability >= SOLID else "tentative"


def evidence(bundle: Bundle, narrative: int) -> Evidence:
    """Gather what shows a narrative.

    Raises
    ------
    KeyError : the bundle has no such narrative.
    """
    rows = {int(row["narrative"]): row for row in records(bundle.narratives)}
    row = rows[narrative]
    wanted = {name: [int(i) for i in row[name]] for name in ("representative", "edge")}
    pairs = [(int(pair["asserts"]), int(pair["denies"])) for pair in row["opposed"]]
    ids = [*wanted["representative"], *wanted["edge"], *(i for pair in pairs for i in pair)]
    frame = passages_by_id(bundle, ids, limit=len(ids)).frame.set_index("passage_id", drop=False)
    by_id = {int(found["passage_id"]): found for found in records(frame)}
    sentences = {entry["language"]: entry["sentence"] for entry in row["labels"] if entry["sentence"]}
    stability = None if pd.isna(row["stability"]) else float(row["stability"])
    return Evidence(
        narrative,
        bundle.labels[narrative],
        standing(stability),
        stability,
        row["theme_label"],
        [bundle.labels[n] for n, other in rows.items() if other["theme"] == row["theme"] and n != narrative],
        sentences.get(bundle.language or "") or next(iter(sentences.values()), None),
        {language_name(entry["language"]): list(entry["words"]) for entry in row["keywords"]},
        frame.loc[wanted["representative"]].reset_index(drop=True),
        frame.loc[wanted["edge"]].reset_index(drop=True),
        [(by_id[asserts], by_id[denies]) for asserts, denies in pairs],
    )


_COVERAGE: Final = "Passages with a clear narrative"


def model_figures(manifest: Mapping[str, Any]) -> list[Figure]:
    """How good a model is, in plain words; figures that were not measured are left out."""
    quality, n = manifest["quality"], manifest["counts"]["narratives"]
    figures = []
    if quality.get("coverage") is not None:
        figures.append(
            Figure(
                _COVERAGE, f"{quality['coverage']:.0%}", "the rest is about other things, or lies between narratives"
            )
        )
    if quality.get("stability") is not None:
        value = f"{quality['solid']} of {n}; mean stability {quality['stability']:.2f}"
        meaning = f"solid ones come back (stability {SOLID} or more of 1) when parts of the texts are left out"
        figures.append(Figure("Solid narratives", value, meaning))
    if quality.get("solid_passages") is not None:
        meaning = "of the passages with a clear narrative, those whose narrative is solid"
        figures.append(Figure("In a solid narrative", f"{quality['solid_passages']:.0%}", meaning))
    if (dependence := quality.get("dependence_on_language")) is not None:
        near = "narratives do not follow languages" if dependence < 0.1 else "narratives follow languages in part"
        near = "narratives follow languages: compare languages with care" if dependence >= 0.3 else near
        meaning = f"{near} (0: not at all, 1: each language has its own; AMI)"
        figures.append(Figure("Dependence on language", f"{dependence:.3f}", meaning))
    if quality.get("coherence") is not None:
        meaning = "how often the distinctive words of a narrative meet in one passage (NPMI: -1 never, 0 by chance, 1)"
        figures.append(Figure("Coherence", f"{quality['coherence']:.2f}", meaning))
    if quality.get("diversity") is not None:
        meaning = "of the distinctive words, how many belong to one narrative only"
        figures.append(Figure("Diversity", f"{quality['diversity']:.0%}", meaning))
    return figures
