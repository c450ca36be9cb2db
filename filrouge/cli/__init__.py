"""The command line: `filrouge ingest`, `build`, `update`, `import-bertopic`, `inspect`, `serve`, `export`, `report`,
`changes`, `match`, `trace`.
"""

# Heavy imports stay inside the commands: `filrouge --help` must answer at once, and a viewer has no build extra.
import os
import sys
from importlib.metadata import version

import click

from filrouge.cli.build import build
from filrouge.cli.changes import changes
from filrouge.cli.console import INTERRUPTED, plain
from filrouge.cli.export import export
from filrouge.cli.import_bertopic import import_bertopic
from filrouge.cli.ingest import ingest
from filrouge.cli.inspect import inspect
from filrouge.cli.match import match
from filrouge.cli.report import report
from filrouge.cli.serve import serve
from filrouge.cli.trace import trace
from filrouge.cli.update import update
from filrouge.errors import FilrougeError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("filrouge"), prog_name="filrouge")
def cli() -> None:
    """Find the narratives in a collection of press texts, and follow them across sources, languages and time.

    Everything runs on this machine. Nothing is sent or downloaded.
    """


def main() -> None:
    """Run the command line; an error the user can act on is one message on stderr and exit code 2."""
    try:
        result = cli.main(standalone_mode=False)
    except FilrougeError as error:
        click.echo(f"Error: {plain(str(error))}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # Who read what is printed has gone; Python would say so again when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        from filrouge.disk import disk_error

        click.echo(f"Error: {plain(str(disk_error(error)))}", err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        result = INTERRUPTED
    if result == INTERRUPTED:
        # sys.exit would not do: an interrupt that came while a C extension was importing makes CPython end by the
        # signal, whatever the exit code.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(INTERRUPTED)
    sys.exit(result if isinstance(result, int) else 0)


for command in (ingest, build, update, import_bertopic, inspect, serve, export, trace, report, changes, match):
    cli.add_command(command)
