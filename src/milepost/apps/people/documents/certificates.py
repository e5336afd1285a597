"""The certificates register: who holds what, and what expires when."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from milepost.apps.people.documents.chosen import OfTeam, of_them, people_of, whose
from milepost.apps.people.questions.whom import OnePerson
from milepost.documents.tree import Cell, Column, Document, KeyFigure, KeyFigures, Kind, Paragraph, Row, Section, Status, Table, row
from milepost.documents.wording import counted, day_text
from milepost.kernel.access import Actor
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import day, rows, titled
from milepost.kernel.inputs import Whole
from milepost.kernel.settings import today_here

COLUMNS = (
    Column("Person"),
    Column("Certificate"),
    Column("Issuer"),
    Column("Reference"),
    Column("Issued", Kind.DATE),
    Column("Expires", Kind.DATE),
    Column("Days left", Kind.NUMBER),
)
METHOD = (
    "Certificates that are held by people who work here and whom you can see; those that were renewed or given up are left out. "
    "One holds on the day on which it expires. What has no day of expiry holds until it is given up."
)


@document("people.certificates", title="Certificates register", needs=("certificate.view",), about=("person", "team"))
def certificates(
    actor: Actor,
    *,
    team: OfTeam = None,
    person: OnePerson = None,
    days: Annotated[int, Whole(least=0, most=3660, required=False, help="What counts as expiring soon; 90 days when empty.")] = 90,
) -> Document:
    """Who holds which certificate, and which have expired or will soon: for renewals, tenders and audits."""
    today, people = today_here(), people_of(actor, team=team, person=person)
    here = {one["id"] for one in rows(actor, "person", state="active", fields=("id", "name"))}
    held = [
        one for one in of_them(rows(actor, "certificate", state="held", order="expires_on,name"), people) if one["person"]["id"] in here
    ]
    soon = today + timedelta(days=days)
    over, coming, rest = _sorted(held, today, soon)
    gone = f"{counted(len(over), 'certificate has', 'certificates have')} expired" if over else "no certificate has expired"
    finding = f"{gone}, {len(coming)} {'expires' if len(coming) == 1 else 'expire'} by {day_text(soon)}"
    made, by = _rows(today), f"by {day_text(soon)}"
    return Document(
        title=f"{whose(team, person)}: {finding if held else 'no certificates are held'}",
        subtitle="Certificates register",
        opening=(
            KeyFigures(
                (
                    KeyFigure("Held", f"{len(held):,}", f"by {counted(len({o['person']['id'] for o in held}), 'person', 'people')}"),
                    KeyFigure(
                        "Expired",
                        f"{len(over):,}",
                        "to be renewed now" if over else "none",
                        status=Status.BAD if over else Status.GOOD,
                    ),
                    KeyFigure("Expiring", f"{len(coming):,}", f"within {days} days", status=Status.NOTICE if coming else Status.GOOD),
                )
            ),
        ),
        sections=(
            _section(over, ("has expired", "have expired"), "Nothing has expired", "Expired", made),
            _section(coming, (f"expires {by}", f"expire {by}"), f"Nothing expires {by}", "Expiring", made),
            _section(rest, ("holds beyond that", "hold beyond that"), "No others are held", "Others", made),
            Section("What is listed", (Paragraph(METHOD),), label="Method"),
        ),
    )


def _sorted(held: Sequence[dict[str, Any]], today: date, soon: date) -> tuple[list[dict[str, Any]], ...]:
    """Those that have expired, those that will soon, and the others."""
    found: tuple[list[dict[str, Any]], ...] = ([], [], [])
    for one in held:
        expires = day(one["expires_on"])
        found[2 if expires is None or expires > soon else 0 if expires < today else 1].append(one)
    return found


def _section(held: Sequence[dict[str, Any]], told: tuple[str, str], none: str, label: str, made: Any) -> Section:
    """`told` of one certificate, and of several."""
    title = counted(len(held), f"certificate {told[0]}", f"certificates {told[1]}") if held else none
    return Section(title, (Table(f"{label} certificates", COLUMNS, tuple(map(made, held)), empty="None.", name=label),), label=label)


def _rows(today: Any) -> Any:
    def made(one: dict[str, Any]) -> Row:
        expires = day(one["expires_on"])
        left = None if expires is None else (expires - today).days
        status = Status.NONE if left is None else Status.BAD if left < 0 else Status.NOTICE if left <= 30 else Status.NONE
        issued = day(one["issued_on"])
        values = (one["name"], one["issuer"] or "", one["reference"] or "", issued, Cell(expires, text=None if expires else "never"))
        return row(titled(one["person"]), *values, Cell(left, status=status))

    return made
