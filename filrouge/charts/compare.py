"""What stands side by side becomes a chart: narratives, words, and two tellings of one story."""

from dataclasses import replace
from typing import Final

import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption, source_ranks
from filrouge.charts.scope import hidden_note
from filrouge.errors import ViewError
from filrouge.explore import compare
from filrouge.explore.intervals import SURE
from filrouge.explore.names import language_name, narrative_label
from filrouge.explore.selection import Selection, count
from filrouge.explore.sides import FIELDS, Side, sides_of, together
from filrouge.explore.tellings import Pair, tellings, tellings_table
from filrouge.explore.view import View
from filrouge.explore.words import SAMPLE, words_between
from filrouge.figures.compare import MOST_ROWS
from filrouge.figures.theme import colour
from filrouge.i18n import N_, _, ngettext, number, share
from filrouge.schema import NO_NARRATIVE


def compare_chart(bundle: Bundle, view: View) -> Chart:
    """Sides beside one another: what each gives to every narrative, and how far that is from the first.

    Raises
    ------
    ViewError : there are no two sides.
    """
    sides = sides_of(bundle, view)
    frame = compare.compare(bundle, view.selection, sides)
    narratives = frame["narrative"].nunique()
    notes = [
        hidden_note(bundle, view.selection),
        _("95 % intervals; copies of one text count once"),
        _("filled: clear or likely difference; open: no clear difference"),
        _("the {n} of {all} narratives with the clearest differences").format(
            n=number(MOST_ROWS), all=number(narratives)
        )
        if narratives > MOST_ROWS
        else "",
    ]
    return Chart(
        "compare",
        _("Side by side"),
        _(
            "Share of each side's output about each narrative, and the difference from {first}; clearest differences "
            "first."
        ).format(first=sides[0].name),
        figures.compare.figure(frame, colours=side_colours(bundle, sides)),
        frame,
        _caption(bundle, view, sides, *notes, labels=frame["label"]),
        _compare_alt(frame, sides),
    )


def side_colours(bundle: Bundle, sides: tuple[Side, ...]) -> dict[str, str]:
    """A source has its own colour; groups and periods have those of sides."""
    ranks = source_ranks(bundle)
    return {
        side.name: colour("source", ranks.get(side.sources[0], -1)) if len(side.sources) == 1 else colour("side", place)
        for place, side in enumerate(sides)
    }


def _caption(bundle: Bundle, view: View, sides: tuple[Side, ...], *notes: str, labels: pd.Series | None = None) -> str:
    base = together(view.selection, sides)
    beside = []
    if view.sides != "sources":
        for side in sides:
            n = count(bundle, side.within(base)).texts
            text = ngettext("{side}: {n} independent text", "{side}: {n} independent texts", n)
            beside.append(text.format(side=side.name, n=number(n)))
    return caption(bundle, base, count(bundle, base), *beside, *notes, labels=() if labels is None else labels)


def _compare_alt(frame: pd.DataFrame, sides: tuple[Side, ...]) -> str:
    told = frame[frame["certainty"].isin(["clear", "likely"])]
    if told.empty:
        return _("No clear difference from {first}.").format(first=sides[0].name)
    named = told[told["narrative"] != NO_NARRATIVE]
    top = (named if len(named) else told).sort_values("difference", key=abs).iloc[-1]
    said = ngettext("{n} difference from {first}.", "{n} differences from {first}.", len(told))
    largest = _(
        "Largest: “{label}” takes {share} of the output of {side}, {difference} points compared with {first} (95 % "
        "interval {low} to {high}; {certainty})."
    )
    return (
        said.format(n=number(len(told)), first=sides[0].name)
        + " "
        + largest.format(
            side=top["side"],
            label=top["label"],
            share=share(top["share"]),
            difference=_points(top["difference"]),
            first=sides[0].name,
            low=_points(top["difference_low"]),
            high=_points(top["difference_high"]),
            certainty=_(compare.CERTAINTIES[top["certainty"]]),
        )
    )


def _points(value: float) -> str:
    return ("+" if value > 0 else "") + number(100 * value)


