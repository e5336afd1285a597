"""`milepost demo`: fills a house of its own with invented people and clients, serves it, and says as whom one can log in."""

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from milepost.cli.codes import Exit
from milepost.cli.console.screen import Screen
from milepost.cli.console.table import Heading, Line, print_table
from milepost.cli.failure import usage
from milepost.cli.house import demo_folder
from milepost.cli.house.demo_folder import Told
from milepost.cli.house.started import prepare_home, started
from milepost.cli.house.starting import refuse
from milepost.cli.plan.progress import Progress
from milepost.demonstration.sizes import SEED, SIZES

PASSWORD = "open the demo house"
"""Of everybody in it. It stands in the documentation: the demonstration is served on this machine only."""
KEPT = ("MILEPOST_LOG_LEVEL", "MILEPOST_DEBUG", "MILEPOST_RATE_LIMIT")
"""Of the settings in the environment; the others are those of another house."""


def run(arguments: argparse.Namespace) -> int:
    """The exit code, once it has ended."""
    if not 1 <= arguments.port <= 65535:
        raise usage("--port", f"{arguments.port} is no port.", "Give one from 1024 to 65535.")
    folder = Path(arguments.folder).absolute()
    there = demo_folder.read(folder)
    with demo_folder.held(folder):
        _settings_of(folder)
        told = there if there is not None and there.done and not arguments.fresh else None
        if told is not None:
            _check_same(told, arguments)
        if not arguments.no_serve:
            from milepost.cli.house.serve import wait_until_free

            wait_until_free("127.0.0.1", arguments.port, remedy="Name another port: milepost demo --port 8020")
        made = told is None
        told = told or _make(folder, _wanted(there, arguments), broken=there is not None)
        started(tables=False)
        _tell(told, folder, arguments, made=made)
        if arguments.no_serve:
            return Exit.OK
        return _serve(arguments.port)


def _settings_of(folder: Path) -> None:
    """This house's and nobody else's, before they are read. Requests are not logged on the terminal, where the log-ins stand."""
    for name in [one for one in os.environ if one.startswith(("MILEPOST_", "DJANGO_")) and one not in KEPT]:
        del os.environ[name]
    os.environ["MILEPOST_HOME"] = str(folder)
    os.environ.setdefault("MILEPOST_LOG_LEVEL", "WARNING")


def _check_same(told: Told, arguments: argparse.Namespace) -> None:
    """Raises Failure (8) where another demonstration is asked for than the one that is here."""
    for name, here, asked in (("--size", told.size, arguments.size), ("--seed", told.seed, arguments.seed)):
        if asked is not None and asked != here:
            remedy = f"Add --fresh to throw it away and make it anew with {name} {asked}, or name another folder: milepost demo FOLDER"
            raise refuse(arguments.folder, f"the demonstration here has {name} {here}.", remedy)


def _wanted(there: Told | None, arguments: argparse.Namespace) -> Told:
    """What is asked for; where it is not said, as the one that is there."""
    size = there.size if there is not None and there.size in SIZES else "small"
    seed = there.seed if there is not None and there.size in SIZES else SEED
    return Told(arguments.size or size, seed if arguments.seed is None else arguments.seed, "")


def _make(folder: Path, told: Told, *, broken: bool) -> Told:
    """Fills it, from nothing; a mark stands there from the beginning, so that what is broken off is known to be ours."""
    if broken:
        demo_folder.empty(folder)
    demo_folder.write(folder, told)
    prepare_home()
    started(tables=False)
    from milepost.demonstration.fill import fill
    from milepost.kernel.clock import today
    from milepost.kernel.installation.tables import make_tables

    day = today("Europe/London")
    progress = Progress(sys.stderr)
    with progress.step(f"Making a demonstration house ({told.size})"):
        make_tables()
        filled = fill(
            *(SIZES[told.size],),
            seed=told.seed,
            day=day,
            password=PASSWORD,
            told=lambda what, share: progress.detail(f"Making a demonstration house: {what}, {share:.0%}"),
        )
    log_ins = tuple((one.role, one.name, one.email) for one in filled.log_ins)
    done = Told(told.size, told.seed, day.isoformat(), PASSWORD, log_ins, done=True)
    demo_folder.write(folder, done)
    return done


def _tell(told: Told, folder: Path, arguments: argparse.Namespace, *, made: bool) -> None:
    """Where it is, as whom to log in, how old it is."""
    from milepost.kernel.clock import today

    screen = Screen(sys.stdout)
    age = (today("Europe/London") - date.fromisoformat(told.day)).days
    screen.title(
        "A demonstration house is ready: every person and company in it is invented." if made else "Your demonstration house again."
    )
    if age:
        screen.paragraph(f"It was made {age} days ago, and its days with it; --fresh makes it anew, as of today.", indent=2)
    if not arguments.no_serve:
        screen.line()
        screen.line(f"  Open  {screen.paint(f'http://127.0.0.1:{arguments.port}/', 'strong')}")
    screen.line()
    screen.line(f"  Log in as any of these, all with the password  {screen.paint(told.password, 'strong')}")
    screen.line()
    headings = [Heading("Role"), Heading("Address"), Heading("Name", flexible=True)]
    print_table(screen, headings, [Line((role, email, name)) for role, name, email in told.log_ins], indent=2)
    screen.line()
    screen.paragraph(
        "The client's contact is for the portal, which is not built yet: the pages for the house do not let them in.",
        indent=2,
        kind="quiet",
    )
    screen.paragraph(f"It lies in {folder}; delete that folder and nothing is left.", indent=2, kind="quiet")
    if not arguments.no_serve:
        screen.paragraph("Ctrl-C ends it; the next start takes seconds.", indent=2, kind="quiet")
    sys.stdout.flush()


def _serve(port: int) -> int:
    from milepost.cli.house.serve import serve_house

    return serve_house("127.0.0.1", port, processes=2, threads=4, worker=True, drain=0)
