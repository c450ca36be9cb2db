"""How often sides are told where there are none, where there are, and on the marked documents of the demo.

    uv run python tests/benchmarks/claim_sides.py

Tables of sources × claims are drawn with sources that write much and little and claims that many and few state, a tenth
of the statements denials, first without sides, then with two groups of sources that write of different claims and
dispute none, then with two sides. The demo's `truth.json` says on which side documents stand; they are placed by the
claims that its bundle has, and by those that were planted in it. docs/claims.md holds the table.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.claim_sides import TOLD, ClaimSides, claim_sides, sides_of
from filrouge.explore.selection import Selection

TABLES: Final = 400
DEMO: Final = Path(__file__).parents[2] / "data" / "sample"
_DENIED: Final = 0.1


def table(rng: np.random.Generator, kind: str) -> pd.DataFrame:
    """Votes of one narrative: "none", without sides; "coverage", two groups that write of different things; "sides"."""
    sources, claims = int(rng.integers(5, 15)), int(rng.integers(5, 25))
    often = rng.normal(-1, 0.8, sources)[:, None] + rng.normal(0, 0.8, claims)[None]
    across = (rng.permutation(sources) % 2)[:, None] != (rng.permutation(claims) % 2)[None]
    if kind != "none":
        often = often + np.where(across, -1.5, 1.5)
    stated = rng.random((sources, claims)) < 1 / (1 + np.exp(-often))
    denied = rng.random((sources, claims)) < _DENIED
    if kind == "coverage":
        denied &= False
    if kind == "sides":
        denied = across & (rng.random((sources, claims)) < 0.5)
    rows, columns = np.nonzero(stated)
    votes = np.where(denied[rows, columns], -1, 1)
    names = [f"Source {row:02d}" for row in rows]
    return pd.DataFrame({"narrative": 0, "source": names, "claim": columns, "doc": range(len(rows)), "vote": votes})


def told(kind: str, tables: int = TABLES, seed: int = 1) -> tuple[int, int]:
    """How many of the tables that could be tested have sides, and how many could be."""
    rng = np.random.default_rng(seed)
    found = [sides_of(table(rng, kind)).narratives for _ in range(tables)]
    return sum((one["status"] == TOLD).sum() for one in found), sum(one["p"].notna().sum() for one in found)


def planted(truth: dict[str, Any]) -> pd.DataFrame:
    """`votes` of the claims that were planted in the demo; `doc` is the document's id."""
    numbers = {name: i for i, name in enumerate(sorted(truth["narratives"]))}
    rows = [
        {
            "narrative": numbers[claim["narrative"]],
            "source": truth["documents"][said["doc_id"]]["source"],
            "claim": number,
            "doc": said["doc_id"],
            "vote": -1 if said.get("denies") else 1,
        }
        for number, claim in enumerate(truth["claims"].values())
        for said in claim["sentences"]
    ]
    return pd.DataFrame(rows).dropna().drop_duplicates()


def placed(found: ClaimSides, truth: dict[str, Any], name: Callable[[Any], str]) -> str:
    """How many documents that are marked with one side stand on it, as told of the documents' narratives."""
    marked = {
        doc: row["telling"]
        for doc, row in truth["documents"].items()
        if row.get("telling") not in {None, "both"} and truth["narratives"][row["narrative"]]["opposed"]
    }
    side = {name(doc): side for doc, side in zip(found.documents["doc"], found.documents["side"], strict=True)}
    on = pd.Series({doc: side.get(doc, -1) for doc in marked})
    right = 0
    for narrative in truth["narratives"].values():
        own = [doc for doc in marked if doc in narrative["documents"] and on[doc] >= 0]
        same = sum((marked[doc] == marked[own[0]]) == (on[doc] == on[own[0]]) for doc in own)
        right += max(same, len(own) - same)
    statuses = found.narratives["status"].value_counts().to_dict()
    return (
        f"narratives {statuses}; {right} of {len(marked)} marked documents on the right side, {(on < 0).sum()} on none"
    )


def main() -> None:
    """Print the table."""
    for kind in ("none", "coverage", "sides"):
        _print(f"{kind}: sides told in {{}} of {{}} tables".format(*told(kind)))
    truth, bundle = json.loads((DEMO / "truth.json").read_text("utf-8")), Bundle.open(DEMO / "bundle")
    ids = bundle.query("SELECT doc, doc_id FROM documents").set_index("doc")["doc_id"]
    _print("claims found: " + placed(claim_sides(bundle, Selection()), truth, lambda doc: str(ids[doc])))
    _print("claims planted: " + placed(sides_of(planted(truth)), truth, str))


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
