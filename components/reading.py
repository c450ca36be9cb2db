"""A few texts, to be read: what each is, what several share, and what is not drawn because there are so few."""

from html import escape

import streamlit as st

from components import choices, report
from components.chart_card import chart_of, csv_button
from components.reader import document_anchor, with_marks
from components.screen import Screen
from filrouge.chart import Chart
from filrouge.charts.in_common import common_text
from filrouge.charts.reading import texts_read
from filrouge.explore.counted_things import THINGS
from filrouge.explore.names import language_name, title_text
from filrouge.explore.reading import TextRead, TextsRead, is_small, reading
from filrouge.explore.recurring import Recurring
from filrouge.i18n import _, number, plural, quoted
from filrouge.schema import NO_SOURCE
from filrouge.wording.reading import (
    addressees_text,
    cited_text,
    speakers_text,
    text_kind,
    text_name,
    when_text,
)

_MOST_NAMES = 20
_MOST_NUMBERS = 12


def section(shown: Screen) -> None:
    """The section of the overview for a bundle of few texts."""
    found = reading(shown.bundle, shown.selection)
    st.subheader(_("Reading these texts"), anchor=False)
    if not found.texts:
        st.info(_("No document matches this selection."))
        return
    with st.container(border=True, key="card-reading"):
        _heading(_("What each text is"), texts_read(found))
        for start in range(0, len(found.texts), 2):
            for column, place in zip(st.columns(2, gap="medium"), (start, start + 1), strict=True):
                if place < len(found.texts):
                    with column:
                        st.html(_text(found.texts[place], shown))
        _below(shown, "reading")
    if len(found.texts) > 1:
        with st.container(border=True, key="card-in-common"):
            _heading(_("What several texts share"), common_text(found))
            _differences(found)
            _names(found)
            _numbers(found)
            _alike(found)
            _below(shown, "in-common")


def few(shown: Screen) -> None:
    """Of a few texts, that they make no reliable narratives, and where they are read."""
    if is_small(shown.bundle):
        n = int(shown.bundle.manifest["counts"]["documents"])
        st.info(
            plural(
                "{n} text makes no reliable narrative: take these names as hints. It is read on the overview.",
                "{n} texts are too few for reliable narratives: take these names as hints. What the texts share, and "
                "where they differ, is on the overview.",
                n,
            )
        )


def instead_of_counts(shown: Screen) -> None:
    """Of a few texts, that they are compared on the overview."""
    if is_small(shown.bundle):
        st.info(_("These texts are too few to count. What they share, and where they differ, is on the overview."))


def _heading(title: str, sentence: str) -> None:
    st.html(f'<h3>{escape(title)}</h3><p class="fr-sentence">{escape(sentence)}</p>')


def _below(shown: Screen, name: str) -> None:
    def chart() -> Chart:
        return chart_of(shown, name)

    st.html(f'<p class="fr-caption">{escape(chart().caption)}</p>')
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        csv_button(name, chart)
        report.add_button(shown, name, chart)


def _text(read: TextRead, shown: Screen) -> str:
    """One text: what it is, who speaks to whom, and what stands in it only."""
    unsaid = _("Not recognised")
    facts = {
        _("Kind of text"): escape(text_kind(read)),
        _("Who speaks"): escape(speakers_text(read) or unsaid),
        _("To whom"): escape(addressees_text(read) or unsaid),
        _("Reports the words of"): escape(cited_text(read)),
        _("Named only here"): escape(", ".join(read.names)),
        _("Said only here"): "<br>".join(f'<span dir="auto">{escape(quoted(one))}</span>' for one in read.sentences),
    }
    rows = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in facts.items() if text)
    words = plural("{n} word", "{n} words", read.row["n_words"])
    unknown = [_("no source named")] * (read.row["source"] == NO_SOURCE)
    where = " · ".join([*unknown, when_text(read), language_name(read.row["language"]), words])
    return (
        f'<h4 dir="auto">{escape(text_name(read))}</h4>'
        f'<p class="fr-said" dir="auto">{escape(title_text(read.row["title"]))}</p>'
        f'<p class="fr-meta">{escape(where)} · {document_anchor(shown, read.row["doc_id"])}</p>'
        f'<dl class="fr-facts">{rows}</dl>'
    )


