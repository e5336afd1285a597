"""Writes the house's past work: what 120 finished pieces of it were estimated at and took, made up from a fixed seed."""

import csv
import io
import math
import random
from datetime import date, timedelta

SEED = 20270226
COUNT = 120
FIRST = date(2025, 1, 6)

WORK: dict[str, tuple[float, float, tuple[str, ...]]] = {
    "Senior network engineer": (1.22, 0.35, ("Core switch build", "Firewall migration", "Network design", "Cut-over")),
    "Network engineer": (1.12, 0.3, ("Access switch build", "Wireless survey", "Wireless controller", "Link testing")),
    "Infrastructure engineer": (1.3, 0.4, ("Server build", "Directory clean-up", "Certificate services", "Backup test")),
    "Desktop engineer": (1.0, 0.18, ("Laptop batch", "Image update", "Floor-walking", "Decommissioning")),
    "Integration developer": (1.45, 0.45, ("Interface", "Data migration", "Report set", "Packaging")),
    "Finance systems consultant": (1.18, 0.3, ("Workshop series", "Chart of accounts", "User acceptance test", "Parallel run")),
    "Trainer and change lead": (1.02, 0.15, ("Training course", "Quick guides", "Communications round")),
}
"""By role: how much longer work takes in the middle, how far it spreads, and what it is."""

ON_THE_DOT = 0.25
"""How often the timesheet repeats the estimate."""


def write_records() -> str:
    """The whole file as text, in order of finishing."""
    chance = random.Random(SEED)
    rows = []
    for number in range(1, COUNT + 1):
        role = chance.choice(list(WORK))
        middle, spread, kinds = WORK[role]
        estimate = chance.choice((4, 7.5, 11, 15, 22.5, 30, 37.5, 45, 60, 75))
        ratio = 1.0 if chance.random() < ON_THE_DOT else middle * math.exp(spread * chance.gauss(0, 1))
        actual = max(round(estimate * ratio * 2) / 2, 0.5)
        finished = FIRST + timedelta(days=number * 6 + chance.randrange(6))
        rows.append((f"J{number:03d}", chance.choice(kinds), role, f"{estimate:g}", f"{actual:g}", finished.isoformat()))
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("Ref", "Work", "Role", "Estimate (hours)", "Actual (hours)", "Finished"))
    writer.writerows(rows)
    return stream.getvalue()
