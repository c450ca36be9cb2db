"""Names of narratives, themes, sources and sides as the reader sees them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from math import floor
from typing import Final

import pandas as pd

from filrouge.bundle import TENTATIVE, Bundle, records
from filrouge.explore.names import group_name, narrative_label, source_name
from filrouge.explore.narratives import headlines
from filrouge.explore.overview import OTHER_SOURCES
from filrouge.explore.sides import Side
from filrouge.explore.source_facts import FACTS, fact_values, source_facts
from filrouge.explore.timeline import OTHER
from filrouge.i18n import N_, _, day_text, number, quoted
from filrouge.schema import NO_NARRATIVE, UNDETERMINED
from filrouge.themes import theme_name

STANDINGS: Final = {"solid": N_("solid"), "tentative": N_("tentative")}
"""What `explore.narratives.standing` says, in words."""

_NAMED = 2  # sources of a group that are named in its name


def narrative_labels(bundle: Bundle) -> dict[int, str]:
    """Labels by the numbers that frames have, those for other narratives and for none too."""
    none = narrative_label(NO_NARRATIVE, bundle.labels)
    return {**bundle.labels, OTHER: _("Other narratives"), NO_NARRATIVE: none}


def labelled(frame: pd.DataFrame, bundle: Bundle) -> pd.DataFrame:
    """A frame with the labels of its narratives, as `label` after `narrative`."""
    frame = frame.copy()
    labels = frame["narrative"].map(narrative_labels(bundle)).astype("str")
    frame.insert(list(frame).index("narrative") + 1, "label", labels)
    return frame


def named(codes: pd.Series, name: Callable[[str], str]) -> pd.Series:
    """Codes in words; each code is named once."""
    return codes.map({code: name(code) for code in codes.unique()})


def headline_texts(bundle: Bundle) -> dict[int, str]:
    """The headline that tells most of each narrative as a quotation with its source and date; these alone where the
    narrative is called by it.
    """
    texts = {}
    for narrative, headline in headlines(bundle).items():
        day = _("undated") if headline.day is None else day_text(headline.day)
        called_so = bundle.labels[narrative].removesuffix(TENTATIVE) == headline.text
        text = _("{source}, {day}") if called_so else _("{text} · {source}, {day}")
        texts[narrative] = text.format(text=quoted(headline.text), source=source_name(headline.source), day=day)
    return texts


def theme_names(bundle: Bundle) -> dict[int, str]:
    """Name of each theme by its number, as `theme_name` makes it, in the reader's language where that is possible."""
    themes: dict[int, list[dict[str, str]]] = defaultdict(list)
    named: dict[int, dict[str, str]] = {}
    for row in records(bundle.narratives[["theme", "label", "labels", "theme_labels"]]):
        named[int(row["theme"])] = {entry["language"]: entry["label"] for entry in row["theme_labels"]}
        own = {entry["language"]: entry["label"] for entry in row["labels"]}
        themes[int(row["theme"])].append(own or {UNDETERMINED: row["label"]})
    return {theme: theme_name(labels, bundle.language, named[theme]) for theme, labels in themes.items()}


def standing_text(standing: object) -> str | None:
    """What `standing` says, in words; None for what a frame has where nothing was measured."""
    return _(STANDINGS[standing]) if isinstance(standing, str) else None


def standing_sentence(standing: str | None, stability: float | None) -> str:
    """The standing of a narrative in plain words, with the figure behind it."""
    if standing is None:
        return _("Not measured: it is not known whether other runs of the build would find it.")
    if stability is None:
        return _("Tentative: it was changed by hand, and other runs of the build find some of it only in part.")
    text = (
        _("Solid: other runs of the build find it again (stability {stability} of 1).")
        if standing == "solid"
        else _("Tentative: other runs of the build find it only in part (stability {stability} of 1).")
    )
    return text.format(stability=number(floor(round(100 * stability, 4)) / 100, 2))  # .596 is not yet solid


def tentative_note(bundle: Bundle, narratives: Iterable[int]) -> str:
    """What `bundle.TENTATIVE` behind a name means, where one of these narratives carries it; else nothing."""
    marked = not bundle.tentative.isdisjoint(narratives)
    return _("° tentative: other runs of the build find it only in part") if marked else ""


def bar_name(source: str, by: str = "source") -> str:
    """A source, kind, country … of `documents_over_time`: those without a bar of their own have a name together."""
    return _("Other sources") if source == OTHER_SOURCES else group_name(by, source)


def with_source_facts(frame: pd.DataFrame, bundle: Bundle) -> pd.DataFrame:
    """A frame with what is known of its sources after `source`, which holds keys; what is known of no source
    of the bundle is left out.
    """
    place, facts = list(frame).index("source") + 1, source_facts(bundle)
    frame = frame.copy()
    for fact in [fact for fact in FACTS if fact_values(bundle, fact)]:
        names = facts[fact].map(partial(group_name, fact))
        frame.insert(place, f"source_{fact}", frame["source"].map(names).astype("str"))
        place += 1
    return frame


def side_names(sides: Sequence[Side]) -> tuple[str, ...]:
    """What each side is called; two that would be called the same are told apart by a letter."""
    names = [_side_name(side) for side in sides]
    if len(set(names)) < len(names):
        names = [f"{letter}: {name}" for letter, name in zip("ABCDEF", names, strict=False)]
    return tuple(names)


def _side_name(side: Side) -> str:
    if side.rest:
        return _("All other sources")
    if side.fact:
        return ", ".join(group_name(side.fact, value) for value in side.keys)
    if not side.sources:
        if side.first is None or side.last is None:
            return ""
        return _("{first} to {last}").format(first=day_text(side.first), last=day_text(side.last))
    sources = ", ".join(map(source_name, side.sources[:_NAMED]))
    more = len(side.sources) - _NAMED
    return _("{sources} and {n} more").format(sources=sources, n=number(more)) if more > 0 else sources
