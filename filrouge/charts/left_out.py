"""Which charts are not drawn of a few texts, and why, in one line."""

from collections.abc import Sequence

from filrouge.bundle import Bundle
from filrouge.charts import specs
from filrouge.explore.reading import too_little
from filrouge.explore.selection import Selection, count
from filrouge.i18n import _, in_series, ngettext, number, quoted


def left_out(bundle: Bundle, selection: Selection, names: Sequence[str]) -> set[str]:
    """Those of some charts, by name, that have nothing to say of a selection."""
    return {name for name in names if too_little(bundle, selection, name)}


def left_out_text(bundle: Bundle, selection: Selection, names: Sequence[str]) -> str:
    """The charts left out, and why; empty where none is."""
    counts = count(bundle, selection)
    if not counts.documents:
        return ""
    why = {name: too_little(bundle, selection, name) for name in names}
    parts = []
    for reason in dict.fromkeys(filter(None, why.values())):
        charts = ", ".join(quoted(_(specs()[name].title)) for name in names if why[name] == reason)
        parts.append(_why(reason, charts, counts.documents - counts.undated, counts.documents))
    return _("Not drawn: {charts}.").format(charts=in_series(parts)) if parts else ""


def _why(reason: str, charts: str, dated: int, n: int) -> str:
    if reason == "dates":
        text = ngettext(
            "{charts}, because only {dated} of {n} texts has a date",
            "{charts}, because only {dated} of {n} texts have a date",
            dated,
        )
    elif reason == "sources":
        text = _("{charts}, because no source has two texts")
    elif reason == "languages":
        text = _("{charts}, because all texts are in one language")
    else:
        text = ngettext(
            "{charts}, because {n} text is too little to count", "{charts}, because {n} texts are too few to count", n
        )
    return text.format(charts=charts, dated=number(dated), n=number(n))
