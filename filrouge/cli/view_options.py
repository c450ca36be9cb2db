"""A view on the command line: a page, and an option for every field."""

from functools import cache

import click


class ViewCommand(click.Command):
    """A command that takes a view: the argument `page`, then the fields under their names.

    They are asked for only when the command runs, or is asked for help: what declares them is heavy to import.
    """

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The command's own parameters, and those of a view."""
        own = super().get_params(ctx)
        arguments = [one for one in own if isinstance(one, click.Argument)]
        return [*arguments, *_of_view(), *(one for one in own if one not in arguments)]


@cache
def _of_view() -> tuple[click.Parameter, ...]:
    from filrouge.explore.fields import Truth
    from filrouge.explore.view import PAGES, WITHOUT_CHARTS, fields

    with_charts = [page for page in PAGES if page not in WITHOUT_CHARTS]
    found: list[click.Parameter] = [click.Argument(["page"], required=False, type=click.Choice(with_charts))]
    for name, field in fields().items():
        where = f"{', '.join(PAGES[page] for page in field.pages)}: " if field.pages else ""
        if isinstance(field.codec, Truth):
            off = f"--no-{name.replace('_', '-')}"
            flag, help_ = (
                f"{field.option}/{off}",
                f"{where}{field.help}  [default: {field.option if field.default else off}]",
            )
            found.append(click.Option([flag, name], default=None, help=help_))
        else:
            names, metavar = [field.option, name], field.codec.metavar
            found.append(click.Option(names, metavar=metavar, multiple=field.many, help=where + field.help))
    return tuple(found)
