"""What many texts of one source have word for word is no word of what they are about."""

import numpy as np

from filrouge.build.furniture import without_furniture
from filrouge.build.labels import name_narratives
from filrouge.build.phrases import Context
from filrouge.build.plan import Passages
from filrouge.build.words import read_words

TEASER = "Orchids of the governor bloom again in the glass house"
HEADS = [
    "Salt levy raised in the port", "Crews mend nets at dawn", "Council counts votes", "Bridge opens for carts",
    "Ferry late again", "Lamp oil runs short",
]  # fmt: skip


def passages(texts, sources):
    n = len(texts)
    spans = [(0, len(text)) for text in texts]
    return Passages(list(range(n)), [0] * n, spans, texts, ["en"] * n, texts, sources, list(range(n)), [True] * n)


def left(texts, sources, heads):
    read = {row: read_words(text, "en") for row, text in enumerate(texts)}
    stems = {row: {word.stem for word in read_words(head, "en")} - {""} for row, head in enumerate(heads)}
    kept = without_furniture(read, stems, passages(texts, sources))
    return [{word.written for word in words if word.written} for words in kept.values()]


def test_a_teaser_below_the_texts_of_one_source_is_left_out():
    texts = [f"{head}. {TEASER}" for head in HEADS]
    kept = left(texts, ["A"] * 6, HEADS)
    assert [words & set(TEASER.split()) - set(head.split()) for words, head in zip(kept, HEADS, strict=True)] == [
        set()
    ] * 6
    assert {"Salt", "levy"} <= kept[0]


def test_what_several_sources_say_or_few_texts_or_a_headline_stays():
    texts = [f"{head}. {TEASER}" for head in HEADS]
    assert "Orchids" in left(texts, ["A"] * 5 + ["B"], HEADS)[0]
    assert "Orchids" in left(texts[:4], ["A"] * 4, HEADS[:4])[0]
    assert "Orchids" in left(texts, [""] * 6, HEADS)[0]
    assert "Orchids" in left(texts, ["A"] * 6, [TEASER] * 6)[0]
    assert "Orchids" in left(texts, ["A"] * 6, [""] * 6)[0]


def test_texts_of_one_source_that_share_but_a_teaser_are_called_by_their_source():
    texts = [f"{head}. {TEASER}" for head in HEADS] + [f"The hail storm broke roof {i} in Selm." for i in range(8)]
    some = passages(texts, ["Gazette"] * 6 + [f"S{i}" for i in range(8)])
    narrative = np.array([0] * 6 + [1] * 8, np.int32)
    heads = dict(enumerate([*HEADS, *[f"Hail storm in Selm {i}" for i in range(8)]]))
    one, other = name_narratives(some, narrative, np.ones(14, np.float32), 2, context=Context(titles=heads))
    assert one.label["en"] == "Gazette: various"
    assert "hail" in other.label["en"].lower()
