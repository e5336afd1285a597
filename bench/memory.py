"""Memory: 50,000 tasks with 100,000 links, read from MS Project XML and planned by the command, in at most 500 MB.

Run: ./milepost python -m bench.memory [--tasks 50000] [--people 200]
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.measure import machine, run_process, spoken, table
from bench.networks import sketch
from bench.plans import plan_of
from milepost.exchange import mspdi

GOAL_MB = 500
OUTPUTS = ((), ("json",), ("html",), ("mspdi",), ("html", "json"))
LIMIT = 900


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table; 1 when a command fails or the plan without outputs takes more memory than the goal."""
    choices = _parser().parse_args(arguments)
    rows = []
    within = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "plan.xml"
        links = write_plan(file, choices.tasks, people=choices.people)
        size = file.stat().st_size / 1e6
        print(f"{choices.tasks:,} tasks, {links:,} links, {choices.people} people, {size:.0f} MB of MS Project XML\n{machine()}\n")
        for outputs in OUTPUTS:
            wanted = [word for output in outputs for word in (f"--{output}", str(folder / f"out.{output}"))]
            ran = run_process([sys.executable, "-P", "-m", "milepost.cli", "plan", str(file), "--quiet", *wanted], limit=LIMIT)
            written = ", ".join(
                f"{output} {(folder / f'out.{output}').stat().st_size / 1e6:.0f} MB"
                for output in outputs
                if (folder / f"out.{output}").exists()
            )
            verdict = "failed" if ran.code else "yes" if ran.peak_mb <= GOAL_MB else "no"
            within = within and verdict == "yes"
            rows.append(
                [
                    " ".join(f"--{o}" for o in outputs) or "no output",
                    f"{ran.peak_mb:.0f} MB",
                    spoken(ran.wall),
                    spoken(ran.cpu),
                    written or "—",
                    verdict,
                ]
            )
            if ran.code:
                print(f"milepost plan ended with {ran.code}: {ran.err.strip()[-500:]}", file=sys.stderr)
    print(table(["milepost plan FILE", "peak", "wall", "processor", "written", f"≤ {GOAL_MB} MB"], rows))
    return 0 if within else 1


def write_plan(file: Path, tasks: int, *, people: int) -> int:
    """Write the generated plan; answers how many links it has."""
    plan = plan_of(sketch(tasks), people=people)
    with file.open("wb") as target:
        mspdi.write(plan, target=target)
    return len(plan.links)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.memory", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, default=50_000)
    parser.add_argument("--people", type=int, default=200, help="0: no assignments (default: %(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
