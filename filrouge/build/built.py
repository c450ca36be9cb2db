"""What a build has found, before it is written."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from filrouge.arrays import Bools, Int32s, Ints, Singles
from filrouge.build.alignment import Alignment
from filrouge.build.labels import Named
from filrouge.build.narratives import Narratives


@dataclass(frozen=True)
class Evidence:
    """Ids of the passages that show what a narrative is."""

    typical: list[int]
    edge: list[int]


@dataclass(frozen=True)
class Built:
    """What a build found, for every passage in order.

    `vectors`: float16 (passages, dimensions), zero where there is none; `usable`: which have one; `nearest`,
    `strength`, `narrative`: as in `schema.PASSAGES`; `plane`: float32 (passages, 2), NaN where there is no vector.
    `fitted_ids`: the passages that narratives were found in, in the order of `narratives.fitted`. Of the narratives:
    `named`, `evidence`; `themes`: names of each theme by language. `quality`: as `quality.quality` gives it. `model`: a
    BERTopic model, or the folder of one; `model_topics`: {topic of it: narrative}. Narratives are numbered from 0 here;
    `numbers` are those that readers see.
    `changes`: as `like.Identity` has them.
    """

    vectors: npt.NDArray[np.float16]
    usable: Bools
    alignment: Alignment
    narratives: Narratives
    fitted_ids: Ints
    nearest: Int32s
    strength: Singles
    narrative: Int32s
    plane: Singles
    named: list[Named]
    themes: list[dict[str, str]]
    evidence: list[Evidence]
    quality: dict[str, float | int | None]
    model: Any
    model_topics: dict[int, int]
    numbers: Int32s
    changes: dict[str, Any] | None = None
