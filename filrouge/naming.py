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
    by_hand : of the narratives that a person named, one name for readers of all languages: the language it was typed
        in, "" where that is not known.
    """

    by_language: dict[str | None, dict[int, str]]
    main: dict[int, str]
    by_hand: dict[int, str]

    def shown(self, language: str | None) -> dict[int, str]:
        """The name of each for a reader of a language, where it has one in that; else its own with the code behind."""
        names = {**self.by_language[None], **self.by_language.get(language, {})}
        if language is not None:
            for number, typed in self.by_hand.items():
                names[number] = in_language(names[number], typed, language)
            for number in names.keys() - self.by_language[language].keys() - self.by_hand.keys():
                names[number] = in_language(names[number], self.main.get(number, ""), language)
        return names

    def called(self, name: str, language: str | None) -> list[int]:
        """The narratives that have a name: in a reader's language first, else in the first one in which any has."""
        for names in (self.by_language.get(language, {}), *self.by_language.values()):
            if found := [n for n, own in names.items() if own == name]:
                return found
        return []


def in_language(name: str, language: str, of_reader: str | None) -> str:
    """A name with the code of its language behind it, where that is known and not the reader's."""
    return f"{name} ({language})" if language and of_reader and language != of_reader else name


def names_of(narratives: pd.DataFrame) -> Names:
    """The names in a table of narratives; `named_by_hand` and `name_language`, where it has these columns, say which a
    person gave, and in which language.

    Two narratives that have one name, be it in two languages, get their numbers behind it: a link made by a reader of
    one language must not mean another narrative to the next.
    """
    names: dict[str | None, dict[int, str]] = {None: {}}
    owners: dict[str, set[int]] = defaultdict(set)
    main: dict[int, str] = {}
    by_hand: dict[int, str] = {}
    rows: list[dict[str, Any]] = [{str(k): v for k, v in row.items()} for row in narratives.to_dict("records")]
    for row in rows:
        number = int(row["narrative"])
        own = {None: row["label"]} | {entry["language"]: entry["label"] for entry in row["labels"]}
        if row["labels"]:
            main[number] = row["labels"][0]["language"]
        typed = row.get("name_language")
        if row.get("named_by_hand") or isinstance(typed, str):
            by_hand[number] = typed if isinstance(typed, str) else ""
        for code, label in own.items():
            names.setdefault(code, {})[number] = label
            owners[label].add(number)
    by_language = {
        code: {n: name if len(owners[name]) == 1 else f"{name} ({n + 1})" for n, name in by_number.items()}
        for code, by_number in names.items()
    }
    return Names(by_language, main, by_hand)
