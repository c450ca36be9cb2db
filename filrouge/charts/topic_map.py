"""Passages on the plane become a chart."""

from typing import Final

from filrouge import figures
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption, language_ranks, source_ranks
from filrouge.errors import ViewError
from filrouge.explore import region, topic_map
from filrouge.explore.meaning import NEAREST, Near, near
from filrouge.explore.outline import write_region
from filrouge.explore.selection import count
from filrouge.explore.topic_map import TopicMap
from filrouge.explore.view import View
from filrouge.i18n import N_, _, number, share


def topic_map_chart(bundle: Bundle, view: View) -> Chart:
    """Passages on the plane, or in the window of it that the view is about."""
    found = topic_map.topic_map(bundle, view.selection, view.window, find=near_of(bundle, view) or view.find)
    ranks = language_ranks(bundle) if view.colour == "language" else source_ranks(bundle)
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
            bundle, view.selection, count(bundle, view.selection), *_notes(found, view), labels=found.labels["label"]
        ),
        _alt(found),
    )


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
        text = _("a part of the map is shown, {inside} passages lie in it")
        notes.append(text.format(inside=inside))
    if len(found.density):
        text = _("points are a fair sample of {shown}, the grey ground is the density of all {inside}")
        notes.append(text.format(shown=shown, inside=inside))
    if found.find:
        notes.append(hits_text(found))
    if found.themes:
        notes.append(_("themes are named, closer in their narratives"))
    if found.off_map:
        notes.append(_("{passages} passages have no place on the map").format(passages=number(found.off_map)))
    return notes


def hits_text(found: TopicMap) -> str:
    """How much is lit up, and why."""
    text = _("bright: {passages} passages of the {documents} documents that match “{query}”")
    if found.near is not None:
        text = _(
            "bright: {passages} passages of {documents} documents, those shown of the {part} of all passages that are "
            "nearest to “{query}” in meaning (cosine {cosine} and over)"
        )
        text = text.replace("{part}", share(NEAREST)).replace("{cosine}", number(found.near.cosine, 2))
    counts = {"passages": number(found.hits), "documents": number(found.hit_documents)}
    drawn = int(found.points["hit"].sum())
    said = text.format(**counts, query=found.find)
    return said if drawn == found.hits else said + _(" (a fair sample of {drawn} is drawn)").format(drawn=number(drawn))


def _alt(found: TopicMap) -> str:
    passages = found.passages if found.window is None else found.in_window
    counts = {"passages": number(passages), "narratives": number(len(found.labels))}
    if found.labels.empty:
        return _("{passages} passages, none of them in a narrative.").format(**counts)
    top = found.labels.iloc[0]
    text = _("{passages} passages in {narratives} narratives; largest: “{largest}” with {most} passages.")
    said = text.format(**counts, largest=top["label"], most=number(int(top["passages"])))
    if not found.find:
        return said
    hits = hits_text(found)
    return f"{said} {hits[:1].upper()}{hits[1:]}."


def outline_chart(bundle: Bundle, view: View) -> Chart:
    """What the passages inside the outline of a view are made of, against the rest of its selection: a table.

    Raises
    ------
    ViewError : the view has no outline.
    """
    inside = _inside(bundle, view)
    profile = region.region_profile(bundle, view.selection, inside)
    return Chart(
        "outline",
        _("Inside the outline"),
        _("Narratives, sources and languages of the passages inside the outline, against the rest of the selection."),
        None,
        profile.frame,
        _outline_caption(bundle, view, len(inside)),
        _outline_alt(profile),
    )


def _outline_alt(profile: region.RegionProfile) -> str:
    if not profile.passages:
        return _("No passage of the selection is inside the outline.")
    if differences := profile.sentence():
        return _("Compared with the rest of the selection: {differences}.").format(differences=differences)
    return _("Nothing is more frequent inside the outline than in the rest of the selection.")


def outline_words_chart(bundle: Bundle, view: View) -> Chart:
    """The words that stand out inside the outline of a view, against the rest of its selection: a table.

    Raises
    ------
    ViewError : the view has no outline.
    """
    inside = _inside(bundle, view)
    words = region.region_words(bundle, view.selection, inside)
    sampled = _("words of fair samples of at most {n} independent texts on either side, tested per language")
    unread = _("left out: datelines, a source's own name, greetings and sign-offs")
    text = _("{n} words stand out inside the outline.")
    return Chart(
        "outline-words",
        _("Words inside the outline"),
        _("Words that more texts use inside the outline than outside, language by language."),
        None,
        words,
        _outline_caption(bundle, view, len(inside), sampled.format(n=number(region.MOST_TEXTS)), unread),
        text.format(n=number(len(words))),
    )


def _inside(bundle: Bundle, view: View) -> list[int]:
    if not view.region:
        raise ViewError(
            _("this table is of an outline on the map, and the view has none"),
            where="region",
            mend=_("Draw one, or give --region."),
        )
    return region.passages_in_region(bundle, view.selection, view.region)


def _outline_caption(bundle: Bundle, view: View, passages: int, *notes: str) -> str:
    text = _("{passages} passages inside the outline {corners}")
    note = text.format(passages=number(passages), corners=write_region(view.region))
    return caption(bundle, view.selection, count(bundle, view.selection), note, *notes)


_FIELDS: Final = ("colour", "find", "find_by", "window", "region")
SPECS: Final = (
    Spec("topic-map", "topic-map", N_("Topic map"), topic_map_chart, fields=_FIELDS, click=("passage",), first=True),
    Spec("outline", "topic-map", N_("Inside the outline"), outline_chart, fields=("region",)),
    Spec("outline-words", "topic-map", N_("Words inside the outline"), outline_words_chart, fields=("region",)),
)
