"""The directed network of sources: from the earlier source to the later one that shares text with it."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.selection import Selection, where
from filrouge.explore.takings import takings
from filrouge.schema import COPY_KINDS

NODE: Final = ("source", "name", "kind", "country", "domain", "documents")
EDGE: Final = ("of_source", "source", "texts", *COPY_KINDS, "altered", "median")


@dataclass(frozen=True)
class Network:
    """The sources of a selection, and which of them share text with earlier ones of which.

    `nodes`: NODE, all sources of the selection, with their `documents` in it; `kind`, `country` and `domain` are null
    where unknown. `edges`: EDGE, from `of_source` to `source`: later texts, how many of each kind, how many with
    anything `altered`, and the median of the days between.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame


def source_network(bundle: Bundle, selection: Selection, kind: str = "all", crossing: bool = False) -> Network:
    """The network of `takings`: each later text once, with the earlier one it is most like."""
    nodes = where(selection, bundle).query(
        "SELECT source, coalesce(s.name, c.source) AS name, s.kind, s.country, s.domain, documents FROM "
        "(SELECT source, count(*) AS documents FROM chosen GROUP BY source) c LEFT JOIN told s USING (source) "
        "ORDER BY documents DESC, source",
        tables={"told": bundle.sources[["source", "name", "kind", "country", "domain"]].astype(object)},
    )
    frame = takings(bundle, selection, kind, crossing)
    counted = frame.assign(
        altered=frame["altered"].map(len) > 0, **{one: (frame["kind"] == one).to_numpy() for one in COPY_KINDS}
    )
    edges = counted.groupby(["of_source", "source"], as_index=False).agg(
        texts=("doc", "size"),
        **{one: (one, "sum") for one in (*COPY_KINDS, "altered")},
        median=("days", "median"),
    )
    return Network(nodes[list(NODE)], edges[list(EDGE)])
