"""Needs, feasibility and impact: what was found out before a project is planned, and what is recommended."""

from typing import Annotated, Any

from milepost.apps.projects.documents.parts import of_project, paragraphs
from milepost.documents.tree import Callout, CalloutKind, Document, Fact, Paragraph, Section
from milepost.kernel.access import Actor
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import called, rows, state_of, titled
from milepost.kernel.inputs import Ref
from milepost.values import Said, listed, said, said_many

KINDS = {"needs": said("Is it needed?"), "feasibility": said("Can it be done?"), "impact": said("What will it change?")}
NOTHING = said("Nothing is written yet.")


@document("projects.assessment", title="Needs, feasibility and impact", needs=("assessment.view",), about=("project",))
def assessment(actor: Actor, *, project: Annotated[Any, Ref(entity="project")]) -> Document:
    """Whether it is needed, whether it can be done, and what it will change: what was found and is recommended, before it is planned."""
    (one,) = rows(actor, "project", id=project.pk)
    found = of_project(actor, "assessment", project.pk)
    open_ones = sum(each["state"] == "open" for each in found)
    missing = [question for kind, question in KINDS.items() if not any(each["kind"] == kind for each in found)]
    note = (Callout(CalloutKind.NOTE, listed(missing, between=" "), title=said("Not looked into yet")),) if missing else ()
    return Document(
        title=said("{name}: {told}", name=one["name"], told=_told(len(found), open_ones)),
        subtitle=said("Needs, feasibility and impact"),
        facts=(Fact(said("Project"), one["number"]), *((Fact(said("For"), titled(one["organisation"])),) if one["organisation"] else ())),
        opening=note,
        sections=tuple(_section(each) for kind in KINDS for each in found if each["kind"] == kind)
        or (
            Section(
                said("Nothing is written yet"), (Paragraph(said("Write down what is asked, what was found, and what is recommended.")),)
            ),
        ),
    )


def _told(found: int, still_open: int) -> Said:
    if not found:
        return said("nothing is looked into")
    questions = said_many("{count:,} question looked into", "{count:,} questions looked into", count=found)
    return listed([questions, said("{many:,} still open", many=still_open)]) if still_open else questions


def _section(one: dict[str, Any]) -> Section:
    facts = [
        said("{kind}: {state}", kind=called("assessment", "kind", one["kind"]), state=state_of("assessment", one["state"]).lower()),
        titled(one["author"]),
    ]
    return Section(
        one["name"],
        (
            Paragraph(listed(filter(None, facts)) + "."),
            Section(said("Found"), tuple(Paragraph(text) for text in paragraphs(one["findings"]) or [NOTHING])),
            Section(said("Recommended"), tuple(Paragraph(text) for text in paragraphs(one["recommendation"]) or [NOTHING])),
        ),
        label=one["number"],
    )
