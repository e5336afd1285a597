"""The options of levelling."""

import argparse
from datetime import datetime
from math import isfinite

from milepost.cli.plan.asked.options.kinds import moment

DEFAULT_WORK = 300
MOST_WORK = 100_000_000
MOST_SECONDS = 7 * 86_400
MOST_WEIGHT = 1000


def add_levelling(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    about = "Nobody has more to do than they can, and the projects finish as early as found. Ctrl-C stops the search and keeps the best."
    group = parser.add_argument_group("levelling", about)
    add = group.add_argument
    add("--level", action="store_true", help="move work so that nobody is overloaded; say why each task moved")
    add("--work", type=work, metavar="N", help=f"schedules to try (default: {DEFAULT_WORK}); the same N and --seed give the same plan")
    add("--seconds", type=seconds, metavar="S", help="stop the search after so long, and say how to get the same plan again")
    add("--minimal-change", action="store_true", help="move as little as possible from the dates the plan has now")
    add("--steady", action="store_true", help="rather let people finish what they began than have them leave and come back")
    add("--prove", action="store_true", help="try to prove that a small plan of one calendar cannot end earlier (extra: proofs)")
    add("--choose-people", action="store_true", help="put people in the place of placeholders, by skill and level (see --people)")
    add("--bookings", metavar="FILE", help="time of people that is promised elsewhere and stays as it is (.csv, .xlsx, .json)")
    add("--weight", action="append", default=[], type=weight, metavar="PROJECT=N",
        help="a late day of this project counts N times (default: 1; may be repeated)")  # fmt: skip
    add("--due", action="append", default=[], type=due, metavar="PROJECT=DATE",
        help="the project is late after this date (default: its finish if everybody were always free; may be repeated)")  # fmt: skip


def work(text: str) -> int:
    """How many schedules to try."""
    if not text.strip().isdecimal() or not 0 < int(text) <= MOST_WORK:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to {MOST_WORK:,} (schedules to try, for example 2000)")
    return int(text)


def seconds(text: str) -> float:
    """How long to search."""
    wrong = f"{text!r} is not a number of seconds above 0 and up to {MOST_SECONDS:,} (seven days), for example 30 or 0.5"
    try:
        found = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(wrong) from None
    if not isfinite(found) or not 0 < found <= MOST_SECONDS:
        raise argparse.ArgumentTypeError(wrong)
    return found


def weight(text: str) -> tuple[str, int]:
    """A project and how much its delay counts."""
    name, sign, value = text.rpartition("=")
    if not sign or not name.strip() or not value.strip().isdecimal() or not 1 <= int(value) <= MOST_WEIGHT:
        raise argparse.ArgumentTypeError(
            f"{text!r} does not weigh a project; expected its client, name or file and a whole number from 1 to {MOST_WEIGHT:,}, "
            'for example --weight "Network refresh=3"'
        )
    return name.strip(), int(value)


def due(text: str) -> tuple[str, datetime]:
    """A project and the date after which it is late."""
    name, sign, value = text.rpartition("=")
    if not sign or not name.strip() or not value.strip():
        raise argparse.ArgumentTypeError(
            f'{text!r} does not give a project its date; expected for example --due "Network refresh=2026-06-12"'
        )
    return name.strip(), moment(value)
