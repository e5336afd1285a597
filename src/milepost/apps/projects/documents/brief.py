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
    word,
)
from milepost.documents.tree import BulletList, Column, Document, Fact, Section, Table, row
from milepost.documents.wording import counted, day_text
from milepost.kernel.access import Actor
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import day, rows, titled
from milepost.kernel.inputs import Ref


@document(
    "projects.brief",
    title="Project brief",
    needs=("project.view",),
    masks=(
        *(f"{word}.view" for word in ("goal", "success-criterion", "scope-item", "deliverable", "stage", "project-member")),
        *("assessment.view", "contact.view", "person.view"),
    ),
    about=("project",),
)
def brief(actor: Actor, *, project: Annotated[Any, Ref(entity="project")]) -> Document:
    """On a few pages what the project is for, what it brings, in which stages, and who is who: to be agreed with management and everybody
    involved before the work begins."""
    (one,) = rows(actor, "project", id=project.pk)
    committed, starts = day(one["committed_finish"]), day(one["starts_on"])
    facts = [
        ("Project", one["number"]),
        ("For", titled(one["organisation"])),
        ("Programme", titled(one["programme"])),
        ("Manager", titled(one["manager"])),
        ("Sponsor", titled(one["sponsor"] or one.get("client_sponsor"))),
        ("Starts", day_text(starts) if starts else ""),
        ("Committed finish", day_text(committed) if committed else ""),
    ]
    items = of_project(actor, "scope-item", project.pk)
    by = f"by {day_text(committed)}" if committed else "no day is committed yet"
    return Document(
        title=f"{one['name']}: {by}",
        subtitle="Project brief",
        facts=tuple(Fact(label, value) for label, value in facts if value),
        sections=(
            *told("Why it is done", "Background", paragraphs(one.get("purpose"))),
            goals_section(actor, project.pk),
            criteria_section(actor, project.pk),
            *_scope(items),
            deliverables_section(actor, project.pk),
            stages_section(actor, project.pk),
            _people(of_project(actor, "project-member", project.pk)),
            *_found_out(of_project(actor, "assessment", project.pk)),
        ),
    )


def _scope(items: list[Row]) -> tuple[Section, ...]:
    named = {state: [one["name"] for one in items if one["state"] == state] for state in ("in-scope", "proposed", "out-of-scope")}
    made = []
    for state, title in (("in-scope", "In scope"), ("proposed", "Waits to be approved"), ("out-of-scope", "Out of scope")):
        if named[state]:
            made.append(Section(title, (BulletList(tuple(named[state])),)))
    count = counted(len(named["in-scope"]), "item")
    return (Section(f"{count} in scope, {len(named['out-of-scope'])} expressly not", tuple(made), label="Scope"),) if made else ()


def _people(members: list[Row]) -> Section:
    columns = (Column("Who"), Column("Part"), Column("Duties"))
    made = tuple(
        row(titled(one["person"] or one["contact"]), word("project-member", "part", one["part"]), one.get("duties") or "")
        for one in members
    )
    title = f"{counted(len(members), 'person has', 'people have')} a part in it" if members else "Nobody has a part in it yet"
    return Section(title, (Table("Who is who", columns, made, empty="Nobody is named yet.", name="People"),), label="People")


def _found_out(found: list[Row]) -> tuple[Section, ...]:
    concluded = [f"{one['name']} {one['recommendation']}" for one in found if one["state"] == "concluded"]
    return (Section("What was found out beforehand", (BulletList(tuple(concluded)),), label="Assessment"),) if concluded else ()
