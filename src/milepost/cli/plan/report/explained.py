"""The tasks that were asked about, with the chain of reasons for their dates."""

from collections.abc import Sequence

from milepost.cli.plan.explain import ROOM, Explanation
from milepost.cli.plan.wording import moment_text, named
from milepost.documents.tree import Block, BulletList, Paragraph, Section


def explained_section(explained: Sequence[Explanation]) -> Section | None:
    """None when nothing was asked."""
    if not explained:
        return None
    parts = tuple(_part(explanation) for explanation in explained)
    return parts[0] if len(parts) == 1 else Section("Why these dates", parts, anchor="why")


def _part(explanation: Explanation) -> Section:
    dates = explanation.project.dates(explanation.task)
    chain = tuple(reason.text for reason in explanation.reasons if reason.code not in ROOM)
    room = tuple(reason.text for reason in explanation.reasons if reason.code in ROOM)
    blocks: list[Block] = [Paragraph(f"It runs from {moment_text(dates.start)} to {moment_text(dates.finish)}."), BulletList(chain)]
    if room:
        blocks += [Paragraph("What would move it:"), BulletList(room)]
    return Section(
        f"Why {named(explanation.task)} lies where it lies", tuple(blocks), anchor=f"why-{explanation.project.key}-{explanation.task.id}"
    )
