"""Two narratives side by side: what each is, how much of them when, who talks about which, in which words."""

from dataclasses import replace

import streamlit as st

from components import address, evidence, merge_menu, narrative_door, quotation_cards
from components.chart_card import chart_card, chart_of, table_card
from components.html_table import TableColumn, days, html_table, numbers
from components.screen import Screen
from filrouge.annotations.acts import NARRATIVE
from filrouge.chart import heading
from filrouge.explore.narratives import evidence as evidence_of
from filrouge.i18n import _, share
from filrouge.schema import NO_NARRATIVE


def is_asked(shown: Screen) -> bool:
    """Whether another narrative stands beside the one that the view is about."""
    return shown.view.beside not in (None, NO_NARRATIVE, shown.view.about)


def compare(shown: Screen) -> None:
    """Show the narrative of the view beside the other one."""
    both = (shown.view.about, shown.view.beside)
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("End the comparison"), icon=":material/close:", key="_end", on_click=address.choose,
            kwargs={"beside": None},
        )  # fmt: skip
        merge_menu.button(shown, NARRATIVE, both[0], both[1:])
    for column, narrative in zip(st.columns(2, gap="medium"), both, strict=True):
        with column, st.container(border=True, key=f"card-of-{narrative}"):
            evidence.facts(shown, evidence_of(shown.bundle, narrative))
            narrative_door.button(shown, narrative, key=f"one-{narrative}")
    selection = shown.selection.about(*both)
    chart_card(replace(shown, view=shown.view.having(selection=selection, kind="lines")), "timeline")
    _sources(shown)
    for column, narrative in zip(st.columns(2, gap="medium"), both, strict=True):
        with column:
            quotation_cards.cards(shown, narrative, key=f"card-quotations-{narrative}")


def _sources(shown: Screen) -> None:
    chart = chart_of(shown, "narrative-pair")
    names = [shown.bundle.labels[n] for n in (shown.view.about, shown.view.beside)]
    table = chart.table
    columns = [TableColumn(heading("source"), table["source"].tolist())]
    for side, name in zip(("a", "b"), names, strict=True):
        counts, shares = table[f"documents_{side}"].tolist(), table[f"share_{side}"].astype(float)
        top = max([*table["share_a"], *table["share_b"], 0.0]) or 1.0
        columns += [
            numbers(_("{name}: documents").format(name=name), counts),
            TableColumn(
                _("share of its output"), shares.tolist(), [share(value) if value else "–" for value in shares],
                "number", heat=(shares / top).tolist(),
            ),
            days(_("first"), table[f"first_{side}"]),
        ]  # fmt: skip
    with table_card(shown, chart):
        html_table(columns, table["source"].tolist(), key="table-narrative-pair", label=chart.title)
