"""Writes the risk file of the office network refresh: estimates, risks, common causes and tolerances of an ordinary IT roll-out."""

import json

from source import Plan

Three = tuple[float, float, float]

ESTIMATES: dict[str, tuple[Three, str]] = {
    "leadsw": ((26, 28, 45), "elapsed days"),
    "carriers": ((38, 40, 58), "days"),
    "cabth": ((7, 8, 12), "days"),
    "cabq": ((3.5, 4, 6), "days"),
    "cablib": ((2.5, 3, 5), "days"),
    "coreconf": ((2.5, 3, 5), "days"),
    "acconf": ((4, 5, 8), "days"),
    "fwrules": ((4, 5, 10), "days"),
    "fwconf": ((2, 3, 5), "days"),
    "nac": ((3, 4, 8), "days"),
    "wlan": ((2, 3, 5), "days"),
    "th01": ((3, 4, 6), "days"),
    "th23": ((3, 4, 6), "days"),
    "fix": ((1, 3, 8), "days"),
    "asbuilt": ((5, 6, 9), "days"),
}
CAUSES = (
    ("The cabling contractor's crew", ("cabth", "cabq", "cablib"), 0.6),
    ("The new switch software", ("coreconf", "acconf", "wlan"), 0.4),
)
EVENTS: tuple[dict[str, object], ...] = (
    {
        "id": "R1",
        "name": "The supplier ships the switches late",
        "probability": 0.25,
        "impacts": {"leadsw": ((7, 14, 28), "elapsed days")},
        "cost": (600, 900, 1800),
        "owner": "Priya Raman",
        "response": "Weekly call with the distributor; loan stock is reserved until 9 April.",
        "category": "Supply",
    },
    {
        "id": "R2",
        "name": "The carrier misses its date for the new circuit",
        "probability": 0.3,
        "impacts": {"carriers": ((5, 10, 30), "days")},
        "owner": "Priya Raman",
        "response": "Keep the old circuit until the new one is accepted; ask for a wireless standby line.",
        "category": "Supply",
    },
    {
        "id": "R3",
        "name": "Asbestos is found in the Town Hall risers",
        "probability": 0.15,
        "impacts": {"cabth": ((5, 10, 20), "days")},
        "cost": (3000, 6000, 15000),
        "owner": "Priya Raman",
        "response": "Ask the council for the register before the crew arrives; surface trunking is priced as the second way.",
        "category": "Site",
    },
    {
        "id": "R4",
        "name": "The council's change board puts off the library cut-over",
        "probability": 0.2,
        "impacts": {"cab1": ((2, 5, 10), "days")},
        "owner": "Priya Raman",
        "response": "Hand in the change two weeks ahead; agree a second evening.",
        "category": "Client",
    },
    {
        "id": "R5",
        "name": "A firmware fault shows in the soak test",
        "probability": 0.2,
        "impacts": {"soak": ((2, 4, 7), "elapsed days"), "wlan": ((1, 2, 3), "days")},
        "owner": "Leila Haddad",
        "response": "Stay on the release the vendor recommends; open a case in advance.",
        "category": "Technology",
    },
    {
        "id": "R6",
        "name": "The lead engineer is away for weeks",
        "probability": 0.1,
        "impacts": {"coreconf": ((2, 5, 15), "days"), "fwconf": ((2, 5, 10), "days")},
        "cost": (4000, 8000, 20000),
        "owner": "Marcus Bell",
        "response": "Leila shadows the core build; a contractor is known by name.",
        "category": "People",
    },
    {
        "id": "R7",
        "name": "The security test finds a serious flaw",
        "probability": 0.3,
        "impacts": {"fix": ((2, 5, 10), "days")},
        "cost": (1500, 2500, 6000),
        "owner": "Tom Ashworth",
        "response": "Own scan of the firewall rules before the testers come.",
        "category": "Technology",
    },
)


def write_risks(plan: Plan) -> str:
    """The whole file as text; tasks by the names they have in the plan."""
    names = {row.key: row.name for row in plan.rows}
    document = {
        "version": 1,
        "default": {**three((0.9, 1, 1.3)), "unit": "times"},
        "tolerance": {"time": 10, "unit": "days", "cost": 8000},
        "estimates": [{"task": names[key], **three(values), "unit": unit} for key, (values, unit) in ESTIMATES.items()],
        "events": [event(one, names) for one in EVENTS],
        "causes": [{"name": name, "tasks": [names[key] for key in keys], "coefficient": value} for name, keys, value in CAUSES],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def event(one: dict[str, object], names: dict[str, str]) -> dict[str, object]:
    """One risk of the register."""
    made = dict(one)
    made["impacts"] = [{"task": names[key], **three(values), "unit": unit} for key, (values, unit) in one["impacts"].items()]  # type: ignore[attr-defined]
    if "cost" in one:
        made["cost"] = three(one["cost"])  # type: ignore[arg-type]
    return made


def three(values: Three) -> dict[str, float]:
    """Three points by name."""
    return dict(zip(("low", "likely", "high"), values, strict=True))
