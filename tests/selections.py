"""Selections that leave something out, options of every page, and few rows in which their values meet."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations, product
from typing import Any, Final

from filrouge.bundle import Bundle
from filrouge.explore.claims import claims
from filrouge.explore.coordination import SHARED
from filrouge.explore.copy_groups import ORDERS
from filrouge.explore.reach import COUNTED
from filrouge.explore.selection import Selection
from filrouge.explore.sides import FACT_OF, SIDES
from filrouge.explore.source_facts import SOURCES_BY, UNKNOWN, fact_values
from filrouge.explore.takings import KINDS as KINDS_SHARED
from filrouge.explore.takings import TAKERS_AS
from filrouge.explore.timeline import AVERAGINGS, KINDS, MEASURES, PANELS, PERIODS
from filrouge.explore.topic_map import COLOURS, FIND_BY
from filrouge.explore.view import WITHOUT_CHARTS
from filrouge.schema import NO_NARRATIVE, NO_SOURCE

NOTHING: Final = "zzqx"
"""A word that no text has."""


def pairwise(factors: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """Rows with a value of each factor, few, in which every two values of different factors meet."""
    if len(factors) == 1:
        return [{name: value} for name, choices in factors.items() for value in choices]
    values = [[(place, i) for i in range(len(choices))] for place, choices in enumerate(factors.values())]
    left = {pair for one, other in combinations(values, 2) for pair in product(one, other)}
    rows = []
    while left:
        row = dict(min(left))
        for place, choices in enumerate(values):
            if place not in row:
                met = [sum(tuple(sorted((chosen, choice))) in left for chosen in row.items()) for choice in choices]
                row[place] = met.index(max(met))
        left -= set(combinations(sorted(row.items()), 2))
        rows.append({name: factors[name][row[place]] for place, name in enumerate(factors)})
    return rows


def in_turn(factors: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """Rows in which each value of each factor stands at least once."""
    most = max(map(len, factors.values()))
    return [{name: choices[row % len(choices)] for name, choices in factors.items()} for row in range(most)]


def selections(bundle: Bundle) -> dict[str, Selection]:
    """Selections that leave a narrative, a source, a language, days, all dates or everything out."""
    narratives, sources = list(bundle.labels), list(bundle.sources["source"])
    languages = list(bundle.manifest["languages"])
    first, middle, _last = _days(bundle)
    left, bottom, right, top = bundle.columns.plane
    return {
        "everything": Selection(),
        "one narrative": Selection(narratives=tuple(narratives[-1:]), as_found=True),
        "no clear narrative": Selection(narratives=(NO_NARRATIVE,)),
        "one language without a narrative": Selection(languages=(languages[-1],), narratives=tuple(narratives[1:])),
        "one source": Selection(sources=(sources[-1],), copies="verbatim"),
        "no known source": Selection(sources=(NO_SOURCE,)),
        "late days without a source and a language": Selection(
            date_from=middle, undated=False, sources=tuple(sources[1:]), languages=tuple(languages[1:])
        ),
        "undated only": Selection(date_to=date(first.year - 1, 1, 1)),
        "a part of the map": Selection(area=_box(left, bottom, (left + right) / 2, top)),
        "posts of one account": Selection(
            kinds=_some(bundle, "kind"),
            platforms=_some(bundle, "platform"),
            accounts=_some(bundle, "account"),
            authors=_some(bundle, "author"),
        ),
        "one kind of source": Selection(source_kinds=tuple(fact_values(bundle, "kind")[:1]) or (UNKNOWN,)),
        "sources of no known country": Selection(source_countries=(UNKNOWN,)),
        "sources of no known language, owner, group or reliability": Selection(
            source_languages=(UNKNOWN,),
            source_owners=(UNKNOWN,),
            source_groups=(UNKNOWN,),
            source_reliabilities=(UNKNOWN,),
        ),
        "a status that no narrative has": Selection(statuses=("confirmed",)),
        "tags that nothing has": Selection(narrative_tags=("free:none",), document_tags=("free:none",)),
        "tags that no source and no theme has": Selection(source_tags=("free:none",), theme_tags=("free:none",)),
        "a watched narrative that is gone": Selection(watched=("gone",)),
        "nothing": Selection(query=NOTHING),
    }


def _some(bundle: Bundle, attribute: str) -> tuple[str, ...]:
    """One value of an attribute of documents, or one that none has."""
    return tuple(bundle.attributes[attribute][:1]) or (NOTHING,)


def options(bundle: Bundle) -> dict[str, dict[str, list[Any]]]:
    """The options of each page, by the name of their field in `View`, with values that a link may have."""
    narratives, sources = list(bundle.labels), list(bundle.sources["source"])
    first, middle, last = _days(bundle)
    left, bottom, right, top = bundle.columns.plane
    x, y = (left + right) / 2, (bottom + top) / 2
    about = [None, *narratives[:1], *narratives[-1:], NO_NARRATIVE]
    doc_ids = bundle.query("SELECT doc_id FROM documents ORDER BY doc")["doc_id"]
    sides = {
        "sides": list(SIDES),
        "compare": [(), tuple(sources[:2]), (sources[-1], NO_SOURCE)],
        "compare_kinds": [(), tuple(fact_values(bundle, "kind")[:1]), tuple(fact_values(bundle, "kind")[:6])],
        "compare_countries": [(), tuple(fact_values(bundle, "country")[-1:])],
        **{f"compare_{of}": [(), tuple(fact_values(bundle, FACT_OF[of])[:2])] for of in list(FACT_OF)[2:]},
        "group_a": [(), (sources[0],)],
        "group_b": [(), tuple(sources[1:])],
        "a_from": [None, first],
        "a_to": [None, middle],
        "b_from": [None, last],
        "b_to": [None, last],
    }
    told = [None, *sorted(claims(bundle, Selection())["claim"])[-1:]]
    pages: dict[str, dict[str, list[Any]]] = {
        "overview": {
            "sources_by": list(SOURCES_BY),
            "measure": list(MEASURES),
            "averaging": list(AVERAGINGS),
            "period": list(PERIODS),
        },
        "narrative": {
            "about": about,
            "beside": [None, *narratives[:1], *narratives[-1:]],
            "measure": list(MEASURES),
            "averaging": list(AVERAGINGS),
            "period": list(PERIODS),
            "at": [None, first],
            "voice": [None, sources[0], sources[-1]],
            "claim": told,
        },
        "timeline": {
            "kind": list(KINDS),
            "measure": list(MEASURES),
            "averaging": list(AVERAGINGS),
            "period": list(PERIODS),
            "panel": list(PANELS),
            "reach": list(COUNTED),
            "about": about,
            "at": [None, first],
        },
        "topic-map": {
            "colour": list(COLOURS),
            "region": [(), _box(left, bottom, x, y), _box(right + 5, top + 5, right + 6, top + 6)],
            "find": ["", "the OR le", NOTHING],
            "find_by": list(FIND_BY),
            "window": [None, (left, bottom, x, y), (right + 5, top + 5, right + 6, top + 6)],
            "passage": [None, 0],
            **sides,
        },
        "compare": {**sides, "about": about},
        "findings": {
            "about": about,
            "burst": [None, *((narrative, first, middle) for narrative in narratives[:1])],
            "voice": [None, sources[0], sources[-1]],
        },
        "claims": {
            "claim": told,
            "claim_words": ["", "the", NOTHING],
            "claim_status": [(), ("confirmed",)],
            "claim_tag": [(), ("free:none",)],
        },
        "spread": {
            "copy_kind": list(KINDS_SHARED),
            "crossing": [False, True],
            "takers_as": list(TAKERS_AS),
            "group": [None, doc_ids.iloc[0]],
            "group_words": ["", "the", NOTHING],
            "group_order": list(ORDERS),
            "taken": [None, doc_ids.iloc[-1]],
            "shared": list(SHARED),
            "pair": [(), tuple(sources[:2])],
        },
        "documents": {"table_page": [1, 2], "doc": [None, doc_ids.iloc[0], doc_ids.iloc[-1]]},
        **{page: {} for page in WITHOUT_CHARTS},
    }
    for of_page in pages.values():
        of_page["similar"] = ["", "gas prices rise"]
    return pages


def _days(bundle: Bundle) -> tuple[date, date, date]:
    first, last = (date.fromisoformat(bundle.manifest["dates"][end]) for end in ("first", "last"))
    return first, first + (last - first) / 2, last


def _box(left: float, bottom: float, right: float, top: float) -> tuple[tuple[float, float], ...]:
    return ((left, bottom), (right, bottom), (right, top), (left, top))
