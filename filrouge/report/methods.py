"""What a reader must know of the data and of the method, in words, from the manifest of the bundle."""

from typing import Final

from filrouge.annotations import log
from filrouge.annotations.acts import ACT, WATCHED
from filrouge.bundle import Bundle, records
from filrouge.charts import specs
from filrouge.charts.methods import METHODS
from filrouge.explore.selection import Selection, count
from filrouge.i18n import _, language_name, number, plural
from filrouge.report.words import clean, signature
from filrouge.wording.amounts import counted_once
from filrouge.wording.by_hand import by_hand_text, history_text, told
from filrouge.wording.collection import quality_indicators
from filrouge.wording.notes import note_text

_MOST_SOURCES: Final = 12
_MOST_CHANGES: Final = 200

Section = tuple[str, list[str]]
"""A heading and the sentences under it."""


def sections(bundle: Bundle) -> list[Section]:
    """Corpus, how it was made, how good it is, how charts are computed, and what it cannot say."""
    return [
        (_("The texts"), _corpus(bundle)),
        (_("How narratives were found"), _build(bundle)),
        (_("Reliability"), _quality(bundle)),
        *([(_("Changes by hand"), by_hand)] if (by_hand := _by_hand(bundle)) else []),
        (_("How the charts are computed"), _charts()),
        (_("Limits"), _limits(bundle)),
    ]


def methods_text(bundle: Bundle) -> str:
    """The sections as Markdown."""
    parts = [f"# {_('Data and method')}", _plain(signature(bundle))]
    for heading, sentences in sections(bundle):
        parts.append(f"## {heading}")
        parts += [f"- {_plain(sentence)}" for sentence in sentences]
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    """A sentence in which nothing is Markdown: names of sources come from outside."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|!" else c for c in " ".join(clean(text).split()))


def _corpus(bundle: Bundle) -> list[str]:
    counts, dates = bundle.manifest["counts"], bundle.manifest["dates"]
    every = Selection()
    sentences = [
        _("{documents} documents ({texts} independent texts: {once}), {passages} passages.").format(
            documents=number(counts["documents"]),
            texts=number(count(bundle, every).texts),
            once=counted_once(bundle, every),
            passages=number(counts["passages"]),
        )
    ]
    if dates["first"]:
        sentences.append(
            _("Dated from {first} to {last}; {undated} undated, left out of charts over time.").format(
                first=dates["first"], last=dates["last"], undated=number(counts["undated"])
            )
        )
    else:
        sentences.append(_("No document has a date."))
    languages = sorted(bundle.manifest["languages"].items(), key=lambda item: (-item[1], item[0]))
    named = ", ".join(f"{language_name(code)} {number(n)}" for code, n in languages)
    sentences.append(_("Documents by language: {languages}.").format(languages=named))
    named = ", ".join(
        f"{row['source']} {number(int(row['n_documents']))}" for row in records(bundle.sources.head(_MOST_SOURCES))
    )
    n = len(bundle.sources)
    sentences.append(
        plural(
            "{n} source, largest first: {names}.",
            "{n} sources, largest first: {names}.",
            n,
            names=named + (" …" if n > _MOST_SOURCES else ""),
        )
    )
    if counts["without_source"]:
        sentences.append(_("{n} documents name no source.").format(n=number(counts["without_source"])))
    return sentences


def _build(bundle: Bundle) -> list[str]:
    manifest = bundle.manifest
    embedder, counts = manifest["embedder"], manifest["counts"]
    sentences = [
        _("Passages of about 120 words were turned into vectors with the embedder {name} {version} ({why}).").format(
            name=embedder["name"], version=embedder["version"], why=embedder["why"]
        ),
        _("{narratives} narratives in {themes} themes; random seed {seed}.").format(
            narratives=number(counts["narratives"]), themes=number(counts.get("themes", 0)), seed=manifest["seed"]
        ),
    ]
    settings = {name: value for name, value in manifest["settings"].items() if isinstance(value, str | int)}
    named = ", ".join(f"{name} {str(value).lower()}" for name, value in settings.items())
    sentences.append(_("Settings: {settings}.").format(settings=named))
    named = ", ".join(f"{name} {version}" for name, version in manifest["versions"].items())
    sentences.append(_("Software: {versions}.").format(versions=named))
    return sentences


def _quality(bundle: Bundle) -> list[str]:
    found = [f"{i.name}: {i.value} – {i.meaning}." for i in quality_indicators(bundle.manifest)]
    return found or [_("No quality measures were taken when this bundle was built.")]


def _by_hand(bundle: Bundle) -> list[str]:
    """What people changed that charts show, the first change first."""
    if not (counted := by_hand_text(bundle)) or bundle.changes is None or bundle.changes.left_out:
        return []
    state = log.current(bundle)
    said = [row for row in reversed(state.history()) if row.kind != ACT and row.act not in state.undone]
    said = [row for row in said if row.kind != WATCHED and row.field not in {"note", "tag", "star", "status"}]
    said = told(said)
    lines = history_text(said[-_MOST_CHANGES:], bundle, state)
    if len(said) > len(lines):
        lines.insert(0, _("The latest {n} of {all} changes.").format(n=number(len(lines)), all=number(len(said))))
    counted = _("{changes}; tests are run on what that makes of the narratives.").format(changes=counted)
    return [counted, *lines]


def _charts() -> list[str]:
    titles: dict[str, list[str]] = {}
    for name, method in METHODS.items():
        titles.setdefault(_(method), []).append(_(specs()[name].title))
    return [f"{', '.join(named)}: {method}" for method, named in titles.items()]


def _limits(bundle: Bundle) -> list[str]:
    counts = bundle.manifest["counts"]
    return [
        _("A narrative is a group of passages that talk about the same thing; it does not say that they agree."),
        _("“First” means first in these texts. What was not collected is not counted."),
        _("Nothing here measures whether a text is true."),
        _("{n} of {all} passages have no clear narrative; they are counted, and drawn in grey.").format(
            n=number(counts["passages_without_narrative"]), all=number(counts["passages"])
        ),
        *[note_text(str(warning)) for warning in bundle.manifest["warnings"]],
    ]
