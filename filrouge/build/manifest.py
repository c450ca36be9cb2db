"""What a manifest says of a bundle: counts, dates, settings, versions, inputs, warnings, quality."""

import platform
import re
from collections import Counter
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from filrouge.build.built import Built
from filrouge.build.narratives import FEWEST_PASSAGES
from filrouge.build.plan import Plan
from filrouge.ingest.languages import language_names
from filrouge.ingest.report import Ingested

MOST_WARNINGS: Final = 30

_PACKAGES: Final = (
    *("filrouge", "bertopic", "umap-learn", "graspologic-native", "scikit-learn", "numpy", "scipy", "pyarrow", "numba"),
    *("sentencex", "py3langid", "stopwordsiso"),
)


def describe(ingested: Ingested, plan: Plan, built: Built) -> dict[str, Any]:
    """Put the manifest together; `bundle.seal` adds schema version and digests."""
    documents, report, options = ingested.documents, ingested.report, plan.options
    n = documents.num_rows
    languages = Counter(documents["language"].to_pylist())
    undated = documents["published"].null_count
    return {
        "counts": {
            "documents": n,
            "dated": n - undated,
            "undated": undated,
            "without_source": documents["source"].null_count,
            "texts": len(np.unique(plan.copy_group)),
            "sources": ingested.sources.num_rows,
            "passages": len(plan.passages.texts),
            "passages_without_narrative": int((built.narrative < 0).sum()),
            "passages_not_covered": int((~built.usable).sum()),
            "narratives": len(built.named),
            "themes": len(np.unique(built.narratives.theme)),
        },
        "dates": _dates(ingested),
        "languages": dict(sorted(languages.items(), key=lambda item: (-item[1], item[0]))),
        "settings": {
            "embedder": options.embedder,
            "map": dict(options.mapping),
            "originals": options.originals,
            "grain": options.grain,
            "aligned_by": built.alignment.by,
            "groups": list(built.alignment.groups),
            "neighbours": built.narratives.fitted.k,
            "model_topics": {str(topic): int(built.numbers[i]) for topic, i in sorted(built.model_topics.items())},
            "labels_from": options.labels_from,
            "verify_with": options.verify_with,
        },
        "seed": options.seed,
        "embedder": {
            "name": plan.embedder.name,
            "version": plan.embedder.version,
            "dimensions": plan.embedder.dimensions,
            "why": plan.why,
        },
        "versions": {"python": platform.python_version(), **_versions()},
        "inputs": [_without_path(file.as_json()) for file in report.files],
        "rejected": [{"file": r.file, "row": r.row, "reason": r.reason} for r in report.rejected],
        "rejected_total": report.n_rejected,
        "repeated": report.repeated,
        "warnings": warnings_of(ingested, plan, built),
        "quality": built.quality,
        **({"changes": built.changes} if built.changes is not None else {}),
    }


def _without_path(entry: dict[str, Any]) -> dict[str, Any]:
    """What was read of a file, without where it lay on the machine that built the bundle."""
    return {name: value for name, value in entry.items() if name != "path"}


def warnings_of(ingested: Ingested, plan: Plan, built: Built) -> list[str]:
    """What the analyst should know, most important first; the last says how many more there are."""
    report = ingested.report
    found = _not_covered(plan)
    if not built.named:
        few = _n_unique(plan, built) < FEWEST_PASSAGES
        reason = f"fewer than {FEWEST_PASSAGES} different passages" if few else "no group of passages stands out"
        found.append(f"No narratives: {reason}.")
    if n := report.n_rejected:
        reasons = "; ".join(f"{reason} ({times:,})" for reason, times in report.because.most_common(5))
        found.append(f"{_n(n, 'item was', 'items were')} rejected: {reasons}.")
    of_all = f"of {ingested.documents.num_rows:,} documents"
    if n := ingested.documents["published"].null_count:
        found.append(f"{_n(n, f'{of_all} has', f'{of_all} have')} no known date.")
    if n := ingested.documents["source"].null_count:
        found.append(f"{_n(n, f'{of_all} names', f'{of_all} name')} no source.")
    if n := report.repeated:
        found.append(f"{_n(n, 'item', 'items')} came twice in one export, and {'was' if n == 1 else 'were'} read once.")
    found += [*report.notes, *_noted(ingested)]
    if (more := len(found) - MOST_WARNINGS) > 0:
        found[MOST_WARNINGS:] = [f"And {_n(more, 'more note', 'more notes')}."]
    return found


def _not_covered(plan: Plan) -> list[str]:
    names, found = language_names(), []
    document = np.asarray(plan.passages.document, np.int64)
    covered = np.asarray(plan.covered, bool)
    for code, _ in sorted(plan.left_out.items(), key=lambda item: (-item[1], item[0])):
        of_it = np.asarray(plan.passages.languages) == code
        n = len(np.unique(document[of_it & ~covered]))
        found.append(
            f"{_n(n, 'document', 'documents')} in {names.get(code, code)} ({code}): language not covered by "
            f"`{plan.embedder.name}`; build with --embedder e5 to include them."
        )
    return found


def _noted(ingested: Ingested) -> list[str]:
    """What was noticed while reading documents, gathered by kind, most frequent first."""
    noted: dict[str, list[str]] = {}
    for notes in ingested.documents["warnings"].to_pylist():
        for note in notes:
            noted.setdefault(_kind(note), []).append(note)
    return [
        f"{notes[0]}." if len(notes) == 1 else f"{len(notes):,} documents: {kind}, e.g. {notes[0]}."
        for kind, notes in sorted(noted.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def _n(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _kind(note: str) -> str:
    """A note without what is different from document to document: what it quotes, and its numbers."""
    parts = note.split("'")
    quoted = "…".join([parts[0], parts[-1]] if len(parts) > 2 else parts)
    return " ".join(re.sub(r"[0-9]+(?:,[0-9]{3})*", "…", quoted).split())


def _dates(ingested: Ingested) -> dict[str, str | None]:
    """First and last day, each in the offset stated beside its date, as an open bundle counts days."""
    minutes = pc.fill_null(ingested.documents["published_offset"], 0).cast(pa.int64())
    offset = pc.multiply(minutes, 60_000_000).cast(pa.duration("us"))
    first = pc.min(pc.add(ingested.documents["published"], offset)).as_py()
    last = pc.max(pc.add(ingested.documents["published_end"], offset)).as_py()
    return {"first": first.date().isoformat() if first else None, "last": last.date().isoformat() if last else None}


def _n_unique(plan: Plan, built: Built) -> int:
    return len({text for text, usable in zip(plan.passages.texts, built.usable.tolist(), strict=True) if usable})


def _versions() -> dict[str, str]:
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
