"""What narratives are called, in each language that has a name for them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Names:
    """Names of narratives.

    Attributes
    ----------
    by_language : by language and number; under None those in the build's choice of language.
    main : the language of most passages of a narrative, by its number.
    by_hand : the narratives that a person named: one name for readers of all languages.
    """

    by_language: dict[str | None, dict[int, str]]
    main: dict[int, str]
    by_hand: frozenset[int]

    def shown(self, language: str | None) -> dict[int, str]:
        """The name of each for a reader of a language, where it has one in that; else its own with the code behind."""
        names = {**self.by_language[None], **self.by_language.get(language, {})}
        if language is not None:
            for number in names.keys() - self.by_language[language].keys() - self.by_hand:
                if spoken := self.main.get(number):
                    names[number] = f"{names[number]} ({spoken})"
        return names

    def called(self, name: str, language: str | None) -> list[int]:
        """The narratives that have a name: in a reader's language first, else in the first one in which any has."""
        for names in (self.by_language.get(language, {}), *self.by_language.values()):
            if found := [n for n, own in names.items() if own == name]:
                return found
        return []


def names_of(narratives: pd.DataFrame) -> Names:
    """The names in a table of narratives; `named_by_hand`, where it has that column, says which a person gave.

    Two narratives that have one name, be it in two languages, get their numbers behind it: a link made by a reader of
    one language must not mean another narrative to the next.
    """
    names: dict[str | None, dict[int, str]] = {None: {}}
    owners: dict[str, set[int]] = defaultdict(set)
    main: dict[int, str] = {}
    by_hand = set()
    rows: list[dict[str, Any]] = [{str(k): v for k, v in row.items()} for row in narratives.to_dict("records")]
    for row in rows:
        number = int(row["narrative"])
        own = {None: row["label"]} | {entry["language"]: entry["label"] for entry in row["labels"]}
        if row["labels"]:
            main[number] = row["labels"][0]["language"]
        if row.get("named_by_hand"):
            by_hand.add(number)
        for code, label in own.items():
            names.setdefault(code, {})[number] = label
            owners[label].add(number)
    by_language = {
        code: {n: name if len(owners[name]) == 1 else f"{name} ({n + 1})" for n, name in by_number.items()}
        for code, by_number in names.items()
    }
    return Names(by_language, main, frozenset(by_hand))
