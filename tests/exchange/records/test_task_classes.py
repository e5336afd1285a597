"""Which reference class a task belongs to: fields first, then names, then people, then all records together."""

from milepost.engine.calibration import Record
from milepost.engine.model import Assignment, CustomField, Plan, Resource, Skill, Task
from milepost.engine.model.field import FieldValue
from milepost.exchange.records import Records, task_classes

FIELDS = (
    CustomField("t1", "task", "Text1", "Service"),
    CustomField("t2", "task", "Grade"),
    CustomField("r1", "resource", "Text9", "Service"),
)
TASKS = (
    Task("1", "Networks"),
    Task("2", "Core switches", parent="1"),
    Task("3", "Wi-Fi", parent="1", fields=(FieldValue("t1", "cabling"), FieldValue("t2", "A"))),
    Task("4", "Servers"),
    Task("5", "Backup"),
    Task("6", "Anything", fields=(FieldValue("t2", "SERVERS"),)),
    Task("7", "Nobody's"),
)
RESOURCES = (
    Resource("ann", "Ann", group="Desktop"),
    Resource("bob", "Bob", skills=(Skill("Cabling", 2), Skill("Servers", 5))),
    Resource("role", "Desktop", generic=True),
    Resource("eve", "Desktop"),
    Resource("sue", "Sue", group="Desktop", fields=(FieldValue("r1", "Servers"),)),
)


def records(*groups: str, classes: tuple[str, ...] = ("Service",)) -> Records:
    return Records(tuple(Record(1, 2, group) for group in groups), classes=classes)


def plan(*assigned: tuple[str, str, int]) -> Plan:
    """The plan with (task, resource, work) assigned."""
    assignments = tuple(Assignment(str(number), task, who, work=work) for number, (task, who, work) in enumerate(assigned))
    return Plan("P", 0, TASKS, resources=RESOURCES, assignments=assignments, fields=FIELDS)


def found(task: str, *assigned: tuple[str, str, int], known: Records | None = None) -> tuple[str, str]:
    classes = task_classes(plan(*assigned), known or records("Networks", "Cabling", "Servers", "Desktop"))
    return classes.group[task], classes.source[task]


def test_a_field_named_like_the_column_comes_first() -> None:
    assert found("3") == ("Cabling", "field")


def test_columns_that_were_joined_are_joined_in_the_plan_too() -> None:
    known = records("Cabling / A", "Cabling / B", classes=("Service", "Grade"))
    assert found("3", known=known) == ("Cabling / A", "field")


def test_any_field_that_holds_a_class_will_do() -> None:
    assert found("6") == ("Servers", "field")


def test_a_task_or_a_summary_above_it_may_be_called_like_a_class() -> None:
    assert found("4") == ("Servers", "name")
    assert found("2", ("2", "ann", 5)) == ("Networks", "name")


def test_people_count_by_group_best_skill_or_field_and_who_works_most_counts_first() -> None:
    assert found("5", ("5", "ann", 5)) == ("Desktop", "people")
    assert found("5", ("5", "bob", 5)) == ("Servers", "people")
    assert found("5", ("5", "sue", 5)) == ("Servers", "people")
    assert found("5", ("5", "ann", 5), ("5", "bob", 9)) == ("Servers", "people")


def test_the_name_of_a_placeholder_is_a_role_that_of_a_person_is_not() -> None:
    assert found("5", ("5", "role", 5)) == ("Desktop", "people")
    assert found("5", ("5", "eve", 5)) == ("", "whole")


def test_without_any_sign_all_records_together_count() -> None:
    assert found("7") == ("", "whole")


def test_summaries_have_no_class_and_the_sources_are_counted() -> None:
    classes = task_classes(plan(), records("Networks", "Cabling", "Servers"))
    assert "1" not in classes.group
    assert dict(classes.counted()) == {"name": 2, "field": 2, "whole": 2}
