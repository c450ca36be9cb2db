"""The sides of a narrative beside one another, each in its own sentences; or one line that none can be told."""

from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from components import address, author, changing, chart_cache
from components.chart_card import chart_of, method_below, table_card
from components.html_table import TableColumn, html_table
from components.screen import Screen
from filrouge.annotations.saying import wrong_sides
from filrouge.chart import PENDING, heading
from filrouge.charts import specs
from filrouge.charts.claim_sides import LETTERS, marked_wrong
from filrouge.i18n import _

NAME: Final = "claim-sides"
_KIND: Final = "sides"


def is_told(shown: Screen) -> bool:
    """Whether sides are told by now: they are looked for while the page is read."""
    spec = specs()[NAME]
    if chart_cache.ready(NAME, shown.bundle, spec.view(shown.view)) is PENDING:
        return False
    return not chart_of(shown, NAME).table.empty


def card(shown: Screen) -> None:
    """The sides, once they are found."""
    spec = specs()[NAME]
    if chart_cache.ready(NAME, shown.bundle, spec.view(shown.view)) is PENDING:
        return
    chart = chart_of(shown, NAME)
    if chart.table.empty:
        st.caption(chart.sentence)
        if marked_wrong(shown.bundle, shown.view.about):
            _button(shown, wrong=False)
        method_below(NAME)
        return
    with table_card(shown, chart):
        for column, letter in zip(st.columns(2, gap="medium"), LETTERS, strict=True):
            with column:
                st.markdown(f"#### {_('Side {letter}').format(letter=letter)}")
                _side(chart.table[chart.table["side"] == letter], letter)
        _button(shown, wrong=True)


def _button(shown: Screen, *, wrong: bool) -> None:
    """Opens the dialog that marks the sides as wrong, or takes that back."""
    about = shown.view.about
    title = _("Mark these sides as wrong…") if wrong else _("Show its sides again…")
    changing.button(
        shown,
        (_KIND, about, ""),
        partial(_dialog, shown, about, wrong),
        label=title,
        title=title.removesuffix("…"),
        width="small",
        key="_edit_sides",
    )


def _dialog(shown: Screen, narrative: int, wrong: bool) -> None:
    with st.form("_sides", border=False):
        reason = st.text_input(_("Reason (optional)"))
        author.ask()
        saved = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    if saved:
        changing.save(shown.bundle, lambda: wrong_sides(shown.bundle, narrative, wrong, reason=reason), _("Saved"))


def _side(rows: pd.DataFrame, letter: str) -> None:
    """What one side does with each claim; a claim opens its sentences."""
    html_table(
        [
            TableColumn(heading("does"), rows["does"].tolist()),
            TableColumn(heading("statement"), rows["statement"].tolist(), kind="name", below=rows["sources"].tolist()),
        ],
        [str(claim) for claim in rows["claim"]],
        key=f"table-{NAME}-{letter}",
        label=_("Side {letter}").format(letter=letter),
        on_open=lambda one: address.choose(claim=int(one)),
    )
