"""The template is a plan that reads without a word of complaint, the same in both formats, the same each time."""

import io

import pytest

from milepost.engine import schedule_plan
from milepost.exchange.tabular import read_csv, read_xlsx, write_template
from milepost.values import to_datetime


def template(format: str) -> bytes:
    stream = io.BytesIO()
    write_template(format, stream)
    return stream.getvalue()


@pytest.mark.parametrize(("format", "read"), [("csv", read_csv), ("xlsx", read_xlsx)])
def test_the_template_reads_without_notices_and_can_be_scheduled(format: str, read) -> None:  # type: ignore[no-untyped-def]
    imported = read(template(format), name=f"plan.{format}")
    assert imported.notices == ()
    schedule = schedule_plan(imported.plan)
    assert not [problem for problem in schedule.problems if problem.severity.value == "error"]
    assert len(schedule.dates) == len(imported.plan.tasks) == 15
    assert to_datetime(schedule.start).isoformat() == "2026-01-05T09:00:00"


def test_both_formats_hold_the_same_tasks_and_links() -> None:
    one, other = read_csv(template("csv"), name="plan").plan, read_xlsx(template("xlsx"), name="plan").plan
    assert one.tasks == other.tasks
    assert one.links == other.links


def test_the_template_is_the_same_each_time() -> None:
    assert template("csv") == template("csv")
    assert template("xlsx") == template("xlsx")


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="csv or xlsx"):
        template("pdf")
