"""What `milepost demo` takes."""

from typing import Any


def add_demo(commands: Any) -> None:
    """Adds the command to argparse's sub-commands."""
    parser = commands.add_parser(
        "demo",
        help="plan the sample portfolio and write its report",
        description="Plans the sample portfolio that ships with Milepost and writes its report, so that there is something to look at.",
    )
    parser.add_argument(
        "folder", nargs="?", default="milepost-demo", metavar="FOLDER", help="where the report goes (default: ./milepost-demo)"
    )
    parser.set_defaults(run="milepost.cli.demo:run_demo", parser=parser)
