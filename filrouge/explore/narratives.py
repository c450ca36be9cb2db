"""What stands behind a narrative: how solid it is, the passages that show it, and how good the whole model is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.explore.names import language_name
from filrouge.explore.passages import passages_by_id
from filrouge.i18n import N_, _, number, share
from filrouge.schema import SOLID, UNDETERMINED
from filrouge.themes import theme_name

TENTATIVE_MEANS: Final = N_("° tentative: other runs of the build find it only in part")
"""What `bundle.TENTATIVE` behind a name means."""

STANDINGS: Final = {"solid": N_("solid"), "tentative": N_("tentative")}
"""What `standing` says, in words."""


@dataclass(frozen=True)
class Evidence:
    """One narrative of the whole bundle, in the words of its passages.

    `documents`, `texts` (copies count once) and `passages`: how many talk about it; `standing` as `standing` gives it,
    `stability` 0 to 1 or None; `theme`: its name, and `others`: the labels of the narratives that share it; `sentence`
    tells most of it, in the reader's language where there is one, and `said_in` is the row of the typical passage it is
    taken from, where it is one of them; `keywords` by the name of their language.

    `typical`, `edge`: frames as `passages.Passages.frame` has them, the most typical and the weakest first; `opposed`:
    pairs of such rows of which the first seems to assert and the second to deny.
    """

    narrative: int
    label: str
    documents: int
    texts: int
    passages: int
    standing: str | None
    stability: float | None
    theme: str
    others: list[str]
    sentence: str | None
    said_in: dict[str, Any] | None
    keywords: dict[str, list[str]]
    typical: pd.DataFrame
    edge: pd.DataFrame
    opposed: list[tuple[dict[str, Any], dict[str, Any]]]

    @property
    def shown(self) -> bool:
        """Whether there is a passage to show it; bundles of earlier schemas name none."""
        return bool(len(self.typical) or len(self.edge) or self.opposed)

    def standing_sentence(self) -> str:
        """Its standing in plain words, with the figure behind it."""
        if self.standing is None:
            return _("Not measured: whether other runs of the build find it too is not known.")
        text = (
            _("Solid: other runs of the build find it again (stability {stability} of 1).")
            if self.standing == "solid"
            else _("Tentative: other runs of the build find it only in part (stability {stability} of 1).")
        )
        return text.format(stability=number(self.stability or 0, 2))

    def theme_sentence(self) -> str:
        """Its theme, and which other narratives share that."""
        if not self.others:
            return _("One of its own: no other narrative shares it.")
        others = ", ".join(f"“{label}”" for label in self.others)
        return _("{theme}; shared with {narratives}.").format(theme=self.theme, narratives=others)


@dataclass(frozen=True)
class Indicator:
    """One figure of how good a model is: its name, its value as written, and what that means in plain words."""

    name: str
    value: str
    meaning: str


def standing(stability: float | None) -> str | None:
    """Key in STANDINGS; None where stability was not measured."""
    if stability is None or pd.isna(stability):
        return None
    return "solid" if stability >= SOLID else "tentative"


def standing_text(standing: object) -> str | None:
    """What `standing` says, in the language of the interface; None for what a frame has where nothing was measured."""
    return _(STANDINGS[standing]) if isinstance(standing, str) else None


def tentative_note(bundle: Bundle, labels: Iterable[str]) -> str:
    """What the mark of tentative narratives means, where one of `labels` carries it; else nothing."""
    marked = {bundle.labels[n] for n in bundle.tentative}
    return _(TENTATIVE_MEANS) if marked.intersection(labels) else ""


def theme_names(bundle: Bundle) -> dict[int, str]:
    """Name of each theme by its number, as `theme_name` makes it, in the reader's language where that is possible."""
    themes: dict[int, list[dict[str, str]]] = defaultdict(list)
    for row in records(bundle.narratives[["theme", "label", "labels"]]):
        own = {entry["language"]: entry["label"] for entry in row["labels"]}
        themes[int(row["theme"])].append(own or {UNDETERMINED: row["label"]})
    return {theme: theme_name(labels, bundle.language) for theme, labels in themes.items()}


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
    sentence = sentences.get(bundle.language or "") or next(iter(sentences.values()), None)
    typical = [by_id[i] for i in wanted["representative"]]
    stability = None if pd.isna(row["stability"]) else float(row["stability"])
    return Evidence(
        narrative,
        bundle.labels[narrative],
        int(row["n_documents"]),
        int(row["n_texts"]),
        int(row["n_passages"]),
        standing(stability),
        stability,
        theme_names(bundle)[row["theme"]],
        [bundle.labels[n] for n, other in rows.items() if other["theme"] == row["theme"] and n != narrative],
        sentence,
        next((found for found in typical if sentence and sentence in _on_one_line(found["text"])), None),
        {language_name(entry["language"]): list(entry["words"]) for entry in row["keywords"]},
        frame.loc[wanted["representative"]].reset_index(drop=True),
        frame.loc[wanted["edge"]].reset_index(drop=True),
        [(by_id[asserts], by_id[denies]) for asserts, denies in pairs],
    )


def _on_one_line(text: str) -> str:
    return " ".join(unescape(text).split())  # as the build writes sentences


def quality_indicators(manifest: Mapping[str, Any]) -> list[Indicator]:
    """How good a model is, in plain words; indicators that were not measured are left out."""
    quality, n = manifest["quality"], manifest["counts"]["narratives"]
    indicators = []
    if quality.get("coverage") is not None:
        meaning = _("the rest is about something else, or lies between narratives")
        indicators.append(Indicator(_("Passages with a clear narrative"), share(quality["coverage"]), meaning))
    if quality.get("stability") is not None and quality.get("solid") is not None:
        value = _("{n} of {all}; mean stability {stability}").format(
            n=number(quality["solid"]), all=number(n), stability=number(quality["stability"], 2)
        )
        meaning = _("solid ones come back (stability {least} or more of 1) when parts of the texts are left out")
        indicators.append(Indicator(_("Solid narratives"), value, meaning.format(least=number(SOLID, 1))))
    if quality.get("solid_passages") is not None:
        meaning = _("of the passages with a clear narrative, those whose narrative is solid")
        indicators.append(Indicator(_("In a solid narrative"), share(quality["solid_passages"]), meaning))
    if (dependence := quality.get("dependence_on_language")) is not None:
        if dependence < 0.1:
            meaning = _("narratives do not follow languages (0: not at all, 1: each language has its own; AMI)")
        elif dependence < 0.3:
            meaning = _("narratives follow languages in part (0: not at all, 1: each language has its own; AMI)")
        else:
            meaning = _(
                "narratives follow languages: compare languages with care (0: not at all, 1: each language has its "
                "own; AMI)"
            )
        indicators.append(Indicator(_("Dependence on language"), number(dependence, 3), meaning))
    if quality.get("coherence") is not None:
        meaning = _(
            "how often the distinctive words of a narrative meet in one passage (NPMI: -1 never, 0 by chance, 1)"
        )
        indicators.append(Indicator(_("Coherence"), number(quality["coherence"], 2), meaning))
    if quality.get("diversity") is not None:
        meaning = _("of the distinctive words, how many belong to one narrative only")
        indicators.append(Indicator(_("Diversity"), share(quality["diversity"]), meaning))
    return indicators
