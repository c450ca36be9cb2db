"""Texts → numbers of pieces of the vocabulary, as XLM-RoBERTa cuts them."""

import re
from collections.abc import Sequence
from typing import Any, Final

from filrouge.build.e5.weights import Weights

_SPACES: Final = re.compile("  +")
_NO_CHARACTER: Final = re.compile("[\x00\ud800-\udfff]")  # no file of ours holds one; sentencepiece refuses them


class Tokenizer:
    """Cuts texts by the unigram model of the weights."""

    def __init__(self, weights: Weights) -> None:
        self._normal = weights.normal
        self._cut = _processor(weights)

    def cut(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the numbers of the pieces of each text."""
        plain = [_SPACES.sub(" ", _NO_CHARACTER.sub(" ", text).translate(self._normal)) for text in texts]
        result: list[list[int]] = self._cut.encode(plain)
        return result


def _processor(weights: Weights) -> Any:
    import sentencepiece
    from sentencepiece import sentencepiece_model_pb2

    layout: Any = sentencepiece_model_pb2  # made at import, where no type checker sees it
    model = layout.ModelProto()
    kinds = layout.ModelProto.SentencePiece
    control = {0: kinds.CONTROL, 1: kinds.CONTROL, 2: kinds.CONTROL, weights.unknown: kinds.UNKNOWN}
    for number, (piece, score) in enumerate(zip(weights.pieces, weights.scores.tolist(), strict=True)):
        model.pieces.add(piece=piece, score=score, type=control.get(number, kinds.NORMAL))
    model.trainer_spec.model_type = layout.TrainerSpec.UNIGRAM
    model.trainer_spec.bos_id, model.trainer_spec.pad_id = weights.first, 1
    model.trainer_spec.eos_id, model.trainer_spec.unk_id = weights.last, weights.unknown
    model.normalizer_spec.name = "identity"  # the weights' own table comes first
    model.normalizer_spec.add_dummy_prefix = model.normalizer_spec.escape_whitespaces = True
    model.normalizer_spec.remove_extra_whitespaces = False
    return sentencepiece.SentencePieceProcessor(model_proto=model.SerializeToString())
