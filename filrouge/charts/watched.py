"""The watched narratives of a bundle become a table."""

from typing import Final

from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption
from filrouge.explore.view import View
from filrouge.explore.watched import GUESS
from filrouge.explore.watched_table import watched_table
from filrouge.i18n import N_, _, number, plural, quoted
from filrouge.wording.amounts import documents_text
from filrouge.wording.watched import precision_text

COLUMNS: Final = (
    "label", "sentence", "documents", "texts", "sources", "languages", "first", "last", "trend", "precision", "share",
    "low", "high", "judged", "key",
)  # fmt: skip


def watched_chart(bundle: Bundle, view: View) -> Chart:
    """Every watched narrative, counted among the documents of the selection.

    Raises
    ------
    EmbedderError : the bundle's embedder is not at hand.
    """
    frame = watched_table(bundle, view.selection)
    table = frame.assign(
        label=frame["name"],
        first=frame["first"].dt.strftime("%Y-%m-%d"),
        last=frame["last"].dt.strftime("%Y-%m-%d"),
        trend=[" ".join(map(str, trend)) for trend in frame["trend"]],
        precision=[precision_text(one) for one in frame["precision"]],
        judged=[one.judged for one in frame["precision"]],
        **{name: [round(getattr(one, name), 3) for one in frame["precision"]] for name in ("share", "low", "high")},
    )
    guessed = sum(one.judged == 0 for one in frame["precision"])
    notes = [
        _("a document counts if one of its passages was judged to say it, or was not judged and comes near enough to "
          "the sentence, and nearer than to any counter-examples"),
        _("precision: how many of the texts counted but not judged say it, estimated from passages that somebody "
          "judged"),
        plural(
            "{n} is not judged: its passages have a similarity of {least} or more, which is a guess",
            "{n} are not judged: their passages have a similarity of {least} or more, which is a guess",
            guessed,
            least=number(GUESS, 2),
        ) if guessed else "",
    ]  # fmt: skip
    return Chart(
        "watched",
        _("Watched narratives"),
        _("Narratives that somebody wrote down to follow. Choose a name to judge passages or to change it."),
        None,
        table[list(COLUMNS)],
        caption(bundle, view.selection.unwatched(), *notes),
        "; ".join(f"{quoted(row['name'])}: {documents_text(row['documents'], row['texts'])}" for row in records(frame))
        or _("No narrative is watched."),
    )


SPEC: Final = Spec("watched", "overview", N_("Watched narratives"), watched_chart)
