"""What each of a few texts is becomes a table."""

from typing import Final

import pandas as pd

from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption
from filrouge.explore.names import language_name, source_name, title_text
from filrouge.explore.reading import SMALL, TextsRead, reading
from filrouge.explore.view import View
from filrouge.i18n import N_, _, number, plural
from filrouge.wording.labels import with_source_facts
from filrouge.wording.reading import addressees_text, cited_text, speakers_text, text_kind, when_text

FOUND_BY: Final = N_(
    "speakers, addressees and kinds of text are found by rules in the words of the text; where they find nothing, the "
    "text may still say it"
)


def reading_chart(bundle: Bundle, view: View) -> Chart:
    """The texts of the selection, one a row: who speaks to whom, what it is, when, and what stands in it only."""
    found = reading(bundle, view.selection)
    return Chart(
        "reading",
        _("What each text is"),
        _("Who speaks, to whom, and what stands in this text only."),
        None,
        _table(found, bundle),
        caption(bundle, view.selection, _(FOUND_BY)),
        texts_read(found),
    )


def texts_read(found: TextsRead) -> str:
    """In how many texts it is recognised who speaks, and to whom."""
    n = len(found.texts)
    if not n:
        return _("No text is listed: texts are read one by one in bundles of fewer than {n}.").format(n=number(SMALL))
    speak = sum(bool(speakers_text(read)) for read in found.texts)
    address = sum(bool(read.said.addressees) for read in found.texts)
    return plural(
        "{n} text; who speaks is recognised in {speak}, to whom in {address}.",
        "{n} texts; who speaks is recognised in {speak}, to whom in {address}.",
        n,
        speak=number(speak),
        address=number(address),
    )


def _table(found: TextsRead, bundle: Bundle) -> pd.DataFrame:
    rows = [
        {
            "title": title_text(read.row["title"]),
            "source": read.row["source"],
            "text_kind": text_kind(read),
            "speaker": speakers_text(read),
            "addressee": addressees_text(read),
            "cited": cited_text(read),
            "published": when_text(read),
            "language": language_name(read.row["language"]),
            "n_words": int(read.row["n_words"]),
            "only_here": "; ".join([*read.names, *read.sentences]),
            "doc_id": read.row["doc_id"],
        }
        for read in found.texts
    ]
    columns = [
        "title", "source", "text_kind", "speaker", "addressee", "cited", "published", "language", "n_words",
        "only_here", "doc_id",
    ]  # fmt: skip
    table = with_source_facts(pd.DataFrame(rows, columns=columns), bundle)
    return table.assign(source=table["source"].map(source_name))


SPEC: Final = Spec("reading", "overview", N_("What each text is"), reading_chart)
