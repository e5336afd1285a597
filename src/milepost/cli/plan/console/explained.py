"""The answer to --explain on the terminal: the chain of reasons, numbered from the task itself back to the beginning."""

from collections.abc import Sequence

from milepost.cli.console.screen import Screen
from milepost.cli.plan.explain import ROOM, Explanation
from milepost.cli.plan.wording import moment_text, named


def print_explanations(screen: Screen, explained: Sequence[Explanation]) -> None:
    """Each task with its dates, why they are so, and what would move them."""
    for explanation in explained:
        task, dates = explanation.task, explanation.project.dates(explanation.task)
        screen.heading(f"Why {named(task)} lies where it lies")
        screen.line(
            f"  {moment_text(dates.start)}  to  {moment_text(dates.finish)}"
            if dates.start != dates.finish
            else f"  {moment_text(dates.start)}"
        )
        chain = [reason for reason in explanation.reasons if reason.code not in ROOM]
        room = [reason for reason in explanation.reasons if reason.code in ROOM]
        screen.line()
        width = len(str(len(chain))) + 1
        for number, reason in enumerate(chain, start=1):
            screen.paragraph(reason.text, indent=width + 3, first=f"{f'{number}.':>{width}} ")
        if room:
            screen.title("What would move it")
            for reason in room:
                screen.paragraph(reason.text)
