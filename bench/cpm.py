"""Goal 4: the critical path method on random networks of 1,000 to 1,000,000 tasks, beside other schedulers and the machine's limit.

Run: ./milepost python -m bench.cpm [--sizes 1000,10000] [--peers required|off] [--edits 1000]
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from bench.agreement import REASONS, agreement
from bench.measure import machine, spoken, table, timed
from bench.networks import Sketch, sketch
from bench.peers import PeerFailed, PeerMissing
from bench.plans import plan_of
from milepost.engine import schedule_plan
from milepost.engine.network.warming import warm
from milepost.exchange import mspdi

SIZES = (1_000, 10_000, 100_000, 1_000_000)
PLAIN_UP_TO, WHOLE_UP_TO, MPXJ_UP_TO, TASKJUGGLER_UP_TO = 100_000, 100_000, 100_000, 1_000
GOALS = {100_000: 0.050, 1_000_000: 0.5}
EDIT_SIZE, EDIT_GOAL = 100_000, 0.001
PEER_LIMIT = 120

Answer = TypeVar("Answer")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints every table; the exit code is 1 only when a peer that `--peers required` wants is missing."""
    choices = _parser().parse_args(arguments)
    sizes = [int(size) for size in choices.sizes.split(",")]
    print("Critical path method: three calendars with holidays and nights, four link kinds, lags, constraints; ~2 links for each task.")
    print(machine(), "\n")
    warm()  # what set-up does: without it large plans are scheduled in plain Python
    missing: list[str] = []
    passes_table({size: sketch(size) for size in sizes})
    start_up_table()
    whole_table([size for size in sizes if size <= WHOLE_UP_TO])
    edits_table(min(EDIT_SIZE, max(sizes)), count=choices.edits)
    if choices.peers != "off":
        missing = peers_tables(sizes)
    return 1 if missing and choices.peers == "required" else 0


def passes_table(sketches: dict[int, Sketch]) -> None:
    """The passes alone, on a network that stands in memory: the goal, and the limit of the machine."""
    from bench.arrays import network_of
    from bench.kernels import measure_passes

    rows = []
    for size, drawn in sketches.items():
        network = network_of(drawn)
        compiled = measure_passes(network, compiled=True)
        limit = _limit(drawn)
        plain = "—"
        if size <= PLAIN_UP_TO:
            from bench.lists import as_lists

            slow = measure_passes(as_lists(network), compiled=False, runs=2)
            assert list(slow.passes.early_start) == compiled.passes.early_start.tolist(), "plain and compiled answers differ"
            plain = spoken(slow.dates + slow.floats)
        goal = GOALS.get(size)
        reached = "—" if goal is None else f"{'yes' if compiled.dates < goal else 'no'}, < {spoken(goal)}"
        rows.append(
            [
                f"{size:,}",
                f"{len(drawn.lag):,}",
                spoken(compiled.dates),
                spoken(compiled.floats),
                reached,
                spoken(limit),
                f"{compiled.dates / limit:.1f} ×",
                plain,
            ]
        )
    print("Passes alone, best of 7 (processor time)")
    print(
        table(
            ["tasks", "links", "forward + backward", "floats", "goal", "limit without calendars", "ours / limit", "all, plain Python"], rows
        ),
        "\n",
    )


def _limit(drawn: Sketch) -> float:
    # Needs Numba, which a comparison of plain kernels does not.
    from bench.limit import columns, passes

    arrays = columns(drawn)
    passes(*arrays)
    return timed(lambda: passes(*arrays), runs=7).best


def start_up_table() -> None:
    """What a fresh process pays before the compiled kernel answers: once for each version, then at each start."""
    from bench.kernels import start_up

    with tempfile.TemporaryDirectory() as cache:
        cold, warm = (json.loads(start_up(cache).out)["seconds"] for _ in range(2))
    print("Getting the compiled kernel ready (wall)")
    print(
        table(
            ["", "seconds"], [["compiling, once for each version", spoken(cold)], ["loading from the cache, each process", spoken(warm)]]
        ),
        "\n",
    )


def whole_table(sizes: Sequence[int]) -> None:
    """From a `Plan` to its `Schedule`: checks, network, passes, roll-up, reasons."""
    from bench.whole import measure_whole

    rows = []
    for size in sizes:
        whole = measure_whole(size)
        rows.append([f"{size:,}", spoken(whole.first), spoken(whole.best), f"{whole.plan_mb:.0f} MB", f"{whole.peak_mb:.0f} MB"])
    print("schedule_plan, everything included")
    print(table(["tasks", "first call of a process (wall)", "later calls (processor)", "memory with the plan", "peak"], rows), "\n")