def _places(found: TextsRead) -> dict[int, int]:
    return {int(read.row["doc"]): read.place for read in found.texts}


def _differences(found: TextsRead) -> None:
    """Kinds of thing for which the texts give different numbers, each number in its clause."""
    if not found.counted:
        return
    places, none = _places(found), _("none")
    rows = ""
    for one in found.counted:
        said = "<br>".join(
            f'{number(places[doc])}. <strong>{escape(number(value) if value else none)}</strong>: '
            f'<span dir="auto">{escape(clause)}</span>'
            for doc in sorted(one.texts, key=lambda doc: places[doc]) for value, clause in one.texts[doc]
        )  # fmt: skip
        rows += f"<dt>{escape(_(THINGS[one.thing]))}</dt><dd>{said}</dd>"
    title = escape(_("Where their numbers differ"))
    note = escape(_("What the texts count may not be the same: other days, places or people."))
    st.html(f'<h4>{title}</h4><p class="fr-caption">{note}</p><dl class="fr-facts">{rows}</dl>')


def _names(found: TextsRead) -> None:
    if not found.names:
        return
    rows = "".join(
        f'<dt dir="auto">{escape(one.written)}{_also(one)}</dt><dd>{escape(_in_texts(one, found))}</dd>'
        for one in found.names[:_MOST_NAMES]
    )
    title = escape(_("Names that recur"))
    st.html(f'<h4>{title}</h4><dl class="fr-facts">{rows}</dl>')
    _rest(len(found.names), _MOST_NAMES)


def _rest(n: int, most: int) -> None:
    """Where not all are shown, the way to the others."""
    if n > most:
        st.caption(_("The first {n} are shown; all are in the CSV.").format(n=number(most)))


def _also(one: Recurring) -> str:
    return f' <span class="fr-meta">({escape(", ".join(one.also[:3]))})</span>' if one.also else ""


def _in_texts(one: Recurring, found: TextsRead) -> str:
    """In which texts, by their places, and how often."""
    places = _places(found)
    told = ", ".join(
        _("{place} ({n} times)").format(place=number(places[doc]), n=number(n)) if n > 1 else number(places[doc])
        for doc, n in sorted(one.texts.items(), key=lambda item: places[item[0]])
    )
    return plural("in text {texts}", "in texts {texts}", len(one.texts), texts=told)


def _numbers(found: TextsRead) -> None:
    if not found.numbers:
        return
    places = _places(found)
    rows = ""
    for one, around in found.numbers[:_MOST_NUMBERS]:
        said = "<br>".join(
            f'{number(places[doc])}. <span dir="auto">{escape(words)}</span>'
            for doc, words in sorted(around.items(), key=lambda item: places[item[0]])
        )
        rows += f"<dt>{escape(one.written)}</dt><dd>{said}</dd>"
    title = escape(_("Numbers that recur"))
    st.html(f'<h4>{title}</h4><dl class="fr-facts">{rows}</dl>')
    _rest(len(found.numbers), _MOST_NUMBERS)


def _alike(found: TextsRead) -> None:
    """Sentences of two texts that are alike, side by side; numbers and names that differ are marked."""
    if not found.alike:
        return
    read = {int(one.row["doc"]): one for one in found.texts}
    choices.heading(_("Similar sentences"))
    for pair in found.alike:
        sides = ""
        for doc, sentence, marks in zip(pair.docs, pair.sentences, pair.marks, strict=True):
            body = with_marks(sentence, marks, 0, len(sentence))
            sides += f'<div><p class="fr-name">{escape(text_name(read[doc]))}</p><p dir="auto">{body}</p></div>'
        st.html(f'<div class="fr-alike">{sides}</div>')
