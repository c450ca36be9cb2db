"""What several of a few texts share becomes a table: names, numbers and sentences."""

from typing import Final

import pandas as pd

from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption
from filrouge.explore.counted_things import THINGS
from filrouge.explore.names import title_text
from filrouge.explore.reading import TextsRead, reading
from filrouge.explore.view import View
from filrouge.i18n import N_, _, in_series, number, plural

METHOD: Final = N_(
    "countries, large cities and international bodies are one in all languages, with words made of a country’s "
    "name; other names in nearly the same letters count as one; years and numbers below 100 are left out unless they "
    "are shares; sentences are compared by meaning, across languages"
)
_NAMED: Final = 3


def in_common_chart(bundle: Bundle, view: View) -> Chart:
    """Names, numbers and sentences that two or more texts of the selection have, and in which."""
    found = reading(bundle, view.selection)
    return Chart(
        "in-common",
        _("What several texts share"),
        common_text(found),
        None,
        _table(found),
        caption(bundle, view.selection, _(METHOD)),
        common_text(found),
    )


def common_text(found: TextsRead) -> str:
    """How much is shared, and the names of most texts."""
    if not (found.names or found.numbers or found.alike):
        return _("No name, number or sentence of one text recurs in another.")
    counted = in_series(
        [
            plural("{n} name", "{n} names", len(found.names)),
            plural("{n} number", "{n} numbers", len(found.numbers)),
            plural("{n} pair of similar sentences", "{n} pairs of similar sentences", len(found.alike)),
        ]
    )
    text = _("In two or more texts: {counted}.").format(counted=counted)
    everywhere = [one.written for one in found.names if len(one.texts) == len(found.texts)][:_NAMED]
    if not everywhere:
        return text
    named = _("Every text names {names}.").format(names=", ".join(everywhere))
    return f"{text} {named}"


def _table(found: TextsRead) -> pd.DataFrame:
    titles = {int(read.row["doc"]): title_text(read.row["title"]) for read in found.texts}
    rows = [
        {"what": "name", "value": one.written, "also": ", ".join(one.also), "title": titles[doc], "times": n}
        for one in found.names for doc, n in one.texts.items()
    ]  # fmt: skip
    rows += [
        {"what": "number", "value": one.written, "also": "", "title": titles[doc], "times": n, "said": around[doc]}
        for one, around in found.numbers for doc, n in one.texts.items()
    ]  # fmt: skip
    rows += [
        {"what": "sentence", "value": str(place), "also": "", "title": titles[doc], "times": 1, "said": sentence}
        for place, pair in enumerate(found.alike, 1) for doc, sentence in zip(pair.docs, pair.sentences, strict=True)
    ]  # fmt: skip
    rows += [
        {
            "what": "different number", "value": number(value), "also": _(THINGS[one.thing]), "title": titles[doc],
            "times": 1, "said": said,
        }
        for one in found.counted for doc, given in one.texts.items() for value, said in given
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["what", "value", "also", "title", "times", "said"]).fillna({"said": ""})


SPEC: Final = Spec("in-common", "overview", N_("What several texts share"), in_common_chart)