def edits_table(size: int, *, count: int) -> None:
    """Edits of durations on a live plan."""
    from bench.edits import measure_edits
    from milepost.engine.network.incremental import LivePlan

    plan = plan_of(sketch(size))
    still, moved = measure_edits(LivePlan(plan), plan, count=count)
    rows = []
    for name, edits in (("finish stays", still), ("finish moves", moved)):
        for late in (False, True):
            cells = [spoken(edits.quantile(share, late=late)) for share in (0.5, 0.95, 1.0)]
            within = sum(t < EDIT_GOAL for t in (edits.with_late if late else edits.early)) / max(len(edits.early), 1)
            rows.append(
                [
                    f"{name}, {'early and late dates' if late else 'early dates'}",
                    f"{len(edits.early):,}",
                    *cells,
                    f"{within:.1%}",
                    str(edits.rebuilt),
                ]
            )
    print(f"One duration changed in a live plan of {size:,} tasks (wall)")
    print(table(["", "edits", "median", "95 %", "worst", f"within {spoken(EDIT_GOAL)}", "computed anew"], rows), "\n")


def peers_tables(sizes: Sequence[int]) -> list[str]:
    """MPXJ and TaskJuggler on the same plans; the names of peers that are missing."""
    from bench.peers.mpxj import schedule_with_mpxj
    from bench.peers.taskjuggler import schedule_with_taskjuggler

    missing: list[str] = []
    times, equal = [], []
    for size in sizes:
        if size > MPXJ_UP_TO or (missing and size > TASKJUGGLER_UP_TO):
            continue
        plan = plan_of(sketch(size))
        schedule = schedule_plan(plan)
        ours = timed(lambda plan=plan: schedule_plan(plan), runs=3)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"{size}.xml"
            with file.open("wb") as target:
                mspdi.write(plan, target=target)
            run = _asked(
                lambda file=file, runs=1 if size >= MPXJ_UP_TO else 3: schedule_with_mpxj(file, runs=runs, limit=PEER_LIMIT), missing
            )
        if run is not None and run.wall:
            times.append([f"{size:,}", "MPXJ, first run", spoken(ours.typical), spoken(run.wall[0]), f"{run.wall[0] / ours.typical:.1f} ×"])
            if len(run.wall) > 1:
                times.append(
                    [f"{size:,}", "MPXJ, warm", spoken(ours.typical), spoken(min(run.wall)), f"{min(run.wall) / ours.typical:.1f} ×"]
                )
            for late in (False, True):
                found = agreement(plan, schedule, run.dates, late=late)
                reasons = "; ".join(f"{found.reasons[reason]} {reason}" for reason in REASONS if found.reasons.get(reason))
                equal.append(
                    [
                        f"{size:,}, {'late' if late else 'early'} dates",
                        f"{found.equal:,}",
                        f"{found.compared - found.equal:,}",
                        reasons or "—",
                    ]
                )
        elif run is not None:
            print(f"MPXJ refuses the plan of {size:,} tasks: {run.failure}")
        if size <= TASKJUGGLER_UP_TO:
            juggled = _asked(lambda plan=plan: schedule_with_taskjuggler(plan, limit=PEER_LIMIT), missing)
            if juggled is not None:
                seconds = min(ran.wall for ran in juggled)
                times.append(
                    [f"{size:,}", "TaskJuggler, whole process", spoken(ours.typical), spoken(seconds), f"{seconds / ours.typical:.0f} ×"]
                )
    print("Beside other schedulers, plan in memory (TaskJuggler: from its file), wall")
    print(table(["tasks", "peer", "schedule_plan", "peer", "peer / ours"], times), "\n")
    print("Dates equal with MPXJ's, task by task")
    print(table(["tasks", "equal", "differ", "of which"], equal), "\n")
    return missing


def _asked(question: Callable[[], Answer], missing: list[str]) -> Answer | None:
    """The peer's answer; None, and a line that says why, without one."""
    try:
        return question()
    except PeerMissing as absent:
        missing.append(str(absent))
        print(f"missing: {absent}")
    except PeerFailed as failed:
        print(f"no answer: {failed}")
    except subprocess.TimeoutExpired:
        print(f"no answer: stopped after {PEER_LIMIT} s")
    return None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench.cpm", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="counts of tasks, with commas (default: %(default)s)")
    parser.add_argument(
        "--peers", choices=("wanted", "required", "off"), default="wanted", help="what to do without a peer: say so, fail, or do not ask"
    )
    parser.add_argument("--edits", type=int, default=1000, help="how many edits to time (default: %(default)s)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
