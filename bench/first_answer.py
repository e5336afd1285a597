"""Goal 7: how long a person waits for the first plan of 300 tasks after installing, with nothing compiled and nothing cached.

Run: ./milepost python -m bench.first_answer [--tasks 300] [--runs 5] [--peers required|off]
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import milepost
from bench.measure import Ran, machine, run_process, spoken, table
from bench.networks import sketch
from bench.peers import PeerFailed, PeerMissing
from bench.plans import plan_of
from milepost.exchange import mspdi

GOAL = 3.0
PEOPLE = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table; 1 when the goal is missed, or a peer that is required is missing."""
    choices = _parser().parse_args(arguments)
    plan = plan_of(sketch(choices.tasks), people=PEOPLE)
    print(f"First answer for a plan of {choices.tasks} tasks with {len(plan.links)} links and {PEOPLE} people\n{machine()}\n")
    rows = []
    missing = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "plan.xml"
        with file.open("wb") as target:
            mspdi.write(plan, target=target)
        fresh = [plan_once(file, folder, fresh=True) for _ in range(choices.runs)]
        warm = [plan_once(file, folder, fresh=False) for _ in range(choices.runs)]
        rows = [_row("milepost plan --html, nothing compiled or cached", fresh), _row("the same, second time", warm)]
        if choices.peers != "off":
            from bench.peers.taskjuggler import schedule_with_taskjuggler

            try:
                rows.append(_row("tj3 on the same plan, no report", schedule_with_taskjuggler(plan, runs=min(choices.runs, 3))))
            except PeerMissing as absent:
                print(f"missing: {absent}")
                missing = True
            except PeerFailed as failed:
                print(f"no answer: {failed}")
    reached = min(ran.wall for ran in fresh) <= GOAL
    print("Wall time counts what others do on this machine.")
    print(table(["", "wall, best", "wall, median", "processor, best", "peak"], rows))
    print(f"\nGoal: the best first answer within {spoken(GOAL)}: {'reached' if reached else 'missed'}.")
    return 1 if not reached or (missing and choices.peers == "required") else 0


def plan_once(file: Path, folder: Path, *, fresh: bool) -> Ran:
    """`milepost plan FILE --html` as a process; `fresh` gives it a copy of the product without bytecode, and an empty cache folder.

    The libraries keep their bytecode: pip compiles it when it installs them.
    """
    place = folder / "fresh"
    shutil.rmtree(place, ignore_errors=True)
    source = Path(milepost.__file__).parent
    if fresh:
        shutil.copytree(source, place / "milepost", ignore=shutil.ignore_patterns("__pycache__"))
    environment = {
        "PYTHONPATH": str(place if fresh else source.parent),
        "XDG_CACHE_HOME": str(place / "cache" if fresh else folder / "cache"),
        "NUMBA_CACHE_DIR": None,
    }
    command = [sys.executable, "-P", "-m", "milepost.cli", "plan", str(file), "--html", str(folder / "plan.html"), "--quiet"]
    ran = run_process(command, environment=environment)
    if ran.code:
        raise RuntimeError(f"milepost plan ended with {ran.code}: {ran.err.strip()[-500:]}")
    return ran


def _row(name: str, runs: Sequence[Ran]) -> list[str]:
    wall = [ran.wall for ran in runs]
    return [
        name,
        spoken(min(wall)),
        spoken(median(wall)),
        spoken(min(ran.cpu for ran in runs)),
        f"{max(ran.peak_mb for ran in runs):.0f} MB",
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.first_answer", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", choices=("wanted", "required", "off"), default="wanted", help="what to do without TaskJuggler")
    return parser


if __name__ == "__main__":
    sys.exit(main())
