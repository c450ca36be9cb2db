"""The words in which two sides differ become a chart."""

from typing import Final

import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec
from filrouge.charts.compare import side_colours, sides_caption
from filrouge.explore.intervals import SURE
from filrouge.explore.names import language_name, narrative_label
from filrouge.explore.selection import Selection
from filrouge.explore.sides import FIELDS, sides_of
from filrouge.explore.view import View
from filrouge.explore.words import SAMPLE, words_between
from filrouge.i18n import N_, _, in_series, number
from filrouge.wording.labels import side_names


def find_words(bundle: Bundle, view: View) -> pd.DataFrame:
    """`words_between` the first two sides, on the narrative that the view is about, or on all.

    Raises
    ------
    ViewError : there are no two sides.
    """
    first, second = sides_of(bundle, view)[:2]
    base = _on(view)
    return words_between(bundle, first.within(base), second.within(base))


def compare_words_chart(bundle: Bundle, view: View, found: pd.DataFrame | None = None) -> Chart:
    """The words in which the first two sides differ, on the narrative that the view is about, or on all.

    `found`: `find_words`, where it is known.

    Raises
    ------
    ViewError : there are no two sides.
    """
    sides = sides_of(bundle, view)[:2]
    first, second = side_names(sides)
    frame = find_words(bundle, view) if found is None else found
    clear = frame[frame["q"] <= SURE]
    languages = {code: language_name(code) for code in frame["language"].unique()}
    about = "" if view.about is None else narrative_label(view.about, bundle.labels)
    sizes = [
        _("{language}: {n} and {m} texts").format(
            language=languages[code], n=number(group["first_texts"].iloc[0]), m=number(group["second_texts"].iloc[0])
        )
        for code, group in frame.groupby("language", sort=False)
    ]
    notes = [
        _("95% intervals; at most 5% of the words named are expected to be chance"),
        _("a word counts once in each independent text; texts published on both sides are left out"),
        _("left out: datelines, a source's own name, greetings and sign-offs"),
        _("a representative sample of at most {n} texts from each side").format(n=number(SAMPLE)),
        *sizes,
    ]
    sentence = _("Words that one side uses more than the other, language by language, clearest first.")
    if about:
        sentence += " " + _("Counted in the passages on “{label}”.").format(label=about)
    return Chart(
        "compare-words",
        _("In which words"),
        sentence,
        figures.words.figure(clear, languages, first, second, colours=side_colours(bundle, sides)),
        frame,
        sides_caption(bundle, view, sides, *notes),
        _words_alt(clear, languages, first, second),
    )


def _on(view: View) -> Selection:
    """The selection on the narrative that the view is about; on all, where it is about none."""
    base = view.selection.of_all_narratives()
    return base if view.about is None else base.about(view.about)


def _words_alt(clear: pd.DataFrame, languages: dict[str, str], first: str, second: str) -> str:
    if clear.empty:
        return _(
            "No word clearly distinguishes {first} from {second}: too few texts, or too small a difference."
        ).format(first=first, second=second)
    parts = []
    for language, group in clear.groupby("language", sort=False):
        for side, rows in ((first, group[group["log_odds"] > 0]), (second, group[group["log_odds"] < 0].iloc[::-1])):
            if len(rows):
                parts.append(
                    _("{language}, more in {side}: {words}").format(
                        language=languages[str(language)], side=side, words=", ".join(rows["word"].head(5))
                    )
                )
    return in_series(parts) + "."


SPEC: Final = Spec(
    "compare-words",
    "compare",
    N_("In which words"),
    compare_words_chart,
    find=find_words,
    fields=(*FIELDS, "about"),
    waiting=N_("Counting words on both sides…"),
    wide=True,
)
