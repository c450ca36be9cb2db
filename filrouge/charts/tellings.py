"""Same story, two tellings: pairs of passages become a table."""

from typing import Final

import pandas as pd

from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec
from filrouge.charts.compare import sides_caption
from filrouge.errors import ViewError
from filrouge.explore.names import narrative_label
from filrouge.explore.sides import FIELDS, sides_of
from filrouge.explore.tellings import KINDS, Pair, tellings
from filrouge.explore.view import View
from filrouge.i18n import N_, _, number, plural
from filrouge.schema import NO_NARRATIVE
from filrouge.wording.days import published_text
from filrouge.wording.labels import side_names


def find_pairs(bundle: Bundle, view: View) -> list[Pair]:
    """The closest pairs of passages of the first two sides on the narrative that the view is about.

    Raises
    ------
    ViewError : there are no two sides, or the view is about no narrative.
    """
    first, second = sides_of(bundle, view)[:2]
    if view.about is None or view.about == NO_NARRATIVE:
        raise ViewError(
            _("comparing two versions needs a narrative, and none was given"),
            where="about",
            hint=_("Choose a narrative, or give --about NUMBER or LABEL."),
        )
    return tellings(bundle, view.selection, view.about, first, second)


def tellings_chart(bundle: Bundle, view: View, pairs: list[Pair] | None = None) -> Chart:
    """The closest pairs of passages of the first two sides on a narrative, as a table.

    `pairs`: `find_pairs`, where it is known.

    Raises
    ------
    ViewError : as of `find_pairs`.
    """
    pairs = find_pairs(bundle, view) if pairs is None else pairs
    sides = sides_of(bundle, view)[:2]
    first, second = side_names(sides)
    label = narrative_label(view.about or 0, bundle.labels)
    table = _table(pairs, first, second)
    notes = [
        _("the most similar passages, each in one pair; texts published on both sides are left out"),
        _("marked: words of denial found on one side only, numbers missing on the other"),
        _("and, within one language, words typical of one side and missing on the other"),
        _("experimental: words are compared, meaning is not"),
    ]
    sentence = plural(
        "The closest pair of passages of {first} and {second}.",
        "The {n} closest pairs of passages of {first} and {second}.",
        len(pairs),
        first=first,
        second=second,
    )
    return Chart(
        "tellings",
        _("Same story, two versions: {label}").format(label=label),
        sentence if pairs else _("No pair was found."),
        None,
        table,
        sides_caption(bundle, view, sides, *notes),
        _tellings_alt(pairs),
    )


def _tellings_alt(pairs: list[Pair]) -> str:
    if not pairs:
        return _("No pair was found.")
    counts = {
        kind: sum(any(k == kind for *_place, k in (*pair.first_marks, *pair.second_marks)) for pair in pairs)
        for kind in ("denial", "number")
    }
    return _("{n} pairs; in {denials} only one denies something, in {numbers} numbers differ.").format(
        n=number(len(pairs)), denials=number(counts["denial"]), numbers=number(counts["number"])
    )


def _table(pairs: list[Pair], first: str, second: str) -> pd.DataFrame:
    """A row for each passage: `pair` (from 1), `likeness` (cosine), `side`, `source`, `date`, `language` (code),
    `title`, `text`, `denials`, `numbers`, `words` (marked ones, parted by "; "), `url`.
    """
    rows = []
    for place, pair in enumerate(pairs, 1):
        for side, row, found in ((first, pair.first, pair.first_marks), (second, pair.second, pair.second_marks)):
            marked = {kind: "; ".join(row["text"][s:e] for s, e, k in found if k == kind) for kind in KINDS}
            rows.append(
                {
                    "pair": place, "likeness": round(pair.likeness, 3), "side": side, "source": row["source"],
                    "date": published_text(row), "language": row["language"], "title": row["title"],
                    "text": row["text"], "denials": marked["denial"], "numbers": marked["number"],
                    "words": marked["word"], "url": row["url"],
                }
            )  # fmt: skip
    columns = [
        "pair", "likeness", "side", "source", "date", "language", "title", "text", "denials", "numbers", "words", "url",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


SPEC: Final = Spec(
    "tellings",
    "compare",
    N_("Same story, two versions"),
    tellings_chart,
    find=find_pairs,
    fields=(*FIELDS, "about"),
    waiting=N_("Pairing the passages of both sides…"),
)
