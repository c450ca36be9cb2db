"""What is said of a bundle: how good its model is, what became of its narratives, how its files were read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from filrouge.bundle import Bundle
from filrouge.i18n import _, in_series, listed, ngettext, number, plural, quoted, share
from filrouge.schema import SOLID


@dataclass(frozen=True)
class Indicator:
    """One figure of how good a model is: its name, its value as written, and what that means in plain words."""

    name: str
    value: str
    meaning: str


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
        meaning = _("solid: found again when part of the texts is left out (stability {least} of 1 or more)")
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
            "how often the distinctive words of a narrative occur in the same passage (NPMI; -1: "
            "never, 0: as often as by chance, 1: always)"
        )
        indicators.append(Indicator(_("Coherence"), number(quality["coherence"], 2), meaning))
    if quality.get("diversity") is not None:
        meaning = _("of the distinctive words, how many belong to one narrative only")
        indicators.append(Indicator(_("Diversity"), share(quality["diversity"]), meaning))
    return indicators


def changes_in_words(manifest: Mapping[str, Any], labels: Mapping[int, str] | None = None) -> list[str]:
    """One line for each kind of change; nothing where the bundle was neither built like another nor has grown.

    `labels`: of the narratives there are now, by number, to name those that are new.
    """
    lines = []
    if changes := manifest.get("changes"):
        kept = len(changes["kept"])
        text = ngettext("{n} earlier narrative was found again.", "{n} earlier narratives were found again.", kept)
        lines.append(text.format(n=number(kept)))
        if changes["born"]:
            lines.append(_("New: {narratives}.").format(narratives=_numbers(changes["born"], labels)))
        lines += [
            _("Split: “{before}” is now {narratives}.").format(
                before=one["label"], narratives=_numbers(one["into"], labels)
            )
            for one in changes["split"]
        ]
        lines += [
            _("Merged: {before} are now {narrative}.").format(
                before=_quoted(one["of"]), narrative=_numbers([one["narrative"]], labels)
            )
            for one in changes["merged"]
        ]
        if changes["gone"]:
            lines.append(_("Gone: {narratives}.").format(narratives=_quoted(changes["gone"])))
    for one in manifest.get("possible_narratives", ()):
        passages, documents = len(one["passages"]), one["documents"]
        text = _(
            "Possible new narrative: “{label}”, {passages} in {documents} that match no existing narrative. To add "
            "it, build with --like."
        )
        lines.append(
            text.format(
                label=one["label"],
                passages=plural("{n} passage", "{n} passages", passages),
                documents=plural("{n} new document", "{n} new documents", documents),
            )
        )
    return lines


def _numbers(numbers: Sequence[int], labels: Mapping[int, str] | None) -> str:
    return listed([quoted(labels[n]) if labels and n in labels else _("number {n}").format(n=n + 1) for n in numbers])


def _quoted(narratives: Sequence[Mapping[str, Any]]) -> str:
    return listed([quoted(one["label"]) for one in narratives])


def files_read(bundle: Bundle) -> pd.DataFrame:
    """What was read of each input file.

    Columns: `file`, `format`, `documents`, `rejected`, `repeated` (counts), and in words `dates`, `sources`, `titles`
    (how they were found, in how many documents), `missing` (fields, in how many), `cut` (characters, why).
    """
    rows = []
    for entry in bundle.manifest["inputs"]:
        found = entry.get("found", {})
        rows.append(
            {
                "file": entry["file"],
                "format": entry.get("format", ""),
                **{name: int(entry.get(name, 0)) for name in ("documents", "rejected", "repeated")},
                "dates": _counted(found.get("date", {})),
                "sources": _counted(found.get("source", {})),
                "titles": _counted(found.get("title", {})),
                "missing": _counted(entry.get("missing", {})),
                "cut": _counted(entry.get("characters_cut", {})),
            }
        )
    columns = ["file", "format", "documents", "rejected", "repeated", "dates", "sources", "titles", "missing", "cut"]
    return pd.DataFrame(rows, columns=columns)


def _counted(counts: dict[str, int]) -> str:
    by_count = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return in_series([f"{name} {number(n)}" for name, n in by_count])
