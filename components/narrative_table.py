"""The table of narratives: the way in to each of them."""

from collections.abc import Iterable
from typing import Final

import streamlit as st

from components import changing, chart_cache, merge_menu, narrative_door, narrative_editor, reading
from components.chart_card import chart_of, table_card
from components.html_table import TableColumn, days, html_table, numbers, trend
from components.markdown import as_text
from components.screen import Screen
from filrouge.annotations.acts import NARRATIVE
from filrouge.chart import heading
from filrouge.i18n import _, number
from filrouge.wording import alike

_TWO: Final = 2
_MOST_ALIKE: Final = 6  # pairs
_MOST_NAMED: Final = 2  # languages; all of them are in the CSV


def table(shown: Screen) -> None:
    """Every narrative of the selection; a name opens its page."""
    chart = chart_of(shown, "narrative-table")
    frame = chart.table
    known = {str(n) for n in frame["narrative"]}
    ticked = [one for one in st.session_state.get(merge_menu.TICKED[NARRATIVE], ()) if one in known]
    with table_card(shown, chart):
        if frame.empty:
            st.info(_("No narrative in this selection."))
            return
        reading.few(shown)
        columns = [
            TableColumn(
                heading("label"), frame["label"].tolist(), kind="name",
                below=frame["headline"].tolist() if frame["headline"].any() else None,
            )
        ]  # fmt: skip
        columns += [
            *(numbers(heading(name), frame[name]) for name in ("documents", "texts", "sources")),
            TableColumn(heading("languages"), *_languages(frame["languages"])),
            *(days(heading(name), frame[name]) for name in ("first", "last")),
            trend(frame["trend"]),
            TableColumn(
                heading("bursts"),
                frame["bursts"].tolist(),
                [text.replace(", ", "\n") for text in frame["bursts"]],
                kind="day",
            ),
        ]
        st.caption(_("Choose a name to read everything about that narrative. Tick two to compare or merge them."))
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key="acts-narratives"):
            narrative_editor.button(shown)
            if ticked:
                _act_on(shown, [int(n) for n in frame["narrative"] if str(n) in ticked])
            else:
                _alike(shown, [int(n) for n in frame["narrative"]])
        html_table(
            columns,
            [str(n) for n in frame["narrative"]],
            key="table-narratives",
            label=chart.title,
            on_open=lambda one: narrative_door.open_narrative(int(one)),
            on_tick=_tick,
            ticked=ticked,
        )


def _tick(ids: list[str]) -> None:
    """What is ticked is ticked until it is no more, on the way back from another page too."""
    st.session_state[merge_menu.TICKED[NARRATIVE]] = ids


def _alike(shown: Screen, numbers: list[int]) -> None:
    """The pairs that are most alike, which may be one: a click ticks both."""
    found = alike.pairs(shown.bundle, numbers, _MOST_ALIKE)
    if found:
        with st.popover(_("Most similar narratives"), icon=":material/join_inner:"):
            st.caption(_(alike.ALIKE_HELP))
            for first, second, text in found:
                st.button(
                    as_text(text), key=f"_alike_{first}_{second}", help=_("Tick both, to compare or merge them"),
                    on_click=_tick, args=([str(first), str(second)],),
                )  # fmt: skip


def _act_on(shown: Screen, ticked: list[int]) -> None:
    """Buttons that show two narratives that are ticked side by side, and make all that are into one."""
    if len(ticked) < _TWO:
        st.caption(_("Tick two narratives to compare or merge them."))
        return
    first, *others = ticked
    if len(ticked) == _TWO:
        names = [shown.bundle.labels[n] for n in ticked]
        st.button(
            as_text(_("Compare “{first}” and “{second}”").format(first=names[0], second=names[1])),
            key="_compare_narratives",
            icon=":material/compare_arrows:",
            type="primary",
            on_click=narrative_door.go_to,
            args=(narrative_door.PAGE,),
            kwargs={"about": first, "beside": others[0], "narrative": ()},
        )
    merge_menu.button(shown, NARRATIVE, first, others)


def _languages(texts: Iterable[str]) -> tuple[list[int], list[str]]:
    """How many languages, and the first of them in words."""
    spoken = [text.split(", ") for text in texts]
    more = _("{names} and {n} more")
    shown = [
        ", ".join(one) if len(one) <= _MOST_NAMED + 1
        else more.format(names=", ".join(one[:_MOST_NAMED]), n=number(len(one) - _MOST_NAMED))
        for one in spoken
    ]  # fmt: skip
    return [len(one) for one in spoken], shown


def finish(shown: Screen) -> None:
    """Wait for the bursts, and show them: everything else is there already."""
    if chart_cache.finish(("bursts",), shown.bundle, shown.view) and not changing.is_open():
        st.rerun()
