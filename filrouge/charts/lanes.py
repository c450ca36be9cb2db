"""How texts spread from source to source becomes a chart."""

from typing import Final

import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption, source_ranks
from filrouge.explore.lanes import Drawn, drawn
from filrouge.explore.names import source_name, voice_keys, voice_name
from filrouge.explore.spread import is_known
from filrouge.explore.view import View
from filrouge.i18n import N_, _, number, plural
from filrouge.wording.days import minute_texts, published_text
from filrouge.wording.shared_text import altered_text, kind_text, pair_text, why_empty

COLUMNS: Final = (
    "doc_id", "source", "published", "of_doc_id", "of_source", "of_published", "kind", "days", "contains", "contained",
    "alike", "altered",
)  # fmt: skip


def lanes_chart(bundle: Bundle, view: View) -> Chart:
    """Sources by row, time across, and an arrow to each later text from the earlier one it is most like."""
    found = drawn(bundle, view.selection, view.copy_kind, view.crossing, view.group)
    rows = records(found.documents)
    documents = found.documents.assign(
        name=pd.Series([voice_name(row["source"], row["title"]) for row in rows], dtype=object),
        rank=found.documents["source"].map(source_ranks(bundle)).fillna(-1).to_numpy(),
        source=voice_keys(found.documents["source"], found.documents["doc_id"]),
        date=[published_text(row) for row in rows],
        said=_said(found),
    )
    nothing = why_empty(is_known(bundle))
    if view.group is not None and is_known(bundle):
        nothing = _("The chosen group is not in this selection.")
    if found.undated and documents.empty:
        nothing = _("None of these texts has a date: their order cannot be told.")
    kinds = {kind: kind_text(kind) for kind in figures.lanes.DASHES}
    ends = {f"{of}source": voice_keys(found.takings[f"{of}source"], found.takings[f"{of}doc_id"]) for of in ("", "of_")}
    arrows = found.takings.assign(**ends)
    figure = figures.lanes.figure(documents, arrows, kinds=kinds, nothing=nothing)
    several = found.takings["alike"].gt(1).sum() if len(found.takings) else 0
    notes = [
        _drawn_text(found),
        plural(
            "{n} undated text left out: its order cannot be told",
            "{n} undated texts left out: their order cannot be told",
            found.undated,
        )
        if found.undated
        else "",
        plural(
            "{n} text is equally similar to several earlier ones; its arrow starts at a wire, release or petition, "
            "else at the first",
            "{n} texts are equally similar to several earlier ones; their arrows start at a wire, release or "
            "petition, else at the first",
            several,
        )
        if several
        else "",
        _("no arrow where the dates do not tell which text came first"),
    ]
    return Chart(
        "lanes",
        _("How texts spread"),
        _(
            "Each point is a text. An arrow leads from the text published first in this corpus to the later one that "
            "shares text with it; both may follow a third that is not in this corpus."
        ),
        figure,
        _table(found.takings),
        caption(bundle, view.selection, *notes),
        _alt(found, nothing),
    )


def _said(found: Drawn) -> list[str]:
    """What is said of each text: what it shares text with, or that nothing earlier is known."""
    rows = {row["doc"]: row for row in records(found.takings)}
    return [
        _("shares text with {source}: {how}").format(source=source_name(row["of_source"]), how=pair_text(row))
        if (row := rows.get(doc))
        else _("published first in this corpus, or order cannot be told")
        for doc in found.documents["doc"]
    ]


def _drawn_text(found: Drawn) -> str:
    return _("{n} of {all} texts that share text are drawn, in {groups} of {all_groups} groups").format(
        n=number(len(found.documents)),
        all=number(found.all_documents),
        groups=number(found.groups),
        all_groups=number(found.all_groups),
    )


def _table(takings: pd.DataFrame) -> pd.DataFrame:
    days = {name: minute_texts(takings[name]) for name in ("published", "of_published")}
    return takings.assign(altered=[altered_text(one) for one in takings["altered"]], **days)[list(COLUMNS)]


def _alt(found: Drawn, nothing: str) -> str:
    if found.documents.empty:
        return nothing
    changed = int((found.takings["altered"].map(len) > 0).sum()) if len(found.takings) else 0
    return _(
        "{n} texts share text with an earlier one; {changed} of them with a number, name or negation changed."
    ).format(n=number(len(found.takings)), changed=number(changed))


SPEC: Final = Spec(
    "lanes",
    "spread",
    N_("How texts spread"),
    lanes_chart,
    fields=("copy_kind", "crossing", "group"),
    click=("taken",),
    first=True,
    wide=True,
)
