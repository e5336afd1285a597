"""Templates that a new house begins with, as texts: a task in each line, its parts indented below it.

    name | days at best, usual, at worst | work role | thing to tick; another thing

A task waits for the one above it; one that begins with "=" waits for the same as the one above it, beside which it is done. "0" days make a
milestone. What is set in is part of the line above that is set in less.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

DAY = 450


@dataclass(frozen=True, slots=True)
class Line:
    """A task of a template; `parent` and `waits_for` are places in the list."""

    name: str
    parent: int | None
    days: tuple[int, int, int] | None
    role: str
    checklist: tuple[str, ...]
    waits_for: tuple[int, ...] = field(default=())

    @property
    def is_milestone(self) -> bool:
        """Whether nothing is worked on there."""
        return self.days is not None and self.days[1] == 0


def lines_of(text: str) -> list[Line]:
    """The tasks in order. Raises ValueError for a line that cannot be read."""
    found: list[Line] = []
    open_: list[tuple[int, int]] = []
    before: list[int] = []  # what the next task waits for
    beside: tuple[int, ...] = ()
    for raw in filter(str.strip, text.splitlines()):
        depth = len(raw) - len(raw.lstrip())
        while open_ and open_[-1][0] >= depth:
            open_.pop()
        parts = [part.strip() for part in raw.split("|")]
        together = parts[0].startswith("=")
        days = _days(parts[1]) if len(parts) > 1 else None
        if days is None:
            waits: tuple[int, ...] = ()
        elif together:
            waits = beside
        else:
            waits = beside = tuple(before)
        place = len(found)
        items = tuple(one.strip() for one in (parts[3] if len(parts) > 3 else "").split(";") if one.strip())
        found.append(
            Line(
                parts[0].removeprefix("=").strip(), open_[-1][1] if open_ else None, days, parts[2] if len(parts) > 2 else "", items, waits
            )
        )
        if days is not None:
            before = [*before, place] if together else [place]
        open_.append((depth, place))
    return found


def _days(text: str) -> tuple[int, int, int]:
    """Minutes at best, usually, at worst; one number is all three."""
    numbers = [round(float(one) * DAY) for one in text.split(",")]
    best, usual, worst = numbers * 3 if len(numbers) == 1 else numbers
    return best, usual, worst


def standard_templates() -> Iterator[tuple[str, str, list[Line]]]:
    """Name, what it is for, and the tasks."""
    for name, (told, text) in TEMPLATES.items():
        yield name, told, lines_of(text)


TEMPLATES = {
    "Network refresh": (
        "New switches, wireless and firewalls on one or more sites, with a cut-over in a window of the client's.",
        """
Start
  Kick-off with the client | 0.5 | Project manager | Roles and ways of working agreed; Change windows and freezes noted; Site contacts named
  Survey of the sites | 1, 2, 4 | Network engineer | Racks, power and cooling; Cabling and patching; Wireless coverage; Photographs filed
Design
  Design of network and addresses | 2, 3, 6 | Network architect | Addresses and VLANs; Routing; Wireless channels; Monitoring
  = Licences and support contracts checked | 0.5, 1, 2 | Project manager
  Design accepted by the client | 0
Procurement
  Order of equipment | 0.5 | Project manager | Quotation approved; Order number of the client
  Delivery | 10, 20, 45 | | Serial numbers recorded; Damage reported
Build
  Staging and configuration | 2, 4, 8 | Network engineer | Firmware; Base configuration; Backup of the configuration; Labels
  = Plan of cut-over and way back | 0.5, 1, 2 | Network engineer | Steps with times; Point of no return; Who decides; Tests
  Change approved | 0
Cut-over
  Installation and cut-over | 1, 2, 4 | Network engineer | Old configuration saved; Every uplink tested; Wireless tested on the spot
  Tests with the client | 0.5, 1, 2 | Network engineer | Telephony; Business applications; Failover
  Days of close support | 2, 3, 5 | Network engineer
Close
  As-built documents | 1, 1.5, 3 | Network engineer | Diagrams; Addresses; Passwords handed over
  Hand-over to the service desk | 0.5, 1, 2 | Project manager | Agreement updated; Monitoring live; Known faults told
  Acceptance | 0
""",
    ),
    "Server upgrade": (
        "Servers or a virtual platform renewed, with the workloads moved to it.",
        """
Start
  Kick-off | 0.5 | Project manager | Systems and their owners listed; Freezes of the business noted
  Inventory and dependencies | 1, 3, 6 | Systems engineer | Versions and licences; Interfaces; Backups that were restored once
Design
  Sizing and design | 1, 2, 4 | Systems engineer | Growth of three years; Backup; Recovery times
  Design accepted | 0
Procurement
  Order | 0.5 | Project manager
  Delivery | 10, 25, 60
Build
  Installation of the platform | 1, 2, 4 | Systems engineer | Firmware; Power and network doubled; Monitoring
  Backup and restore tested | 0.5, 1, 2 | Systems engineer | One full restore; Times written down
Migration
  Trial migration | 0.5, 1, 3 | Systems engineer | A system that can wait; Time taken; Way back tried
  Migration in waves | 3, 5, 12 | Systems engineer | Owner told before; Tests of the owner; Old system kept for two weeks
  Acceptance by system owners | 1, 2, 5 | Project manager
Close
  Old servers retired | 0.5, 1, 2 | Systems engineer | Disks wiped, with certificates; Contracts ended
  Documents and hand-over | 1, 1.5, 3 | Systems engineer | Runbook; Recovery steps; Service desk told
  Closed | 0
