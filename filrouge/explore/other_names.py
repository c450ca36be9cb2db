"""Other names for a narrative than the one it has: what an analyst may take in one click in place of a bad one."""

from typing import Final

from filrouge.annotations.acts import LONGEST_NAME
from filrouge.bundle import TENTATIVE, Bundle, records
from filrouge.characters import one_line
from filrouge.explore.narratives import headlines

_WORDS: Final = 3


def own_name(bundle: Bundle, number: int) -> str:
    """The name of a narrative as one edits it: as it is shown, so that a language behind it can be taken off."""
    return bundle.labels[number].removesuffix(TENTATIVE)


def other_names(bundle: Bundle) -> dict[int, list[str]]:
    """For each narrative, names that the bundle has for it besides its own, the likeliest first.

    These are the words that tell it from its neighbours (of the reader's language where it has any), the name that the
    model gave it where a person gave it another one, its most telling headline, and its names in other languages.
    """
    found = {}
    quoted = headlines(bundle)
    for row in records(bundle.narratives):
        number = int(row["narrative"])
        own = own_name(bundle, number)
        words = {entry["language"]: list(entry["words"]) for entry in row["apart"]}
        told = words.get(bundle.language or "") or next(iter(words.values()), [])
        names = [
            ", ".join(map(str, told[:_WORDS])),
            str(row.get("found_label", "")),
            quoted[number].text if number in quoted else "",
            *(str(entry["label"]) for entry in row["labels"]),
        ]
        cut = [_short(one_line(name)) for name in names]
        found[number] = [name for name in dict.fromkeys(cut) if name and name not in {own, str(row["label"])}]
    return found


def _short(name: str) -> str:
    """A name with its first letter large, cut at a word where it is too long for one."""
    if len(name) > LONGEST_NAME:
        name = name[: LONGEST_NAME - 1].rpartition(" ")[0] + "…"
    return name[:1].upper() + name[1:]
