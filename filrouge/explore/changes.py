"""What became of a bundle's narratives since the bundle it was built like, or since it grew, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from filrouge.i18n import _, ngettext, number


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
                passages=ngettext("{n} passage", "{n} passages", passages).format(n=number(passages)),
                documents=ngettext("{n} new document", "{n} new documents", documents).format(n=number(documents)),
            )
        )
    return lines


def _numbers(numbers: Sequence[int], labels: Mapping[int, str] | None) -> str:
    return _listed([f"“{labels[n]}”" if labels and n in labels else _("number {n}").format(n=n + 1) for n in numbers])


def _quoted(narratives: Sequence[Mapping[str, Any]]) -> str:
    return _listed([f"“{one['label']}”" for one in narratives])


def _listed(parts: Sequence[str]) -> str:
    if len(parts) <= 1:
        return "".join(parts)
    return _("{names} and {last}").format(names=", ".join(parts[:-1]), last=parts[-1])
