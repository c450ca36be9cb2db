"""How the numbers of a chart are computed, in words: behind a button on its card, and in the methods of a report.

A caption says what was found and what it covers; the names of tests and their papers stand here.
"""

from typing import Final

from filrouge.i18n import N_, _

METHODS: Final = {
    "timeline": N_(
        "Each share has a 95 % score interval (Wilson 1927) on the effective number of independent texts (Kish 1965)."
    ),
    "compare": N_(
        "Each share has a 95 % score interval (Wilson 1927), each difference one by Newcombe (1998, method 10). A "
        "difference is tested with the N − 1 chi-squared test (Campbell 2007) on independent texts, and its p-value is "
        "corrected for all differences tested (q; Benjamini & Hochberg 1995). It is called clear with q up to 0.01, "
        "likely with q up to 0.05."
    ),
    "compare-words": N_(
        "Words are compared by log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008), within "
        "each language, with 95 % intervals. Words are named with q up to 0.05 (false discovery rate)."
    ),
    "bursts": N_(
        "All spans of 7 to 56 days are scanned against each source's own output. The strongest is compared with 999 "
        "permutations of the dates within each source; the false discovery rate over narratives is 5 %."
    ),
    "silence": N_(
        "The count of each source is compared with the mean share of the other sources while the narrative was active "
        "and the source was collected (beta-binomial test). The false discovery rate over the cells with enough data "
        "is 5 %."
    ),
}
"""By the name of the chart."""


def method_of(name: str) -> str:
    """How a chart is computed, in the reader's language; empty where its caption says all."""
    return _(METHODS[name]) if name in METHODS else ""
