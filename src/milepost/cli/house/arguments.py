"""Arguments of the commands that run and keep the house; no framework is imported for them."""

from typing import Any

from milepost.cli.parser import Parser

HOME = "MILEPOST_HOME names its folder (default: milepost-data here), MILEPOST_DATABASE_URL a PostgreSQL instead of the SQLite in it."


def add_house(commands: Any) -> None:
    """Adds them all."""
    _add_demo(commands)
    _add_serve(commands)
    worker = _add(commands, "worker", "work off jobs", "Works off jobs until it is told to end. As many as you like, on any machine.")
    worker.add_argument("--once", action="store_true", help="end when nothing is left to do")
    _add_setup(commands)
    _add_archives(commands)
    check = _add(
        commands, "check", "check the installation", "Checks settings, database, journal and disk. Exit code 8 if something is wrong."
    )
    check.add_argument("--quick", action="store_true", help="leave out the journal, which is gone through from its beginning")
    explain = _add(
        commands, "explain", "say everything derived from an entity", "Fields, filters, states, operations and addresses of an entity."
    )
    explain.add_argument("entity", nargs="?", metavar="ENTITY", help="such as organisation; without one the list of them")


def _add(commands: Any, name: str, help: str, description: str) -> Parser:
    made: Parser = commands.add_parser(name, help=help, description=description, epilog=HOME)
    made.set_defaults(run=f"milepost.cli.house.{name.replace('-', '_')}:run", parser=made)
    return made


def _add_demo(commands: Any) -> None:
    told = "Fills a house of its own with invented people and clients, serves it on this machine, and prints as whom to log in."
    demo = commands.add_parser("demo", help="look around in a house full of invented people", description=told)
    demo.set_defaults(run="milepost.cli.house.demo:run", parser=demo)
    demo.add_argument("folder", nargs="?", default="milepost-demo", metavar="FOLDER", help="where it lies (default: ./milepost-demo)")
    demo.add_argument("--size", choices=("small", "medium", "large"), help="12, 60 or 1,000 people (default: small)")
    demo.add_argument("--seed", type=int, metavar="N", help="another number, other people (default: 7)")
    demo.add_argument("--port", type=int, default=8010, metavar="N", help="on which it is served (default: 8010)")
    demo.add_argument("--fresh", action="store_true", help="throw away the demonstration that is there, and make it anew")
    demo.add_argument("--no-serve", action="store_true", help="make it and end")


def _add_serve(commands: Any) -> None:
    told = (
        "Serves the house, with a worker beside it; ends on Ctrl-C or SIGTERM. Makes the secret key and the tables it lacks; "
        "where there is no house yet it asks for what one needs."
    )
    serve = _add(commands, "serve", "serve the house, and work off its jobs", told)
    serve.add_argument("--listen", default="127.0.0.1:8010", metavar="ADDRESS", help="address and port (default: 127.0.0.1:8010)")
    serve.add_argument("--processes", type=int, default=2, metavar="N", help="processes (default: 2)")
    serve.add_argument("--threads", type=int, default=4, metavar="N", help="requests that each answers at once (default: 4)")
    serve.add_argument("--no-worker", action="store_true", help="no worker beside it: `milepost worker` runs elsewhere")
    serve.add_argument("--drain", type=float, default=1.0, metavar="SECONDS", help="how long it still answers after SIGTERM (default: 1)")
    serve.add_argument("--plain-http", action="store_true", help="allow other machines without TLS, in a network you trust")


def _add_setup(commands: Any) -> None:
    told = "Makes the tables and the first administrator, and prints a token once. The password, if any, is read from standard input."
    setup = _add(commands, "setup-house", "set up the house and its first administrator", told)
    setup.add_argument("--email", metavar="EMAIL", help="address of the first administrator")
    setup.add_argument("--name", metavar="NAME", help="their name (default: the address)")
    setup.add_argument("--password-stdin", action="store_true", help="read a password, one line, from standard input")
    setup.add_argument("--organisation", metavar="NAME", help="whose house it is")
    setup.add_argument("--country", metavar="XX", help="where: two letters, such as GB")
    setup.add_argument("--zone", metavar="ZONE", help="in which its days begin and end (default: Europe/London)")
    setup.add_argument(
        "--address", metavar="URL", help="under which people reach it, https://… through a proxy (default: this machine only)"
    )
    setup.add_argument("--standard-roles", action="store_true", help="make the standard roles, such as Team lead and Project manager")


def _add_archives(commands: Any) -> None:
    told = "Writes the whole house into one file while it runs: database, attached files, checksums, head of the journal."
    backup = _add(commands, "backup", "write the whole house into one file", told)
    backup.add_argument("file", metavar="FILE", help="such as house-2026-01-31.zip; it must not exist")
    told = "Restores a backup into an empty place, of either database, and verifies it: checksums, counts, journal."
    restore = _add(commands, "restore", "restore a backup into an empty place", told)
    restore.add_argument("file", metavar="FILE", help="what `milepost backup` wrote")