""",
    ),
    "Software implementation": (
        "An application chosen, set up, filled with data, tested by its users and taken into use.",
        """
Initiation
  Business case and success criteria | 2, 3, 6 | Project manager | Benefits with owners; Costs of five years; What if nothing is done
  Approval by the sponsor | 0
Requirements
  Workshops with users | 2, 4, 8 | Business analyst | Processes as they are; Processes as they shall be; Reports
  Requirements signed off | 0
Set-up
  Environments | 1, 2, 4 | Systems engineer | Test and production; Single sign-on; Backup
  = Configuration | 5, 10, 20 | Application consultant
  = Interfaces | 3, 6, 15 | Application consultant | Each with its owner; Errors are told to somebody
Data
  Mapping and cleansing | 2, 4, 10 | Business analyst | Owner of each field; What is not taken over
  Trial migration | 1, 2, 4 | Application consultant | Counts compared; Samples checked by users
Test
  System test | 2, 4, 8 | Application consultant
  User acceptance test | 3, 5, 10 | Business analyst | Cases from the requirements; Faults sorted by severity; Accessibility
  Decision to go live | 0
Go-live
  Training | 2, 3, 6 | Application consultant | Key users first; Material filed; Who was there
  Migration and go-live | 1, 1, 2 | Application consultant | Way back agreed; Who decides by when
  Weeks of close support | 5, 10, 15 | Application consultant
Close
  Hand-over to support | 1, 1, 2 | Project manager | Knowledge base; Agreement on service
  Lessons and closing report | 0.5, 1, 2 | Project manager
  Review of benefits planned | 0
""",
    ),
    "PC and device rollout in waves": (
        "Computers or phones replaced in waves, each bigger than the one before.",
        """
Preparation
  Inventory of devices and users | 1, 2, 5 | Desktop engineer | Special software; Who works from home; Accessibility needs
  Standard image and policies | 2, 4, 8 | Desktop engineer | Encryption; Updates; Applications by role
  Order and delivery | 10, 20, 40 | Project manager
Pilot
  Pilot with IT and ten users | 2, 3, 5 | Desktop engineer | Time for each device; Faults; What users say
  Pilot accepted | 0
First wave
  Invitations and appointments | 1 | Project manager | Two weeks ahead; Reminder; Whom to call
  Rollout to the first wave | 3, 4, 7 | Desktop engineer | Data moved; Old device marked; Signature
  Review of the wave | 0.5 | Project manager | Faults under 2 %; Next wave released
Second wave
  Invitations and appointments | 1 | Project manager
  Rollout to the second wave | 5, 8, 14 | Desktop engineer | Data moved; Old device marked; Signature
  Review of the wave | 0.5 | Project manager
Last wave
  Rollout to the rest and to those who were away | 4, 6, 12 | Desktop engineer
Close
  Old devices wiped and disposed of | 1, 2, 4 | Desktop engineer | Certificates of destruction; Register of assets
  Hand-over to the service desk | 0.5, 1, 1.5 | Project manager
  Closed | 0
""",
    ),
    "Office move": (
        "Everything of IT that has to work in the new building on its first morning.",
        """
Planning
  Survey of the new building | 0.5, 1, 2 | Network engineer | Lines; Racks and power; Wireless; Meeting rooms
  Order of lines | 0.5 | Project manager | Longest delivery known; Second line
  Delivery of lines | 30, 45, 90
  = Floor plan with sockets and desks | 1, 2, 4 | Project manager | Agreed with facilities; Printers; Accessibility
Build
  Cabling and racks | 3, 5, 10 | Network engineer
  Network and wireless | 2, 3, 5 | Network engineer | Measured on every floor
  = Meeting rooms and printers | 1, 2, 4 | Desktop engineer
  Ready to move | 0
Move
  Rehearsal with one team | 0.5, 1, 1 | Desktop engineer
  Removal of servers and devices | 1, 1, 2 | Systems engineer | Insurance; Lists of both ends; Backup of the night before
  Desks tested before the first morning | 0.5, 1, 1 | Desktop engineer
  Support on the floor | 2, 3, 5 | Desktop engineer
Close
  Old building cleared | 0.5, 1, 2 | Desktop engineer | Lines cancelled; Data carriers counted
  Acceptance | 0
""",
    ),
    "Procurement": (
        "A supplier found by tender, from the need to the signed contract.",
        """
Need
  Statement of the need | 1, 2, 4 | Project manager | Users asked; Budget confirmed; Route chosen with procurement
  Soundings of the market | 3, 5, 10 | Project manager
Tender
  Specification | 3, 5, 10 | Business analyst | Must and should; Accessibility; Security; Exit
  = Criteria and weights | 1, 2, 3 | Project manager | Agreed before anything is opened
  Approval to publish | 0
  Time for suppliers to answer | 20, 25, 35
  = Questions answered for all alike | 1, 2, 3 | Project manager
Evaluation
  Scoring, each on their own | 2, 3, 5 | Business analyst | Conflicts of interest declared
  Demonstrations and references | 2, 3, 6 | Business analyst
  Recommendation | 1, 1, 2 | Project manager
  Decision of the board | 0
Contract
  Standstill | 8, 8, 10
  Contract and schedule of services | 3, 5, 12 | Project manager | Data protection; Service levels; Prices of changes; Exit plan
  Contract signed | 0
""",
    ),
}
