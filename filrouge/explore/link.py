"""Links and options become views: everything is checked, and what is not understood is named."""

from collections.abc import Mapping, Sequence
from urllib.parse import SplitResult, parse_qs, urlsplit

from filrouge.annotations.overlay import seen
from filrouge.annotations.revision import changed_since
from filrouge.bundle import Bundle
from filrouge.characters import replace_surrogates
from filrouge.errors import ChangedError, ViewError
from filrouge.explore.claims import ClaimNumber
from filrouge.explore.codecs import KEYED
from filrouge.explore.fields import LinkContext
from filrouge.explore.sides import FACT_OF, MOST_COMPARED
from filrouge.explore.view import DIGEST_LENGTH, PAGES, View, fields, of_values
from filrouge.i18n import _, in_series


def read_view(page: str, params: Mapping[str, Sequence[str]], bundle: Bundle, *, strict: bool = True) -> View:
    """Read a view from link fields. Choices may be given as keys or as shown in any language of the
    interface, narratives as numbers or labels.

    Without `strict`, what can be mended where it was typed is taken as it is: a query that cannot be understood, a
    first day after the last.

    Raises
    ------
    ViewError : names every field that was not understood or asks for what the bundle does not have.
    """
    table = fields()
    problems: list[str] = []
    if page not in PAGES:
        text = _("there is no page “{page}” (there are {pages})")
        problems.append(text.format(page=page, pages=", ".join(PAGES)))
    given = {name: [replace_surrogates(value)[0] for value in values if value != ""] for name, values in params.items()}
    problems += [_("“{name}” is not a field of a link").format(name=name) for name in given if name not in table]
    if table["as_found"].read(given.get("as_found", []), LinkContext(bundle), []):
        bundle = seen(bundle, as_found=True)
    by_meaning = table["find_by"].read(given.get("find_by", []), LinkContext(bundle), []) == "meaning"
    values = {}
    for name, field in table.items():
        if given.get(name):
            as_query = strict and not (name == "find" and by_meaning)  # what is looked for by meaning is any text
            values[name] = field.read(given[name], LinkContext(bundle, as_query), problems)
    view = of_values(page, values)
    problems += _contradictions(view, strict=strict)
    if problems:
        raise ViewError(in_series(problems), hint=_("The link was not applied."))
    return view


def _contradictions(view: View, *, strict: bool) -> list[str]:
    problems = []
    if len(view.compare) > MOST_COMPARED:
        text = _("compare: {n} sources, and at most {most} can be compared")
        problems.append(text.format(n=len(view.compare), most=MOST_COMPARED))
    for name in (f"compare_{sides}" for sides in FACT_OF):
        if len(view.get(name)) > MOST_COMPARED:
            text = _("{name}: {n} are given, and at most {most} can be compared")
            problems.append(text.format(name=name, n=len(view.get(name)), most=MOST_COMPARED))
    first, last = view.selection.date_from, view.selection.date_to
    if strict and first and last and first > last:
        problems.append(_("from {first} is later than to {last}").format(first=first, last=last))
    return problems


def fitted(view: View, bundle: Bundle) -> View:
    """A view without what the bundle does not have any more since people changed it: narratives that were merged are
    those that they became.
    """
    bundle = seen(bundle, as_found=view.selection.as_found)
    values = {}
    for name, field in fields().items():
        value = view.get(name)
        if value != field.default and isinstance(field.codec, (*KEYED, ClaimNumber)):
            value = field.read(field.write(value), LinkContext(bundle), [])
        values[name] = value
    return of_values(view.page, values)


def read_link(link: str, bundle: Bundle, *, changed: bool = False) -> View:
    """Read a view from a dashboard link, as copied from the browser.

    A link with a digest is of the bundle that has it, whatever that is called now. With `changed`, the view is shown
    from this bundle, whatever the link is of.

    Raises
    ------
    ViewError : the link is of another bundle, or of this one as it was once; or as in `read_view`.
    """
    parts = _split(link)
    page = parts.path.rstrip("/").rsplit("/", 1)[-1].replace("_", "-") or "overview"
    params = parse_qs(parts.query, keep_blank_values=True)
    asked, digest = params.pop("bundle", [bundle.name])[0], params.pop("digest", [""])[0]
    for name in ("revision", "lang"):  # neither changes what a view is
        params.pop(name, None)
    if not changed:
        if digest:
            check_digest(digest, bundle)
        elif asked != bundle.name:
            what = _("the link is to the bundle “{asked}”, and this one is “{name}”").format(
                asked=asked, name=bundle.name
            )
            raise ViewError(what, where="bundle")
    return read_view(page, params, bundle)


def _split(link: str) -> SplitResult:
    try:
        return urlsplit(link.strip())
    except ValueError as error:
        raise ViewError(_("“{link}” is not a valid link ({error})").format(link=link, error=error)) from error


def noted_since(link: str, bundle: Bundle) -> bool:
    """Whether what people noted beside the bundle has changed since a link was made; links of old say nothing of it."""
    params = parse_qs(_split(link).query)
    return "digest" in params and changed_since(params.get("revision", [""])[0], bundle)


def check_digest(digest: str, bundle: Bundle) -> None:
    """See to it that a link is of the data that the bundle holds.

    Raises
    ------
    ChangedError
    """
    if not bundle.digest.startswith(digest):
        raise ChangedError(
            _("the link was made from other data (digest {link}) than this bundle now holds (digest {bundle})").format(
                link=digest, bundle=bundle.digest[:DIGEST_LENGTH]
            ),
            where="digest",
            hint=_("Open the bundle as it was then; with the current data, the numbers may differ."),
        )
