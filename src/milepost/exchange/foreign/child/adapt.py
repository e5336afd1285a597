"""Puts into MSPDI what would get lost: a start date, P6's roles, activity ids and codes, a person's second assignment to a task."""

from typing import Any

from milepost.exchange.foreign.child.facts import assignment_label, real_tasks, text_of

CODES_FIELD, ID_FIELD = 27, 28


def give_start(project: Any) -> None:
    """P6 plans start at their planned start or data date, and MPXJ leaves MSPDI's start date empty without dates on tasks."""
    properties = project.getProjectProperties()
    if properties.getStartDate() is None:
        start = properties.getPlannedStart() or properties.getStatusDate() or project.getEarliestStartDate()
        if start is not None:
            properties.setStartDate(start)


def give_units(java: Any, project: Any) -> list[str]:
    """MPXJ makes resources of P6's roles and knows no limit of theirs, which MSPDI would call none: one full-time person. Names them."""
    helper = java.JClass("org.mpxj.common.LocalDateTimeHelper")
    always = java.JClass("org.mpxj.Availability")(helper.START_DATE_NA, helper.END_DATE_NA, java.JDouble(100))
    named = []
    for resource in project.getResources():
        if resource.getRole() and (resource.getGeneric() or not resource.getMaxUnits()):  # generic: done for an earlier project
            resource.getAvailability().clear()
            resource.getAvailability().add(always)
            resource.setGeneric(True)
            named.append(text_of(resource.getName()))
    return named


def carry_identifiers(java: Any, project: Any) -> None:
    """Writes P6's activity ids and activity codes into text fields that P6 does not use, named for what they hold."""
    if text_of(project.getProjectProperties().getFileApplication()) != "Primavera":
        return
    field = java.JClass("org.mpxj.TaskField")
    named = {ID_FIELD: "Activity ID", CODES_FIELD: "Activity codes"}
    used = set()
    for task in real_tasks(project):
        for number, value in ((ID_FIELD, text_of(task.getActivityID())), (CODES_FIELD, codes_of(task))):
            if value:
                task.setText(number, value[:255])
                used.add(number)
    for number in sorted(used):
        project.getCustomFields().getOrCreate(getattr(field, f"TEXT{number}")).setAlias(named[number])


def codes_of(task: Any) -> str:
    """Activity codes as one text, by name."""
    pairs = [(text_of(entry.getKey().getName()), text_of(entry.getValue().getName())) for entry in task.getActivityCodeValues().entrySet()]
    return "; ".join(f"{code}: {value}" for code, value in sorted(pairs))


def join_assignments(java: Any, project: Any) -> list[str]:
    """MSPDI holds one assignment for each task and resource, and MPXJ writes only the first: add the others to it. Names them."""
    duration = java.JClass("org.mpxj.Duration")
    properties = project.getProjectProperties()
    firsts: dict[tuple[str, str], Any] = {}
    joined = []
    for one in list(project.getResourceAssignments()):
        if one.getResource() is None or one.getTask() is None:
            continue
        key = (text_of(one.getTaskUniqueID()), text_of(one.getResourceUniqueID()))
        first = firsts.setdefault(key, one)
        if first is one:
            continue
        for name in ("Work", "ActualWork", "RemainingWork", "OvertimeWork"):
            ours, theirs = getattr(first, f"get{name}")(), getattr(one, f"get{name}")()
            if theirs is not None:
                getattr(first, f"set{name}")(theirs if ours is None else duration.add(ours, theirs, properties))
        for name in ("Cost", "ActualCost", "RemainingCost", "Units"):
            ours, theirs = getattr(first, f"get{name}")(), getattr(one, f"get{name}")()
            if theirs is not None:
                getattr(first, f"set{name}")((ours.doubleValue() if ours is not None else 0.0) + theirs.doubleValue())
        joined.append(f"{text_of(one.getResource().getName())} on {assignment_label(one)}")
    return joined
