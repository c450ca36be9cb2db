"""What people said of narratives, themes, sources and documents: their statuses and tags, as filters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from filrouge.bundle import Bundle
from filrouge.explore.fields import LinkContext, WrittenAsIs, in_any_language
from filrouge.explore.names import status_name, tag_name
from filrouge.i18n import _
from filrouge.vocabularies import term_of


def said_values(bundle: Bundle, kind: str, what: str) -> list[str]:
    """The values of `what` ("status" or "tag") that people gave to things of a kind, in order; empty without any."""
    said = {} if bundle.changes is None else bundle.changes.said
    return sorted(said.get((kind, what), {}))


def said_of(bundle: Bundle, kind: str, what: str, values: Iterable[str]) -> tuple[Any, ...]:
    """Those things of a kind that people gave one of these values: numbers of narratives (of a theme: all of them), ids
    of documents, keys of sources.
    """
    said = {} if bundle.changes is None else bundle.changes.said
    by_value = said.get((kind, what), {})
    return tuple(dict.fromkeys(one for value in values for one in by_value.get(value, ())))


NONE_SUCH: Final = -9
"""A number that no narrative has: what is named where nothing fits all that is asked for."""


def named_narratives(
    bundle: Bundle, numbers: tuple[int, ...], asked: Mapping[tuple[str, str], tuple[str, ...]]
) -> tuple[int, ...]:
    """The narratives that have one of these numbers, and of each kind of thing and what is said of it (`asked`) one of
    the values, as far as some are asked for; empty where none are.
    """
    named = [set(numbers)] if numbers else []
    for (kind, what), values in asked.items():
        if values:
            named.append(set(said_of(bundle, kind, what, values)))
    if not named:
        return ()
    order = dict.fromkeys([*numbers, *bundle.labels, *sorted(set.intersection(*named))])
    return tuple(number for number in order if all(number in one for one in named)) or (NONE_SUCH,)


@dataclass(frozen=True)
class SaidValue(WrittenAsIs):
    """A status or a tag (`what`) that people gave to things of a kind, such as "narrative" or "source"."""

    kind: str
    what: str
    metavar: str = "VALUE"

    def offered(self, bundle: Bundle) -> list[str]:
        """The values that something has."""
        return said_values(bundle, self.kind, self.what)

    def named(self, value: str) -> str:
        """A value as it is shown."""
        return status_name(value) if self.what == "status" else tag_name(value)

    def read(self, text: str, reading: LinkContext) -> str:
        """The key of a value that something has; the name on screen and the id in its vocabulary are understood too."""
        for value in said_values(reading.bundle, self.kind, self.what):
            names = {value.casefold(), term_of(value).id.casefold(), *in_any_language(partial(self.named, value))}
            if text.casefold() in names:
                return value
        if self.what == "status":
            raise ValueError(_("no narrative has the status “{value}”").format(value=text))
        raise ValueError(_("nothing is tagged “{value}”").format(value=text))
