"""Needs, feasibility and impact: what was found out before a project is planned, and what is recommended."""

from typing import Annotated, Any

from milepost.apps.projects.documents.parts import of_project, paragraphs, state, word
from milepost.documents.tree import Callout, CalloutKind, Document, Fact, Paragraph, Section
from milepost.documents.wording import counted
from milepost.kernel.access import Actor
from milepost.kernel.documents import document
from milepost.kernel.documents.reading import rows, titled
from milepost.kernel.inputs import Ref

KINDS = {"needs": "Is it needed?", "feasibility": "Can it be done?", "impact": "What will it change?"}


@document("projects.assessment", title="Needs, feasibility and impact", needs=("assessment.view",), about=("project",))
def assessment(actor: Actor, *, project: Annotated[Any, Ref(entity="project")]) -> Document:
    """Whether it is needed, whether it can be done, and what it will change: what was found and is recommended, before it is planned."""
    (one,) = rows(actor, "project", id=project.pk)
    found = of_project(actor, "assessment", project.pk)
    open_ones = sum(each["state"] == "open" for each in found)
    missing = [question for kind, question in KINDS.items() if not any(each["kind"] == kind for each in found)]
    told = (
        f"{counted(len(found), 'question')} looked into" + (f", {open_ones} still open" if open_ones else "")
        if found
        else "nothing is looked into"
    )
    note = (Callout(CalloutKind.NOTE, " ".join(missing), title="Not looked into yet"),) if missing else ()
    return Document(
        title=f"{one['name']}: {told}",
        subtitle="Needs, feasibility and impact",
        facts=(Fact("Project", one["number"]), *((Fact("For", titled(one["organisation"])),) if one["organisation"] else ())),
        opening=note,
        sections=tuple(_section(each) for kind in KINDS for each in found if each["kind"] == kind)
        or (Section("Nothing is written yet", (Paragraph("Write down what is asked, what was found, and what is recommended."),)),),
    )


def _section(one: dict[str, Any]) -> Section:
    who = f", {titled(one['author'])}" if one["author"] else ""
    return Section(
        one["name"],
        (
            Paragraph(f"{word('assessment', 'kind', one['kind'])}: {state('assessment', one['state']).lower()}{who}."),
            Section("Found", tuple(Paragraph(text) for text in paragraphs(one["findings"]) or ["Nothing is written yet."])),
            Section("Recommended", tuple(Paragraph(text) for text in paragraphs(one["recommendation"]) or ["Nothing is written yet."])),
        ),
        label=one["number"],
    )
