"""A realistic roll-out of 60 tasks by six people, scheduled here by a tiny forward pass."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from milepost.values import Currency

START = datetime(2026, 9, 7, 9)
STATUS = datetime(2026, 11, 16, 17)
GBP = Currency()
RATES = {"Asha Shah": 780, "Ben Jones": 640, "Chidi Okafor": 620, "Dora Müller": 690, "Elena Rossi": 560, "Jun Lee": 600}

# name, working days, person, predecessors by number of task (from 1) - "12SS" starts together with 12; 0 days is a milestone
PHASES: tuple[tuple[str, tuple[tuple[str, int, str, str], ...]], ...] = (
    (
        "Initiation",
        (
            ("Agree scope and success measures", 4, "Asha Shah", ""),
            ("Appoint project board", 2, "Asha Shah", "1"),
            ("Write project initiation document", 5, "Asha Shah", "1"),
            ("Initiation approved", 0, "", "2 3"),
        ),
    ),
    (
        "Discovery",
        (
            ("Survey 12 sites", 9, "Ben Jones", "4"),
            ("Inventory of devices and applications", 7, "Chidi Okafor", "4"),
            ("Identity and directory health check", 4, "Dora Müller", "4"),
            ("Map application owners", 5, "Elena Rossi", "6SS"),
            ("Assess network capacity", 4, "Ben Jones", "5"),
            ("Discovery report", 3, "Asha Shah", "6 7 8 9"),
        ),
    ),
    (
        "Design",
        (
            ("Target network design", 6, "Ben Jones", "10"),
            ("Identity and conditional access design", 7, "Dora Müller", "10"),
            ("Device build and packaging standard", 5, "Chidi Okafor", "10"),
            ("Migration approach for file shares", 4, "Jun Lee", "10"),
            ("Security review", 4, "Dora Müller", "11 12"),
            ("Training approach", 3, "Elena Rossi", "10"),
            ("Design approved by architecture board", 0, "", "13 14 15"),
        ),
    ),
    (
        "Procurement",
        (
            ("Quotations for switches and access points", 5, "Asha Shah", "11"),
            ("Order laptops (420)", 2, "Asha Shah", "13"),
            ("Supplier lead time: network hardware", 20, "", "18"),
            ("Supplier lead time: laptops", 15, "", "19"),
            ("Hardware received", 0, "", "20 21"),
        ),
    ),
    (
        "Build",
        (
            ("Build core network in data centre", 8, "Ben Jones", "17"),
            ("Configure tenant and directory sync", 6, "Dora Müller", "17"),
            ("Conditional access policies", 5, "Dora Müller", "24"),
            ("Package 64 applications", 18, "Chidi Okafor", "17"),
            ("Autopilot profiles", 5, "Jun Lee", "24"),
            ("Mail migration batches prepared", 6, "Jun Lee", "27"),
            ("Monitoring and alerting", 4, "Ben Jones", "23"),
            ("Service desk knowledge articles", 8, "Elena Rossi", "16 17"),
            ("Build complete", 0, "", "23 25 26 28 29"),
        ),
    ),
    (
        "Test",
        (
            ("System test", 6, "Chidi Okafor", "31"),
            ("Performance test of core network", 3, "Ben Jones", "31"),
            ("Penetration test (external)", 5, "", "31"),
            ("Fix findings", 4, "Dora Müller", "32 33 34"),
            ("User acceptance test", 5, "Elena Rossi", "32"),
            ("Ready for pilot", 0, "", "35 36 22"),
        ),
    ),
    (
        "Pilot at Head Office",
        (
            ("Install switches at Head Office", 3, "Ben Jones", "37"),
            ("Migrate 40 pilot users", 4, "Jun Lee", "38"),
            ("Hyper-care for pilot users", 5, "Elena Rossi", "39"),
            ("Lessons and adjustments", 2, "Asha Shah", "40"),
            ("Go/no-go decision", 0, "", "41"),
        ),
    ),
    (
        "Roll-out",
        (
            ("Train champions at all sites", 5, "Elena Rossi", "42"),
            ("Wave 1: Aberdeen, Bristol, Cardiff", 6, "Jun Lee", "42"),
            ("Wave 1 network cut-over", 4, "Ben Jones", "44SS"),
            ("Wave 2: Derby, Exeter, Fife, Glasgow", 7, "Jun Lee", "44 45 43"),
            ("Wave 2 network cut-over", 5, "Ben Jones", "46SS"),
            ("Wave 3: Hull, Ipswich, Jersey, Kent", 7, "Jun Lee", "46 47"),
            ("Wave 3 network cut-over", 5, "Ben Jones", "48SS"),
            ("Move shared mailboxes and file shares", 12, "Dora Müller", "44"),
            ("User training sessions", 14, "Elena Rossi", "43"),
            ("All sites live", 0, "", "48 49 50 51"),
        ),
    ),
    (
        "Closure",
        (
            ("Decommission old servers", 6, "Chidi Okafor", "52"),
            ("Return leased equipment", 3, "Ben Jones", "52"),
            ("Hand over to service desk", 4, "Elena Rossi", "52"),
            ("Documentation complete", 4, "Dora Müller", "52"),
            ("Benefits baseline measured", 3, "Asha Shah", "55"),
            ("Closure report", 3, "Asha Shah", "53 54 55 56"),
            ("Lessons workshop", 1, "Asha Shah", "58"),
            ("Project closed", 0, "", "58 59"),
        ),
    ),
)


@dataclass
class Job:
    number: int
    name: str
    days: int
    person: str
    before: list[tuple[int, str]]
    start: int = 0
    finish: int = 0
    late: int = 10**6
    phase: str = ""
    after: list[tuple[int, str]] = field(default_factory=list)

    @property
    def spare(self) -> int:
        return self.late - self.finish


def day(number: int, *, end: bool = False) -> datetime:
    """The date of a working day counted from the start, at nine or (end of the day before) at half past five."""
    if end and number > 0:
        return day(number - 1).replace(hour=17, minute=30)
    return START + timedelta(days=number // 5 * 7 + number % 5)


def jobs() -> list[Job]:
    found: list[Job] = []
    for phase, tasks in PHASES:
        for name, days, person, before in tasks:
            links = [(int(each.removesuffix("SS")), "SS" if each.endswith("SS") else "FS") for each in before.split()]
            job = Job(len(found) + 1, name, days, person, links, phase=phase)
            job.start = max((found[n - 1].start if kind == "SS" else found[n - 1].finish for n, kind in links), default=0)
            job.finish = job.start + days
            for number, kind in links:
                found[number - 1].after.append((job.number, kind))
            found.append(job)
    for job in reversed(found):
        limits = [found[n - 1].late - found[n - 1].days + (job.days if kind == "SS" else 0) for n, kind in job.after]
        job.late = min(limits, default=found[-1].finish)
    return found
