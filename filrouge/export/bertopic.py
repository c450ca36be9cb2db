"""The bundle's BERTopic model with the names that people gave its topics: it goes back to those who use that."""

import json
import shutil
from pathlib import Path

from filrouge.bundle import TENTATIVE, Bundle
from filrouge.bundle_store import MODEL
from filrouge.errors import ExportError
from filrouge.i18n import _
from filrouge.replacing import alone, replaced
from filrouge.schema import NO_NARRATIVE

_TOPICS = "topics.json"


def write_bertopic(bundle: Bundle, out: Path) -> None:
    """Write the model to a folder that `BERTopic.load` opens, with narratives' names as its custom labels
    (`get_topic_info` has them as CustomName). Topics whose narratives were merged have one name.

    `bundle`: as people see it.

    Raises
    ------
    ExportError : the bundle has no model.
    DiskError : the folder cannot be written.
    """
    model = bundle.path / MODEL
    if not (model / _TOPICS).is_file():
        raise ExportError(_("this bundle holds no BERTopic model"), hint=_("Build it with filrouge[build]."))
    into = bundle.changes.into if bundle.changes is not None else {}
    none, labels = _("No clear narrative"), {n: label.removesuffix(TENTATIVE) for n, label in bundle.labels.items()}
    narratives = {int(topic): int(n) for topic, n in bundle.manifest["settings"]["model_topics"].items()}
    topics = json.loads((model / _TOPICS).read_text("utf-8"))
    numbers = sorted({int(topic) for topic in topics["topics"]})
    found = (narratives.get(topic, NO_NARRATIVE) for topic in numbers)
    topics["custom_labels"] = [labels.get(into.get(n, n), none) for n in found]
    busy = ExportError(_("somebody else is writing it"), where=str(out), hint=_("Try again."))
    with alone(out, busy) as place, replaced(place) as folder:
        shutil.copytree(model, folder, dirs_exist_ok=True)
        (folder / _TOPICS).write_text(json.dumps(topics), "utf-8")
