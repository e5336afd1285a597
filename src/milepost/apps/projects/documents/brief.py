"""The project brief: why it is done, what it is to reach and hand over, within which scope, in which stages, by whom."""

from typing import Annotated, Any

from milepost.apps.projects.documents.parts import (
    Row,
    criteria_section,
    deliverables_section,
    goals_section,
    of_project,
    paragraphs,
    stages_section,
    told,
)
from milepost.apps.projects.questions.delegations import WHAT
from milepost.documents.tree import BulletList, Column, Document, Fact, Section, Table, row
from milepost.documents.wording import said_day
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import asked, called, day, rows, titled
from milepost.kernel.inputs import Ref
from milepost.values import said, said_many, word


@document(
    "projects.brief",
    title="Project brief",
    needs=("project.view",),
    masks=(
        *(f"{word}.view" for word in ("goal", "success-criterion", "scope-item", "deliverable", "stage", "project-member")),
        *("assessment.view", "contact.view", "person.view", "project.delegations"),
    ),
    about=("project",),
)
def brief(actor: Actor, *, project: Annotated[Any, Ref(entity="project")]) -> Document:
    """On a few pages what the project is for, what it brings, in which stages, and who is who: to be agreed with management and everybody
    involved before the work begins."""
    (one,) = rows(actor, "project", id=project.pk)
    committed, starts = day(one["committed_finish"]), day(one["starts_on"])
    facts = [
        (said("Project"), one["number"]),
        (said("For"), titled(one["organisation"])),
        (said("Programme"), titled(one["programme"])),
        (said("Manager"), titled(one["manager"])),
        (said("Sponsor"), titled(one["sponsor"] or one.get("client_sponsor"))),
        (said("Starts"), said_day(starts) if starts else ""),
        (said("Committed finish"), said_day(committed) if committed else ""),
    ]
    items = of_project(actor, "scope-item", project.pk)
    by = said("by {day:day}", day=committed) if committed else said("no day is committed yet")
    return Document(
        title=said("{name}: {told}", name=one["name"], told=by),
        subtitle=said("Project brief"),
        facts=tuple(Fact(label, value) for label, value in facts if value),
        sections=(
            *told(said("Why it is done"), said("Background"), paragraphs(one.get("purpose"))),
            goals_section(actor, project.pk),
            criteria_section(actor, project.pk),
            *_scope(items),
            deliverables_section(actor, project.pk),
            stages_section(actor, project.pk),
            _people(of_project(actor, "project-member", project.pk)),
            *_delegated(actor, project.pk),
            *_found_out(of_project(actor, "assessment", project.pk)),
        ),
    )


TITLES = {"in-scope": said("In scope"), "proposed": said("Waits to be approved"), "out-of-scope": said("Out of scope")}


def _scope(items: list[Row]) -> tuple[Section, ...]:
    named = {state: [one["name"] for one in items if one["state"] == state] for state in ("in-scope", "proposed", "out-of-scope")}
    made = []
    for state, title in TITLES.items():
        if named[state]:
            made.append(Section(title, (BulletList(tuple(named[state])),)))
    items_told = said_many("{count:,} item", "{count:,} items", count=len(named["in-scope"]))
    title = said("{items} in scope, {others:,} expressly not", items=items_told, others=len(named["out-of-scope"]))
    return (Section(title, tuple(made), label=said("Scope")),) if made else ()


def _people(members: list[Row]) -> Section:
    columns = (Column(said("Who")), Column(said("Part")), Column(said("Duties")), Column(said("Countersigned by")))
    made = tuple(
        row(
            titled(one["person"] or one["contact"]),
            called("project-member", "part", one["part"]),
            one.get("duties") or "",
            titled(one["works_under"]) if one.get("works_under") else "",
        )
        for one in members
    )
    many = said_many("{count:,} person has a part in it", "{count:,} people have a part in it", count=len(members))
    title = many if members else said("Nobody has a part in it yet")
    return Section(
        title, (Table(said("Who is who"), columns, made, empty=said("Nobody is named yet."), name=said("People")),), label=said("People")
    )


def _delegated(actor: Actor, project: int) -> tuple[Section, ...]:
    """Who passed on what, to whom, from when to when; as it is today."""
    if not can_anywhere(actor, "project.delegations"):
        return ()
    found = asked(actor, "project.delegations", project=project).rows
    columns = (Column(said("To")), Column(said("What")), Column(said("Delegated by")), Column(said("From")), Column(said("Until")))
    made = tuple(
        row(
            titled(one["person"] or one["contact"]),
            one["duties"] or word(WHAT[one["what"]]),
            titled(one["delegated_by"]),
            _said(one["first_day"]),
            _said(one["last_day"]),
        )
        for one in found
    )
    title = said_many("{count:,} delegation in force", "{count:,} delegations in force", count=len(made))
    table = Table(said("Delegated"), columns, made, name=said("Delegations"))
    return (Section(title, (table,), label=said("Delegations")),) if made else ()


def _said(value: str | None) -> str:
    found = day(value)
    return said_day(found) if found else ""


def _found_out(found: list[Row]) -> tuple[Section, ...]:
    concluded = [f"{one['name']} {one['recommendation']}" for one in found if one["state"] == "concluded"]
    return (Section(said("What was found out beforehand"), (BulletList(tuple(concluded)),), label=said("Assessment")),) if concluded else ()
