"""Goal 5: computed early dates beside those that plan files store, task by task, with the reason for each that differs.

Run: ./milepost python -m bench.exactness [FOLDER] [--peers required|off] [--list]
"""

import argparse
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measure import machine, table
from bench.peers import PeerFailed, PeerMissing
from milepost.engine import Schedule, schedule_plan
from milepost.engine.model import Plan
from milepost.engine.network.compare import Comparison, Difference, compare_stored
from milepost.exchange.imported import Imported, Unreadable
from milepost.exchange.read import read_plan
from milepost.values import moment_text

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "plans"
SUFFIXES = {".mpp", ".mpx", ".xml", ".xer", ".planner", ".gan"}
MICROSOFT = {"MPP", "MSPDI"}
"""Formats of MS Project's own: the goal is about their dates. Other programs follow other rules, and some store dates not computed."""
EQUAL = (Difference.NONE, Difference.NOT_STORED)
PEER_LIMIT = 60


@dataclass(frozen=True)
class Checked:
    """One file: what was read, what was computed, how that compares; MPXJ's count of equal dates, or why there is none."""

    file: Path
    imported: Imported
    comparison: Comparison
    late_equal: int
    late_stored: int
    peer: str

    @property
    def counts_for_goal(self) -> bool:
        """Whether the file is in one of MS Project's own formats."""
        return self.imported.source.format in MICROSOFT

    @property
    def unexplained(self) -> int:
        """Tasks for which no reason is known: goal 5 wants none."""
        return self.comparison.counts.get(Difference.UNEXPLAINED, 0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the tables; 1 when a date of MS Project's has no explanation, or a peer that is required is missing."""
    choices = _parser().parse_args(arguments)
    if not choices.folder.is_dir():
        print(f"There is no folder {choices.folder}; name one with plan files.", file=sys.stderr)
        return 2
    print(f"Early dates computed and stored, files of {choices.folder.name}/\n{machine()}\n")
    checked, refused, missing = [], [], False
    for file in sorted(path for path in choices.folder.rglob("*") if path.suffix.lower() in SUFFIXES):
        try:
            one = check(file, peer=choices.peers != "off" and not missing)
        except Unreadable as reason:
            refused.append([file.name, reason.problems[0].message])
            continue
        missing = missing or one.peer == "missing"
        checked.append(one)
    for title, wanted in (("Files in MS Project's formats (goal 5)", True), ("Files of other programs", False)):
        print(f"{title}\n{report([one for one in checked if one.counts_for_goal is wanted])}\n")
    if refused:
        print(table(["refused", "because"], refused), "\n")
    if choices.list:
        print(differences(checked))
    failed = any(one.unexplained for one in checked if one.counts_for_goal) or (missing and choices.peers == "required")
    return 1 if failed else 0


def check(file: Path, *, peer: bool = True) -> Checked:
    """Read, schedule and compare one file. Raises Unreadable."""
    imported = read_plan(file)
    schedule = schedule_plan(imported.plan)
    comparison = compare_stored(imported.plan, schedule)
    late_equal, late_stored = late_dates(imported.plan, schedule)
    return Checked(file, imported, comparison, late_equal, late_stored, _peer(file, imported.plan, comparison) if peer else "—")


def late_dates(plan: Plan, schedule: Schedule) -> tuple[int, int]:
    """Leaf tasks whose late start and finish are those stored, and those that have both stored."""
    stored = [t for t in plan.tasks if t.id in schedule and t.id not in plan.summaries and t.level > 0 and t.stored.late_start is not None]
    equal = sum((t.stored.late_start, t.stored.late_finish) == (schedule[t.id].late_start, schedule[t.id].late_finish) for t in stored)
    return equal, len(stored)


def _peer(file: Path, plan: Plan, comparison: Comparison) -> str:
    """How many of the same tasks MPXJ's scheduler gives their stored early dates."""
    from bench.peers.mpxj import schedule_with_mpxj

    try:
        run = schedule_with_mpxj(file, runs=1, limit=PEER_LIMIT)
    except PeerMissing as absent:
        print(f"missing: {absent}")
        return "missing"
    except (PeerFailed, subprocess.TimeoutExpired) as failed:
        return f"failed: {str(failed)[:40]}"
    if run.failure:
        return "refuses"
    equal = 0
    for row in comparison.rows:
        dates = run.dates.get(plan.task[row.task].uid or -1, (None, None))
        equal += row.stored_start is not None and (row.stored_start, row.stored_finish) == dates[:2]
    return str(equal)


def report(checked: Sequence[Checked]) -> str:
    """One line for each file, and their sum."""
    rows = []
    total: Counter[Difference] = Counter()
    for one in checked:
        total.update(one.comparison.counts)
        late = f"{one.late_equal} of {one.late_stored}" if one.late_stored else "—"
        rows.append([one.file.name, *_cells(one.comparison.compared, one.comparison.counts), one.peer, late])
    theirs = sum(int(one.peer) for one in checked if one.peer.isdigit())
    late = f"{sum(one.late_equal for one in checked)} of {sum(one.late_stored for one in checked)}"
    rows.append(["all", *_cells(sum(one.comparison.compared for one in checked), total), str(theirs), late])
    return table(["file", "compared", "equal", "differ, by reason", "equal with MPXJ", "late dates equal"], rows)


def _cells(compared: int, counts: Mapping[Difference, int]) -> list[str]:
    reasons = "; ".join(f"{counts[kind]} {kind.value}" for kind in Difference if kind not in EQUAL and counts.get(kind))
    return [str(compared), str(counts.get(Difference.NONE, 0)), reasons or "—"]


def differences(checked: Sequence[Checked]) -> str:
    """Every task that differs, with both pairs of dates."""
    lines = []
    for one in checked:
        for row in one.comparison.rows:
            if row.difference not in EQUAL and row.stored_start is not None and row.stored_finish is not None:
                task = one.imported.plan.task[row.task]
                stored = f"{moment_text(row.stored_start)} – {moment_text(row.stored_finish)}"
                ours = f"{moment_text(row.start)} – {moment_text(row.finish)}"
                lines.append(f"{one.file.name}: {task.row} '{task.name}': stored {stored}, computed {ours}: {row.difference.value}")
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.exactness", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="folder of plan files (default: ../shared/data/plans)")
    parser.add_argument("--peers", choices=("wanted", "required", "off"), default="wanted", help="what to do without MPXJ's scheduler")
    parser.add_argument("--list", action="store_true", help="print every task that differs")
    return parser


if __name__ == "__main__":
    sys.exit(main())
