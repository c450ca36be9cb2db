"""Counts of documents, of their independent texts, and shares."""

from filrouge.bundle import Bundle
from filrouge.explore.selection import Counts, Selection
from filrouge.explore.spread import is_known
from filrouge.i18n import _, ngettext, number, plural, share


def texts_beside(documents: int, texts: int) -> str:
    """What stands behind a count of documents where copies are among them: " (7 independent texts)"."""
    if texts == documents:
        return ""
    return " " + plural("({n} independent text)", "({n} independent texts)", texts)


def documents_text(documents: int, texts: int) -> str:
    """A count of documents with its independent texts: "8 documents (7 independent texts)"."""
    counted = plural("{n} document", "{n} documents", documents)
    return counted + texts_beside(documents, texts)


def counted_once(bundle: Bundle, selection: Selection) -> str:
    """Which copies of a text count as one with it: "verbatim copies of a text count once"."""
    if selection.copies == "verbatim" or not is_known(bundle):
        return _("verbatim copies of a text count once")
    return _("copies, rewordings and translations of a text count once")


def percent(part: int, whole: int) -> str:
    """A share in whole percents; "less than 1 %" and "more than 99 %" are neither none nor all."""
    if part and part <= 0.005 * whole:
        return _("less than {share}").format(share=share(0.01))
    if part < whole and part >= 0.995 * whole:
        return _("more than {share}").format(share=share(0.99))
    return share(part / max(whole, 1))


def counts_text(counts: Counts) -> str:
    """The line that always stands beside a chart: "n of N documents", and how many of them are headlines only."""
    counted = ngettext("{n} of {all} documents", "{n} of {all} documents", counts.all_documents).format(
        n=number(counts.documents), all=number(counts.all_documents)
    )
    headlines = ngettext("{n} headline without its text", "{n} headlines without their texts", counts.headlines)
    beside = f", {headlines.format(n=number(counts.headlines))}" if counts.headlines else ""
    return counted + texts_beside(counts.documents, counts.texts) + beside


def unclear_text(counts: Counts) -> str:
    """How much no narrative speaks for: "12 % of the passages have no clear narrative"; empty without passages."""
    if not counts.passages:
        return ""
    return _("{share} of the passages have no clear narrative").format(share=percent(counts.unclear, counts.passages))


def more_text(n: int) -> str:
    """How many there are besides those that are listed."""
    return plural("and {n} more", "and {n} more", n)