def find_compared_words(bundle: Bundle, view: View) -> pd.DataFrame:
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

    `found`: `find_compared_words`, where it is known.

    Raises
    ------
    ViewError : there are no two sides.
    """
    first, second = sides_of(bundle, view)[:2]
    frame = find_compared_words(bundle, view) if found is None else found
    told = frame[frame["q"] <= SURE]
    names = {code: language_name(code) for code in frame["language"].unique()}
    about = "" if view.about is None else narrative_label(view.about, bundle.labels)
    sizes = [
        _("{language}: {n} and {m} texts").format(
            language=names[code], n=number(group["first_texts"].iloc[0]), m=number(group["second_texts"].iloc[0])
        )
        for code, group in frame.groupby("language", sort=False)
    ]
    notes = [
        _("weighted log-odds with 95 % intervals; at most 5 % of the words named are expected to be chance"),
        _("a word counts once in each independent text, texts on both sides are left out"),
        _("left out: datelines, a source's own name, greetings and sign-offs"),
        _("a fair sample of at most {n} texts a side").format(n=number(SAMPLE)),
        *sizes,
    ]
    sentence = _("Words that one side uses more than the other, language by language, clearest first.")
    if about:
        sentence += " " + _("Counted in the passages on “{label}”.").format(label=about)
    return Chart(
        "compare-words",
        _("In which words"),
        sentence,
        figures.words.figure(told, names, first.name, second.name, colours=side_colours(bundle, (first, second))),
        frame,
        _caption(bundle, view, (first, second), *notes),
        _words_alt(told, names, first, second),
    )


def _on(view: View) -> Selection:
    """The selection on the narrative that the view is about; on all, where it is about none."""
    base = view.selection.of_all_narratives()
    return base if view.about is None else replace(base, narratives=(view.about,))


def _words_alt(told: pd.DataFrame, names: dict[str, str], first: Side, second: Side) -> str:
    if told.empty:
        return _(
            "No word clearly distinguishes {first} from {second}: too few texts, or too small a difference."
        ).format(first=first.name, second=second.name)
    parts = []
    for language, group in told.groupby("language", sort=False):
        for side, rows in ((first, group[group["log_odds"] > 0]), (second, group[group["log_odds"] < 0].iloc[::-1])):
            if len(rows):
                parts.append(
                    _("{language}, more in {side}: {words}").format(
                        language=names[str(language)], side=side.name, words=", ".join(rows["word"].head(5))
                    )
                )
    return "; ".join(parts) + "."


def pairs_of(bundle: Bundle, view: View) -> tuple[Side, Side, list[Pair]]:
    """The first two sides, and the closest pairs of their passages on the narrative that the view is about.

    Raises
    ------
    ViewError : there are no two sides, or the view is about no narrative.
    """
    first, second = sides_of(bundle, view)[:2]
    if view.about is None or view.about == NO_NARRATIVE:
        raise ViewError(
            _("comparing two tellings needs a narrative, and none was given"),
            where="about",
            mend=_("Name one with about."),
        )
    return first, second, tellings(bundle, view.selection, view.about, first, second)


def tellings_chart(bundle: Bundle, view: View) -> Chart:
    """The closest pairs of passages of the first two sides on a narrative, as a table.

    Raises
    ------
    ViewError : as of `pairs_of`.
    """
    first, second, pairs = pairs_of(bundle, view)
    label = narrative_label(view.about or 0, bundle.labels)
    table = tellings_table(pairs, first, second)
    notes = [
        _("pairs by cosine, each passage in one, texts on both sides left out"),
        _("marked: words of denial found on one side only, numbers missing on the other"),
        _("and, within one language, words typical of one side and missing on the other"),
        _("experimental: words are compared, meaning is not"),
    ]
    said = ngettext(
        "The closest pair of passages of {first} and {second}.",
        "The {n} closest pairs of passages of {first} and {second}.",
        len(pairs),
    )
    sentence = said.format(n=number(len(pairs)), first=first.name, second=second.name)
    return Chart(
        "tellings",
        _("Same story, two tellings: {label}").format(label=label),
        sentence if pairs else _("No pair was found."),
        None,
        table,
        _caption(bundle, view, (first, second), *notes),
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


SPECS: Final = (
    Spec("compare", "compare", N_("Side by side"), compare_chart, fields=FIELDS, click=("about",), first=True),
    Spec(
        "compare-words",
        "compare",
        N_("In which words"),
        compare_words_chart,
        find=find_compared_words,
        fields=(*FIELDS, "about"),
        waiting=N_("Counting words on both sides…"),
    ),
    Spec("tellings", "compare", N_("Same story, two tellings"), tellings_chart, fields=(*FIELDS, "about")),
)
