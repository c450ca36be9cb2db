"""How the numbers of a chart are computed, in words: behind a button on its card, and in the methods of a report.

A caption says what was found and what it covers; the names of tests and their papers stand here.
"""

from typing import Final

from filrouge.i18n import N_, _

_ABOUT: Final = N_(
    "A document is about a narrative if a third or more of its passages are. It speaks clearly of it if one of these "
    "has a strength of 0.5 or more. A weaker passage is at the edge of the narrative: most of what is nearest to it "
    "belongs elsewhere. A date known only to the month or the year is taken as a span of days."
)

METHODS: Final = {
    "timeline": N_(
        "Each share has a 95% score interval (Wilson 1927) on the effective number of independent texts (Kish 1965)."
    ),
    "watched": N_(
        "The sentence and its examples are embedded as the passages were. The similarity of a passage is the mean of "
        "two cosines with their middle: its own, and that of its nearest sentence. A passage nearer to the "
        "counter-examples does not count. The limit is that with the largest F1 on the judged passages. A passage "
        "that was judged counts as it was judged, also word for word in copies of its text; the limit decides the "
        "others. The precision is of the texts that count by the limit. Each is taken for what the judged passage "
        "nearest to it in similarity, on its side of the limit, was judged to be; so are those missed below it. "
        "Intervals are Wilson's (1927) on the effective number of judged passages (Kish 1965), less where there are "
        "few texts; where it is below four, nothing is estimated."
    ),
    "compare": N_(
        "Each share has a 95% score interval (Wilson 1927), each difference one by Newcombe (1998, "
        "method 10). A difference is tested with the N − 1 chi-squared test (Campbell 2007) on "
        "independent texts, and its p-value is corrected for all differences tested (q; Benjamini & "
        "Hochberg 1995). It is called clear with q up to 0.01, likely with q up to 0.05."
    ),
    "compare-words": N_(
        "Words are compared by log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008), within "
        "each language. The axis is the difference in log-odds, with 95% intervals. Words are named where the p-value, "
        "corrected for all words tested (false discovery rate), is at most 0.05."
    ),
    "bursts": N_(
        "All spans of 7 to 56 days are scanned against each source's own output. The strongest is compared with 999 "
        "permutations of the dates within each source; the false discovery rate over narratives is 5%. A burst is very "
        "unlikely to be chance where the corrected p-value is at most 0.01, unlikely where it is at most 0.05."
    ),
    "silence": N_(
        "The count of each source is compared with the mean share of the other sources while the "
        "narrative was active and the source was collected (beta-binomial test). The false discovery "
        "rate over the cells with enough data is 5%."
    ),
    "lag": N_(
        "A text on a narrative is matched with the other source's nearest text on it, where one lies within 7 days; "
        "matches that follow one another closely are one episode. An order is tested in two ways: against 4,999 shifts "
        "of one source's dates by whole weeks, narrative by narrative, and against random signs of the episodes "
        "(Fisher 1935). The larger p-value counts; the false discovery rate over pairs is 5%. Days between: the median "
        "over the matched texts."
    ),
    "claim-sides": N_(
        "Sources and the claims that they state are split into two sides that hold as much of this as possible "
        "(modularity of bipartite networks, Barber 2007). The split is compared with that of 999 tables in which every "
        "source has as many claims and every claim as many sources (curveball, Strona et al. 2014); the false "
        "discovery rate over narratives is 5%. Only claims of two sources and sources with two claims are tested, four "
        "of each at least. Sides are told where both have two claims and two sources, and dispute two claims of the "
        "other side or more, and more than of their own: sources that write of different things are no sides. A source "
        "is on a side with two thirds of what it states or disputes."
    ),
    "coordination": N_(
        "Texts that share text, directly or through another text, count once for each source. Where a third source is "
        "known to have published first, two later ones share nothing with each other; what an agency or another "
        "original published first is left out. For each pair: given the texts that one source shares with anyone, how "
        "often would the other be among those who share them, by how much it publishes at that time, hour and day of "
        "the week and on that narrative, and by how readily and how fast it takes texts that the first source does "
        "not have? Each text stays whole with its dates; which source stands at which date is drawn anew, up to 4,999 "
        "times and more where many pairs are compared, by a fitness model of bipartite networks (Saracco et al. 2017). "
        "Texts may be passed on or have a common original: both are tried, from either source, and the largest p-value "
        "counts. Windows from one minute to 30 days are tried, and the choice is corrected for (min p; Westfall & "
        "Young 1993); a date known to the day counts for no window below a day. The false discovery rate over pairs "
        "is 5%. With fewer than four shared texts nothing is said. A link or a hashtag counts as new after a week "
        "without use."
    ),
    "first-voices": _ABOUT,
    "adoption": _ABOUT,
}
"""By the name of the chart."""


def method_of(name: str) -> str:
    """How a chart is computed, in the reader's language; empty where its caption says all."""
    return _(METHODS[name]) if name in METHODS else ""
