"""Goal 6: calibration of estimates, learned from earlier tasks and checked on later ones, beside the estimates as they stood.

Run: ./milepost python -m bench.calibration FOLDER   (a folder with sip_tasks.csv and sip_est_act_dates.csv of the SiP data set:
Jones and Cullum, A conversation around the analysis of the SiP effort estimation dataset, 2019; not part of this repository)
"""

import csv
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bench.measure import machine, spoken, table, timed
from milepost.engine.calibration import BackTest, Record, Weighing, back_test
from milepost.values import to_moment

GOALS = {50: (0.45, 0.55), 80: (0.75, 0.85)}
CLASSES = {
    "all in one class": lambda row: "",
    "category": lambda row: row["Category"],
    "category and kind": lambda row: f"{row['Category']} / {row['SubCategory']}",
    "kind and size": lambda row: f"{row['SubCategory']} / {size_band(float(row['HoursEstimate']))}",
    "size of the estimate": lambda row: size_band(float(row["HoursEstimate"])),
    "category and size": lambda row: f"{row['Category']} / {size_band(float(row['HoursEstimate']))}",
}


def size_band(hours: float) -> str:
    """An estimate's size in words people use."""
    for limit, name in ((2, "under 2 h"), (4, "under 4 h"), (8, "under a day"), (20, "under 3 days"), (40, "under a week")):
        if hours < limit:
            return name
    return "a week or more"


def read_records(folder: Path) -> tuple[list[dict[str, str]], dict[str, int]]:
    """One row for each task, and the moment each was estimated."""
    with (folder / "sip_est_act_dates.csv").open(encoding="latin-1") as stream:
        when = {row["TaskNumber"]: to_moment(datetime.strptime(row["EstimateOn"], "%d-%b-%y")) for row in csv.DictReader(stream)}
    with (folder / "sip_tasks.csv").open(encoding="latin-1") as stream:
        rows = {row["TaskNumber"]: row for row in csv.DictReader(stream)}
    return list(rows.values()), when


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table."""
    folder = Path((arguments if arguments is not None else sys.argv[1:])[0])
    rows, when = read_records(folder)
    print(f"{len(rows):,} tasks; each forecast only from tasks estimated earlier (half to begin with, then five steps).")
    print(machine(), "\n")
    shown = []
    for name, group in CLASSES.items():
        records = [
            Record(float(row["HoursEstimate"]), float(row["HoursActual"]), group(row), when[number], f"task {number}")
            for row in rows
            if (number := row["TaskNumber"]) in when
        ]
        ran = timed(lambda records=records: back_test(records), runs=1)
        shown.append(_row(name, ran.result, ran.best))
        last = ran.result
        if not shown[1:]:
            one = timed(lambda records=records: back_test(records, weighing=Weighing()), runs=1)
            shown.append(_row("one factor for everything", one.result, one.best))
    for learn in (0.3, 0.7):
        ran = timed(lambda records=records, learn=learn: back_test(records, learn=learn), runs=1)
        shown.append(_row(f"{name}, learned from the first {learn:.0%}", ran.result, ran.best))
    print(table(("reference class", "P50 covers", "P80 covers", "pinball 50", "pinball 80", "PRED(25)", "time"), shown))
    if last.raw is not None:
        raw = last.raw
        print(f"\nThe estimates as they stood: cover {raw.coverage[50]:.1%}, pinball {raw.pinball[50]:.3f} / {raw.pinball[80]:.3f},")
        print(f"PRED(25) {raw.within:.1%}. {last.equal:.1%} of the tasks took exactly what was estimated.")
    print("Goal: P50 covers 45 to 55 %, P80 covers 75 to 85 %.")
    for problem in last.problems:
        print(problem)
    return 0


def _row(name: str, tested: BackTest, seconds: float) -> tuple[str, ...]:
    score = tested.calibrated
    if score is None:
        return (name, *("—",) * 5, spoken(seconds))
    covered = [f"{score.coverage[p]:.1%} {'✓' if low <= score.coverage[p] <= high else '✗'}" for p, (low, high) in GOALS.items()]
    return (name, *covered, *(f"{score.pinball[p]:.3f}" for p in GOALS), f"{score.within:.1%}", spoken(seconds))


if __name__ == "__main__":
    sys.exit(main())
