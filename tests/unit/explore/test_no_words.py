"""What `explore/` gives are keys and numbers: words stand in what it declares of options and in its errors alone."""

import ast
from pathlib import Path

import pandas as pd
import pytest

from filrouge import explore
from filrouge.explore import compare, documents, map_sides, overview, passages, region, sides, timeline, topic_map
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.i18n import speaking

WORDS = {"_", "ngettext", "number", "share", "day_text", "language_name", "source_name", "narrative_label"}
READERS = {"names.py", "codecs.py", "fields.py", "link.py"}
"""What is read from a link or a command line may be in words, and is refused in words."""


def spoken(tree: ast.AST, raised: bool = False) -> list[int]:
    """Lines in which something is put in words outside a `raise`, or a value that only a `raise` uses."""
    lines = []
    for node in ast.iter_child_nodes(tree):
        within = raised or isinstance(node, ast.Raise)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORDS and not within:
            lines.append(node.lineno)
        lines += spoken(node, within)
    return lines


def test_words_stand_in_errors_alone():
    found = {}
    for file in Path(explore.__path__[0]).glob("*.py"):
        if file.name not in READERS and (lines := spoken(ast.parse(file.read_text("utf-8")))):
            found[file.name] = lines
    assert found == {}


FRAMES = {
    "compare": lambda b: compare.compare(b, Selection(), sides.sides_of(b, View("compare"))),
    "documents": lambda b: documents.documents(b, Selection()),
    "document": lambda b: documents.document(b, "late").passages,
    "copies": lambda b: documents.document(b, "wire-1").copies,
    "map_sides": lambda b: map_sides.map_sides(b, Selection(), sides.sides_of(b, View("compare"))).narratives,
    "languages": lambda b: overview.documents_by_language(b, Selection()),
    "narratives": lambda b: overview.narratives_by_size(b, Selection()),
    "narrative_languages": lambda b: overview.narrative_languages(b, Selection()),
    "passages": lambda b: passages.passages_about(b, Selection(), None).frame,
    "region": lambda b: region.region_profile(b, Selection(), [0, 1, 2]).frame,
    "timeline": lambda b: timeline.timeline(b, Selection()).frame,
    "panels": lambda b: timeline.timeline_panels(b, Selection(), "language")[0].frame,
    "points": lambda b: topic_map.topic_map(b, Selection()).points,
    "named": lambda b: topic_map.topic_map(b, Selection()).named,
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_is_the_same_for_readers_of_every_language(by_hand, name):
    english = FRAMES[name](by_hand)
    with speaking("fr"):
        french = FRAMES[name](by_hand.speaking("fr"))
    pd.testing.assert_frame_equal(english, french)
