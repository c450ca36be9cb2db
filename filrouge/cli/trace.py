"""`filrouge trace`: what a file was made from, and how to make it again."""

import shlex
from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--bundle",
    type=click.Path(path_type=Path),
    help="The bundle it was made from: it is checked, and named in the command.",
)
@click.option("--changed", is_flag=True, help="With --bundle: go on even if the data have changed.")
def trace(file: Path, bundle: Path | None, changed: bool) -> None:
    """Show what an exported file was made from.

    It also prints the command that makes the file again.

    FILE is an SVG, PNG, PDF, HTML, CSV or XLSX file that Fil Rouge exported, under any name. Another program may have
    removed what it needs.

    \b
    Example:
      filrouge trace figure.png --bundle my-bundle
    """  # noqa: D301 - \b is a character to click: the lines after it stay as they are
    from filrouge.annotations.overlay import seen
    from filrouge.bundle import Bundle
    from filrouge.cli.console import plain
    from filrouge.explore.link import read_link
    from filrouge.explore.view import fields
    from filrouge.export.provenance import trace as read
    from filrouge.wording.selection import selection_text
    from filrouge.wording.watched import watched_names

    about = read(file)
    rows = {
        "Page": about.page,
        "Bundle": about.field("bundle"),
        "Digest": about.field("digest"),
        "Link": about.link,
        "Title": about.title,
        "Subtitle": about.subtitle,
        "Notes": about.notes,
        "Made with": f"Fil Rouge {about.version}" if about.version else "",
    }
    if bundle is not None:
        opened = seen(Bundle.open(bundle))
        view = read_link(about.link, opened, changed=changed)
        rows["Selection"] = selection_text(view.selection, opened.labels, watched_names(opened))
        rows |= {
            field.option.removeprefix("--"): ", ".join(field.write(view.get(name)))
            for name, field in fields().items()
            if not field.attribute and field.on(view.page)
        }
    for name, value in rows.items():
        if value:
            click.echo(plain(f"{name + ':':<10} {value}"))
    command = ["filrouge", "export", str(bundle or about.field("bundle")), "--link", about.link]
    for option in ("title", "subtitle", "notes", "size"):
        if value := getattr(about, option):
            command += [f"--{option}", value]
    if changed:
        command.append("--changed")
    click.echo("\nTo make it again:")
    click.echo(plain(shlex.join([*command, "--out", f"again{file.suffix or '.csv'}"])))
