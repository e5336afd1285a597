"""What `milepost sample` takes."""

from typing import Any


def add_sample(commands: Any) -> None:
    """Adds the command to argparse's sub-commands."""
    parser = commands.add_parser(
        "sample",
        help="plan the sample portfolio and write its report",
        description="Plans the sample portfolio that ships with Milepost with the people it has, says how sure its dates are, and writes "
        "its report, so that there is something to look at.",
    )
    parser.add_argument(
        "folder", nargs="?", default="milepost-sample", metavar="FOLDER", help="where the report goes (default: ./milepost-sample)"
    )
    parser.set_defaults(run="milepost.cli.sample:run_sample", parser=parser)
