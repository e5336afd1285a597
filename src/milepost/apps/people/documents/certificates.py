"""The certificates register: who holds what, and what expires when."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from milepost.apps.people.documents.chosen import OfTeam, of_them, people_of, whose
from milepost.apps.people.questions.whom import OnePerson
from milepost.documents.tree import Cell, Column, Document, KeyFigure, KeyFigures, Kind, Paragraph, Row, Section, Status, Table, row
from milepost.documents.wording import said_number
from milepost.kernel.access import Actor
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import day, rows, titled
from milepost.kernel.inputs import Whole
from milepost.kernel.settings import today_here
from milepost.values import Said, listed, said, said_many

Held = Sequence[dict[str, Any]]
COLUMNS = (
    Column(said("Person")),
    Column(said("Certificate")),
    Column(said("Issuer")),
    Column(said("Reference")),
    Column(said("Issued"), Kind.DATE),
    Column(said("Expires"), Kind.DATE),
    Column(said("Days left"), Kind.NUMBER),
)
METHOD = said(
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
    return Document(
        title=said(
            "{who}: {finding}", who=whose(team, person), finding=_finding(over, coming, soon) if held else said("no certificates are held")
        ),
        subtitle=said("Certificates register"),
        opening=(KeyFigures(tuple(_figures(held, over, coming, days))),),
        sections=(
            _section(over, _expired(len(over)), said("Expired certificates"), said("Expired"), today),
            _section(coming, _expiring(len(coming), soon), said("Expiring certificates"), said("Expiring"), today),
            _section(rest, _others(len(rest)), said("Other certificates"), said("Others"), today),
            Section(said("What is listed"), (Paragraph(METHOD),), label=said("Method")),
        ),
    )


def _finding(over: Held, coming: Held, soon: date) -> Said:
    gone = said_many("{count:,} certificate has expired", "{count:,} certificates have expired", count=len(over))
    expires = said_many("{count:,} expires by {soon:day}", "{count:,} expire by {soon:day}", count=len(coming), soon=soon)
    return listed([gone if over else said("no certificate has expired"), expires])


def _figures(held: Held, over: Held, coming: Held, days: int) -> Iterator[KeyFigure]:
    people = len({one["person"]["id"] for one in held})
    yield KeyFigure(said("Held"), said_number(len(held)), said_many("by {count:,} person", "by {count:,} people", count=people))
    status = Status.BAD if over else Status.GOOD
    yield KeyFigure(said("Expired"), said_number(len(over)), said("to be renewed now") if over else said("none"), status=status)
    within = said_many("within {count} day", "within {count} days", count=days)
    yield KeyFigure(said("Expiring"), said_number(len(coming)), within, status=Status.NOTICE if coming else Status.GOOD)


def _sorted(held: Held, today: date, soon: date) -> tuple[list[dict[str, Any]], ...]:
    """Those that have expired, those that will soon, and the others."""
    found: tuple[list[dict[str, Any]], ...] = ([], [], [])
    for one in held:
        expires = day(one["expires_on"])
        found[2 if expires is None or expires > soon else 0 if expires < today else 1].append(one)
    return found


def _expired(many: int) -> str:
    told = said_many("{count:,} certificate has expired", "{count:,} certificates have expired", count=many)
    return told if many else said("Nothing has expired")


def _expiring(many: int, soon: date) -> str:
    told = said_many("{count:,} certificate expires by {soon:day}", "{count:,} certificates expire by {soon:day}", count=many, soon=soon)
    return told if many else said("Nothing expires by {soon:day}", soon=soon)


def _others(many: int) -> str:
    told = said_many("{count:,} certificate holds beyond that", "{count:,} certificates hold beyond that", count=many)
    return told if many else said("No others are held")


def _section(held: Held, title: str, caption: str, label: str, today: date) -> Section:
    lines = tuple(_row(one, today) for one in held)
    return Section(title, (Table(caption, COLUMNS, lines, empty=said("None."), name=label),), label=label)


def _row(one: dict[str, Any], today: date) -> Row:
    expires = day(one["expires_on"])
    left = None if expires is None else (expires - today).days
    status = Status.NONE if left is None else Status.BAD if left < 0 else Status.NOTICE if left <= 30 else Status.NONE
    until = Cell(expires, text=None if expires else said("never"))
    values = (one["name"], one["issuer"] or "", one["reference"] or "", day(one["issued_on"]), until)
    return row(titled(one["person"]), *values, Cell(left, status=status))
