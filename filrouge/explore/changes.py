"""What became of a bundle's narratives since the bundle it was built like, or since it grew, in words."""

from collections.abc import Mapping, Sequence
from typing import Any


def changes_in_words(manifest: Mapping[str, Any], labels: Mapping[int, str] | None = None) -> list[str]:
    """One line for each kind of change; nothing where the bundle was neither built like another nor has grown.

    `labels`: of the narratives there are now, by number, to name those that are new.
    """
    lines = []
    if changes := manifest.get("changes"):
        lines.append(f"Of the narratives before, {len(changes['kept']):,} are still there.")
        if changes["born"]:
            lines.append(f"New: {_numbers(changes['born'], labels)}.")
        lines += [f"Split: “{one['label']}” is now {_numbers(one['into'], labels)}." for one in changes["split"]]
        lines += [
            f"Merged: {_quoted(one['of'])} are now {_numbers([one['narrative']], labels)}." for one in changes["merged"]
        ]
        if changes["gone"]:
            lines.append(f"Gone: {_quoted(changes['gone'])}.")
    for one in manifest.get("possible_narratives", ()):
        lines.append(
            f"Possible new narrative: “{one['label']}”, {len(one['passages']):,} passages in {one['documents']:,} new "
            "documents that fit no narrative there is. Build with --like to make it one."
        )
    return lines


def _numbers(numbers: Sequence[int], labels: Mapping[int, str] | None) -> str:
    return _listed([f"“{labels[n]}”" if labels and n in labels else f"number {n + 1}" for n in numbers])


def _quoted(narratives: Sequence[Mapping[str, Any]]) -> str:
    return _listed([f"“{one['label']}”" for one in narratives])


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
