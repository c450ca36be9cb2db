"""`filrouge changes`: what people changed by hand, out and in."""

from pathlib import Path

import click

from filrouge.cli.console import console_for, say
from filrouge.cli.store import store_option
from filrouge.errors import InputError

_FORMS = ("json", "csv", "stix", "gexf", "links", "bertopic")


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="File to write; for bertopic, a folder.")
@click.option(
    "--form",
    type=click.Choice(_FORMS),
    help="json: every change, to be added to another bundle. csv: the same as a table. stix: narratives, sources, "
    "passages and tags as STIX 2.1. gexf: sources and narratives as a network. links: links between sources, as CSV. "
    "bertopic: the model, with the names of narratives as labels of topics. Default: by the ending of FILE; for .json: "
    "json.",
)
@click.option("--add", metavar="FILE", type=click.Path(path_type=Path), help="A json file of changes to add.")
@store_option
def changes(bundle: Path, out: Path | None, form: str | None, add: Path | None) -> None:
    """List what people changed by hand in a bundle, or take it elsewhere.

    Without options, it prints the changes, the latest first.

    \b
    Examples:
      filrouge changes my-bundle --out narratives.json --form stix
      filrouge changes my-bundle --out changes.json
      filrouge changes other-bundle --add changes.json
    """  # noqa: D301 - \b is a character to click: the lines after it stay as they are
    from filrouge.annotations import log
    from filrouge.annotations.carrying import add_json
    from filrouge.annotations.overlay import seen
    from filrouge.bundle import Bundle
    from filrouge.export.changes import write_changes
    from filrouge.wording.by_hand import history_text, refused_text

    opened = Bundle.open(bundle)
    if add is not None:
        try:
            text = add.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"it cannot be read ({error})", where=str(add)) from error
        added = add_json(opened, text, where=str(add))
        click.echo(f"Added {added.acts} changes.")
        for problem in added.problems:
            click.echo(problem, err=True)
    shown = seen(opened)
    for problem in refused_text(log.current(shown), log.database(shown).name):
        click.echo(problem, err=True)
    if out is not None:
        form = form or out.suffix.removeprefix(".").lower()
        if form not in _FORMS:
            raise InputError("it is not known in which form", where="--form", hint=f"Name one of {', '.join(_FORMS)}.")
        write_changes(shown, form, out)
        click.echo(f"Wrote {out}")
    elif add is None:
        state = log.current(shown)
        for line in history_text(state.history(), shown, state) or ["Nothing was changed by hand."]:
            say(console_for(stderr=False), line)
