"""The words that stand out inside an outline become a table."""

from typing import Final

from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec
from filrouge.charts.outline import outline_caption, passages_inside
from filrouge.explore import region
from filrouge.explore.view import View
from filrouge.i18n import N_, _, number


def outline_words_chart(bundle: Bundle, view: View) -> Chart:
    """The words that stand out inside the outline of a view, against the rest of its selection: a table.

    Raises
    ------
    ViewError : the view has no outline.
    """
    inside = passages_inside(bundle, view)
    words = region.region_words(bundle, view.selection, inside)
    sampled = _(
        "representative samples of at most {n} independent texts from each side; words are tested language by language"
    )
    unread = _("left out: datelines, a source's own name, greetings and sign-offs")
    text = _("{n} words stand out inside the outline.")
    return Chart(
        "outline-words",
        _("Words inside the outline"),
        _("Words that more texts use inside the outline than outside, language by language."),
        None,
        words,
        outline_caption(bundle, view, len(inside), sampled.format(n=number(region.MOST_TEXTS)), unread),
        text.format(n=number(len(words))),
    )


SPEC: Final = Spec(
    "outline-words", "topic-map", N_("Words inside the outline"), outline_words_chart, fields=("region",)
)
