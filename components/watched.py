"""Watched narratives: their table, the filter by them, and the dialogs in which they are written and judged."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from components import address, author, changing, failures, narrative_door, options, reader
from components.chart_card import chart_card, chart_of, table_card
from components.html_table import TableColumn, days, html_table, numbers, trend
from components.markdown import as_text
from components.screen import Screen
from filrouge.annotations.acts import LONGEST_NAME, LONGEST_SENTENCE, WATCHED, Row
from filrouge.annotations.watched import Place, Watched, judged, removed, watched, written
from filrouge.bundle import Bundle, records
from filrouge.chart import heading
from filrouge.explore.meaning import why_not
from filrouge.explore.periods import choose_period, last_day, span_of
from filrouge.explore.selection import Selection, count
from filrouge.explore.view import View
from filrouge.explore.watched import precision, to_judge
from filrouge.explore.watched_table import shown as shown_passages
from filrouge.explore.watched_timeline import FIRST
from filrouge.i18n import N_, _, number, quoted
from filrouge.wording.amounts import documents_text
from filrouge.wording.watched import error_text, watched_note

_NEW = ""
_SENTENCE = "_watched_sentence"
_AROUND = 220  # characters about the sentence that is nearest
_VERDICTS = {"yes": N_("Yes"), "no": N_("No")}


def section(shown: Screen) -> None:
    """What is watched, as a table, and the way to watch something more; says so where it cannot be counted."""
    if watched(shown.bundle):
        if why := _why_not(shown.bundle):
            st.warning(why)
            return
        with st.spinner(_("Comparing with every passage…"), show_time=True):
            chart = chart_of(shown, "watched")
        with table_card(shown, chart):
            _rows(chart.table, chart.title)
            _new_button()
        read = partial(_read_point, shown, list(watched(shown.bundle)))
        chart_card(shown, "watched-over-time", on_point=read, with_options=True)
    elif not _why_not(shown.bundle):
        with st.container(horizontal=True, vertical_alignment="center", key="watch-first"):
            st.caption(
                _("Looking for a narrative that is not in the table? Write it in a sentence and have it counted."),
                width="content",
            )
            _new_button()


def _read_point(shown: Screen, keys: Sequence[str], customdata: list[Any]) -> None:
    """A click on a period of a watched narrative: its documents of those days are listed."""
    base = shown.selection.of_all_narratives().unwatched()
    period = choose_period(shown.view.period, span_of(shown.bundle, base))
    first = date.fromisoformat(customdata[1])
    key = keys[int(customdata[0]) - FIRST]
    narrative_door.go_to("documents", doc=None, watched=(key,), **{"from": first, "to": last_day(period, first)})


def _rows(frame: pd.DataFrame, title: str) -> None:
    columns = [
        TableColumn(heading("label"), frame["label"].tolist(), kind="name", below=frame["sentence"].tolist()),
        *(numbers(heading(name), frame[name]) for name in ("documents", "texts", "sources", "languages")),
        *(days(heading(name), frame[name]) for name in ("first", "last")),
        trend(frame["trend"]),
        TableColumn(heading("precision"), frame["share"].tolist(), frame["precision"].tolist()),
    ]
    html_table(columns, frame["key"].tolist(), key="table-watched", label=title, on_open=_open)


def box(bundle: Bundle, view: View) -> None:
    """The filter by what is watched, with how sure that is; nothing is drawn where nothing is watched."""
    if not watched(bundle):
        return
    if why := _why_not(bundle):
        st.caption(why)
        return
    options.several(bundle, "watched", placeholder=_("None chosen"))
    if note := watched_note(bundle, view.selection.watched):
        st.caption(as_text(note[:1].upper() + note[1:]))


def _why_not(bundle: Bundle) -> str:
    error = why_not(bundle)
    return failures.reason(_("What is watched cannot be counted here: {why}."), error) if error else ""


def watch_button(sentence: str) -> None:
    """A button that opens the dialog in which a narrative is written, with its sentence there already."""
    st.button(
        _("Watch this…"), icon=":material/visibility:", key="_watch_this", on_click=_write, args=(sentence,),
        help=_("Count this as a narrative of your own, on every page"),
    )  # fmt: skip


def _new_button() -> None:
    st.button(
        _("Watch a narrative…"), icon=":material/visibility:", key="_watch_new", on_click=_write, args=("",),
        help=_("Write what it says, and it is counted as a narrative is, on every page"),
    )  # fmt: skip


def _write(sentence: str) -> None:
    st.session_state[_SENTENCE] = sentence
    changing.begin(WATCHED, _NEW, "")


def _open(key: str) -> None:
    changing.begin(WATCHED, key, "")


def dialog(shown: Screen) -> None:
    """The dialog that is open, if one is; called by the shell on every page."""
    opened = changing.opened(WATCHED)
    if opened is None:
        return
    key, _how = opened
    one = watched(shown.bundle).get(key)
    if one is None and key != _NEW:
        changing.end()
        return
    title = _("Watch a narrative") if one is None else as_text(one.name)
    st.dialog(title, width="large", on_dismiss=changing.end)(_dialog)(shown, one)


def _dialog(shown: Screen, one: Watched | None) -> None:
    if changing.opened(WATCHED) is None:  # a click in it asked for the page: only the dialog is run for a click in it
        st.rerun()
    if one is None:
        st.html(f'<p class="fr-sentence">{escape(_(_HOW))}</p>')
        _form(shown.bundle, None)
        return
    st.html(f'<p class="fr-said" dir="auto">{escape(quoted(one.sentence))}</p>')
    with st.spinner(_("Comparing with every passage…"), show_time=True):
        counts = count(shown.bundle, Selection(watched=(one.key,), as_found=shown.selection.as_found))
        error = error_text(precision(shown.bundle, one))
    counted = _("Counted in all of the bundle: {documents}.")
    counted = counted.format(documents=documents_text(counts.documents, counts.texts))
    st.html(f'<p class="fr-sentence">{escape(counted)} {escape(error)}</p>')
    st.button(
        _("Show only its documents"), icon=":material/filter_alt:", key="_watched_only", on_click=_only,
        args=(one.key,), help=_("Sets the filter in the sidebar, on every page"),
    )  # fmt: skip
    judging, change = st.tabs([_("Judge passages"), _("Change or remove")])
    with judging:
        _judge(shown, one)
    with change:
        _form(shown.bundle, one)
        if st.button(_("Remove"), icon=":material/delete:", key="_watched_remove"):
            changing.save(shown.bundle, lambda: removed(one.key), _("Removed. The page History can undo it."))


_HOW = N_(
    "Write what the narrative says, as a text would say it, in any language. The passages that come near to it are "
    "counted; then you judge some of them, so that you know how many say it."
)


def _only(key: str) -> None:
    address.choose(watched=(key,))
    changing.end()


def _form(bundle: Bundle, one: Watched | None) -> None:
    key = _NEW if one is None else one.key
    with st.form(f"_watched_{key}", border=False):
        sentence = st.text_area(
            _("What it says, in one sentence"),
            st.session_state.get(_SENTENCE, "") if one is None else one.sentence,
            max_chars=LONGEST_SENTENCE,
            height=68,
            placeholder=_("The pipeline broke at a weld that nobody had repaired."),
        )
        name = st.text_input(
            _("Short name (optional)"), "" if one is None else one.name, max_chars=LONGEST_NAME,
            help=_("Without one, it is called by its sentence."),
        )  # fmt: skip
        examples = st.text_area(
            _("Other ways to say it (optional)"),
            "" if one is None else "\n".join(one.examples),
            help=_("One a line, in any language. What counts is near to the middle of these and the sentence."),
        )
        against = st.text_area(
            _("What looks like it but says something else (optional)"),
            "" if one is None else "\n".join(one.against),
            help=_("One a line. Passages nearer to these than to the sentence are not counted."),
        )
        author.ask("_watched")
        label = _("Count it") if one is None else _("Save")
        saved = st.form_submit_button(label, type="primary", icon=":material/save:")
    if saved:

        def rows() -> list[Row]:
            return written(bundle, name, sentence, examples.splitlines(), against.splitlines(), key=key)

        changing.save(bundle, rows, _("Saved"), _then if one is None else None)


def _then(rows: Sequence[Row]) -> None:
    """What was just written is judged next."""
    st.session_state.pop(_SENTENCE, None)
    _open(rows[0].about)


def _judge(shown: Screen, one: Watched) -> None:
    asked = to_judge(shown.bundle, one)
    if not asked:
        st.info(_("There is no passage left to judge."))
    elif one.judged:
        with st.expander(_("Judge more passages, to be surer"), icon=":material/rule:"):
            _questions(shown, one, asked)
    else:
        _questions(shown, one, asked)


def _questions(shown: Screen, one: Watched, asked: dict[int, Place]) -> None:
    st.html(f'<p class="fr-sentence">{escape(_(_JUDGE))}</p>')
    with st.form(f"_judge_{one.key}", border=False):
        verdicts: dict[Place, str | None] = {}
        for rank, row in enumerate(records(shown_passages(shown.bundle, one, list(asked))), start=1):
            marks = [] if row["said"] is None else [(*row["said"], "found")]
            reader.marked_card(row, shown, marks, around=_AROUND if marks else None)
            verdicts[asked[row["passage_id"]]] = st.radio(
                _("{n} of {all}: does it say so?").format(n=number(rank), all=number(len(asked))),
                list(_VERDICTS),
                index=None,
                horizontal=True,
                format_func=lambda verdict: _(_VERDICTS[verdict]),
                key=f"_verdict_{one.key}_{row['passage_id']}",
            )
        author.ask("_judge")
        saved = st.form_submit_button(_("Save judgements"), type="primary", icon=":material/save:")
    if saved:
        given = {place: None if verdict is None else verdict == "yes" for place, verdict in verdicts.items()}
        if not any(verdicts.values()):
            st.error(_("Answer at least one question."), icon=":material/error:")
            return
        changing.save(
            shown.bundle,
            lambda: judged(watched(shown.bundle).get(one.key, one), given),
            _("Saved"),
            lambda _rows: _open(one.key),
        )


_JUDGE = N_(
    "Does each passage say this, in whatever words and language? Not whether it is true, and not whether the author "
    "agrees. Some are far off on purpose, to find where it ends. Leave out what you cannot tell. The sentence that "
    "comes nearest is marked; the order tells nothing."
)
