"""`filrouge match`: where claims that were checked already are made in the texts."""

import sys
from pathlib import Path

import click

from filrouge.cli.store import store_option
from filrouge.errors import InputError


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("claims", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="CSV file to write.")
@click.option(
    "--least",
    type=click.FloatRange(-1, 1),
    help="Similarity from which a passage is a match; in the demo, 87% of those above the default say the claim.  "
    "[default: 0.35]",
)
@click.option("--many", default=5, type=click.IntRange(1, 100), help="Passages for each claim.  [default: 5]")
@store_option
def match(bundle: Path, claims: Path, out: Path, least: float | None, many: int) -> None:
    """Find claims that were checked already in the texts of a bundle.

    CLAIMS is ClaimReview as JSON, or a CSV with a column `claim` and, if wanted, `verdict`, `url`, `date`, `publisher`
    and `language`. Each claim has its nearest passages, in any language, with the sentence that comes nearest, source,
    date and document; a claim without a match has a line of its own.
    """
    from filrouge.annotations.overlay import seen
    from filrouge.bundle import Bundle
    from filrouge.charts.known_claims import known_claims_chart
    from filrouge.explore import known_claims
    from filrouge.explore.selection import Selection
    from filrouge.export import csv_bytes
    from filrouge.replacing import save_file

    if out.suffix.lower() != ".csv":
        raise InputError("matches are written as CSV", where="--out", hint="Name a file that ends in .csv.")
    try:
        data = claims.read_bytes()
    except OSError as error:
        raise InputError(f"it cannot be read ({error})", where=str(claims)) from error
    known = known_claims.read_known_claims(data, where_=str(claims))
    opened = seen(Bundle.open(bundle))
    with click.progressbar(length=len(known), label="Claims", file=sys.stderr) as bar:
        found = known_claims.match(opened, Selection(), known, many=many, tell=lambda _done: bar.update(1))
    chart = known_claims_chart(opened, Selection(), found, known_claims.LIMIT if least is None else least)
    save_file(out, csv_bytes(chart))
    click.echo(f"{chart.alt}. Wrote {out}")
