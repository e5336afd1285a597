"""Writes the house's people file: skills, working patterns, leave and rates, in the layout that people.schema.json publishes."""

import json

from house import HOLIDAYS, HOUSE, MEMBERS, Member

WEEK = {day: ["09:00-12:45", "13:30-17:15"] for day in ("mon", "tue", "wed", "thu", "fri")}

SKILLS = {
    "Priya Raman": {"Project management": 5, "Risk management": 4},
    "Tom Ashworth": {"Routing and switching": 5, "Firewalls": 4, "Wi-Fi": 3},
    "Leila Haddad": {"Routing and switching": 3, "Wi-Fi": 5, "Cabling": 3},
    "Marcus Bell": {"Servers": 5, "Identity": 4, "Databases": 3},
    "Daniel Kerr": {"Desktop": 4, "Rollouts": 4, "Wi-Fi": 2},
    "Grace Okafor": {"Finance systems": 5, "Business analysis": 4},
    "Owen Pritchard": {"Integration": 5, "Packaging": 4, "Reporting": 4},
    "Sofia Lindqvist": {"Training": 5, "Communications": 4},
}
LEAVE = {
    "Tom Ashworth": [("2027-04-05", "2027-04-09", "Annual leave")],
    "Leila Haddad": [("2027-05-17", "2027-05-21", "Annual leave")],
    "Grace Okafor": [("2027-03-25", "2027-03-25", "Medical appointment"), ("2027-04-12", "2027-04-16", "Annual leave")],
    "Owen Pritchard": [("2027-06-14", "2027-06-25", "Annual leave")],
    "Daniel Kerr": [("2027-05-28", "2027-06-04", "Annual leave")],
    "Priya Raman": [("2027-04-06", "2027-04-07", "Annual leave")],
}
PAY_RISE = {
    "Tom Ashworth": "60",
    "Leila Haddad": "48",
    "Marcus Bell": "52",
    "Daniel Kerr": "35.50",
    "Grace Okafor": "57",
    "Owen Pritchard": "53",
}


def write_people() -> str:
    """The whole file as text."""
    holidays = [{"from": str(first), **({"to": str(last)} if first != last else {}), "name": name} for first, last, name in HOLIDAYS]
    calendar = {"name": f"{HOUSE} standard", "week": WEEK, "holidays": holidays}
    people = [person(member) for member in MEMBERS if not member.material and not member.generic]
    return json.dumps({"version": 1, "calendars": [calendar], "people": people}, indent=2, ensure_ascii=False) + "\n"


def person(member: Member) -> dict[str, object]:
    """One member of the house."""
    found: dict[str, object] = {"name": member.name, "email": member.email, "group": member.role, "calendar": f"{HOUSE} standard"}
    if member.name == "Sofia Lindqvist":  # four days a week
        found["calendar"] = {"base": f"{HOUSE} standard", "fri": []}
        found["aliases"] = ["Sofia L."]
    found["skills"] = [{"name": name, "level": level} for name, level in SKILLS[member.name].items()]
    if member.name in LEAVE:
        found["leave"] = [{"from": first, "to": last, "reason": reason} for first, last, reason in LEAVE[member.name]]
    rates = [{"standard": float(member.rate), "per": "hour", "currency": "GBP"}]
    if member.name in PAY_RISE:
        rates.append({"from": "2027-04-01", "standard": float(PAY_RISE[member.name]), "per": "hour", "currency": "GBP"})
    found["rates"] = rates
    return found
