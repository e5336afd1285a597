"""What `milepost demo` takes."""

from typing import Any


def add_demo(commands: Any) -> None:
    """Adds the command to argparse's sub-commands."""
    parser = commands.add_parser(
        "demo",
        help="level the sample portfolio, say how sure it is, write its report",
        description="Plans the sample portfolio that ships with Milepost with the people it has, says how sure its dates are, and writes "
        "its report, so that there is something to look at.",
    )
    parser.add_argument(
        "folder", nargs="?", default="milepost-demo", metavar="FOLDER", help="where the report goes (default: ./milepost-demo)"
    )
    parser.set_defaults(run="milepost.cli.demo:run_demo", parser=parser)
