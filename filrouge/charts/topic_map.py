"""Passages on the plane become a chart."""

from dataclasses import replace
from functools import partial
from typing import Final

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption, colour_ranks
from filrouge.explore import topic_map
from filrouge.explore.meaning import NEAREST, Near, near
from filrouge.explore.names import group_name, language_name
from filrouge.explore.selection import Selection
from filrouge.explore.source_facts import FACTS, source_facts
from filrouge.explore.topic_map import NO_THEME, TopicMap
from filrouge.explore.view import View
from filrouge.i18n import N_, _, number, share
from filrouge.wording.claims import most_shared_texts
from filrouge.wording.labels import headline_texts, labelled, named, theme_names


def topic_map_chart(bundle: Bundle, view: View) -> Chart:
    """Passages on the plane, or in the window of it that the view is about."""
    found = topic_map.topic_map(bundle, view.selection, view.window, find=near_of(bundle, view) or view.find)
    found = map_labelled(found, bundle, view.colour, view.selection)
    ranks = colour_ranks(bundle, view.colour)
    outlines = [outline for outline in (view.region, view.selection.area) if outline]
    figure = figures.topic_map.figure(found, colour_by=view.colour, ranks=ranks, outlines=outlines)
    return Chart(
        "topic-map",
        _("Topic map"),
        _(
            "Each point is a passage; similar passages lie close together, whatever their language. Distances across "
            "the map mean little."
        ),
        figure,
        found.points.assign(day=found.points["day"].dt.strftime("%Y-%m-%d")).drop(columns=_unsaid(found)),
        caption(
            bundle,
            view.selection,
            *_notes(found, view),
            narratives=found.narratives["narrative"],
        ),
        _alt(found),
    )


def map_labelled(found: TopicMap, bundle: Bundle, colour_by: str, selection: Selection) -> TopicMap:
    """A map with the labels of narratives, as `label` in each of its frames, and the names of languages; where colours
    stand for kinds or countries of sources, with these as a column of that name.
    """
    points, written = labelled(found.points, bundle), labelled(found.named, bundle)
    if colour_by in FACTS:
        facts = source_facts(bundle)[colour_by].map(partial(group_name, colour_by))
        points[colour_by] = points["source"].map(facts)
    points["language"] = named(points["language"], language_name)
    alone = written["theme"] == NO_THEME
    written["headline"] = written["narrative"].map(headline_texts(bundle)).where(alone)
    written["shared_claim"] = written["narrative"].map(most_shared_texts(bundle, selection)).where(alone)
    written["label"] = written["theme"].map(theme_names(bundle)).fillna(written["label"])
    return replace(found, points=points, narratives=labelled(found.narratives, bundle), named=written)


def near_of(bundle: Bundle, view: View) -> Near | None:
    """The passages nearest to what a view looks for by meaning; None where it looks for words, or for nothing.

    Raises
    ------
    EmbedderError : the bundle's embedder is not at hand.
    """
    return near(bundle, view.find) if view.find.strip() and view.find_by == "meaning" else None


def _unsaid(found: TopicMap) -> list[str]:
    return ["doc"] if found.find else ["doc", "hit"]


def _notes(found: TopicMap, view: View) -> list[str]:
    counts = {"passages": number(found.passages), "without": number(found.without_narrative)}
    if view.colour == "narrative" and not found.find:
        text = _("{passages} passages, {without} of them without a clear narrative (palest grey)")
    else:
        text = _("{passages} passages, {without} of them without a clear narrative")
    notes = [text.format(**counts)]
    inside, shown = number(found.in_window), number(len(found.points))
    if found.window is not None:
        text = _("only part of the map is shown, with {inside} passages")
        notes.append(text.format(inside=inside))
    if len(found.density):
        text = _("points: a representative sample of {shown}; grey background: density of all {inside}")
        notes.append(text.format(shown=shown, inside=inside))
    if found.find:
        notes.append(hits_text(found))
    if found.themes:
        notes.append(_("names are those of themes; zoom in for those of narratives"))
    if found.off_map:
        notes.append(_("{passages} passages have no place on the map").format(passages=number(found.off_map)))
    return notes


def hits_text(found: TopicMap) -> str:
    """How much is lit up, and why."""
    text = _("highlighted: {passages} passages of the {documents} documents that match “{query}”")
    if found.near is not None:
        text = _(
            "highlighted: {passages} passages of {documents} documents, from the {part} of all "
            "passages closest in meaning to “{query}” (similarity {cosine} or more)"
        )
        text = text.replace("{part}", share(NEAREST)).replace("{cosine}", number(found.near.cosine, 2))
    counts = {"passages": number(found.hits), "documents": number(found.hit_documents)}
    drawn = int(found.points["hit"].sum())
    sentence = text.format(**counts, query=found.find)
    sampled = _(" (a representative sample of {drawn} is drawn)").format(drawn=number(drawn))
    return sentence if drawn == found.hits else sentence + sampled


def _alt(found: TopicMap) -> str:
    passages = found.passages if found.window is None else found.in_window
    counts = {"passages": number(passages), "narratives": number(len(found.narratives))}
    if found.narratives.empty:
        return _("{passages} passages, none of them in a narrative.").format(**counts)
    top = found.narratives.iloc[0]
    text = _("{passages} passages in {narratives} narratives; largest: “{largest}” with {most} passages.")
    sentence = text.format(**counts, largest=top["label"], most=number(int(top["passages"])))
    if not found.find:
        return sentence
    hits = hits_text(found)
    return f"{sentence} {hits[:1].upper()}{hits[1:]}."


SPEC: Final = Spec(
    "topic-map",
    "topic-map",
    N_("Topic map"),
    topic_map_chart,
    fields=("colour", "find", "find_by", "window", "region"),
    click=("passage",),
    first=True,
)
