"""Writes assignments with their baselines and time-phased data."""

from milepost.engine.model import Assignment
from milepost.exchange.mspdi import codes, render
from milepost.exchange.mspdi.order import ASSIGNMENT
from milepost.exchange.mspdi.rates import material_scale
from milepost.exchange.mspdi.render import Element, flag
from milepost.exchange.mspdi.timing import STALE_IN_ASSIGNMENT
from milepost.exchange.mspdi.write_values import Writing, phase, put_baselines, put_fields
from milepost.values import said

_CONTOURS = {contour: str(number) for number, contour in codes.CONTOURS.items()}


def write_assignment(writing: Writing, assignment: Assignment, *, moved: bool) -> str:
    """One Assignment element; `moved` when its dates are not the stored ones any more."""
    place = f"assignment {assignment.id}"
    extras = writing.carry.assignments.get(assignment.id, ())
    if moved:
        extras = tuple(kept for kept in extras if kept[0] not in STALE_IN_ASSIGNMENT)
    element = Element(ASSIGNMENT, extras)
    element.put("UID", assignment.id)
    element.text("GUID", assignment.guid)
    element.put("TaskUID", assignment.task)
    element.put("ResourceUID", str(codes.UNASSIGNED) if assignment.resource is None else assignment.resource)
    element.put("PercentWorkComplete", str(assignment.percent_work_complete))
    element.money("ActualCost", assignment.actual_cost)
    element.moment("ActualFinish", assignment.actual_finish)
    element.span("ActualOvertimeWork", assignment.actual_overtime_work)
    element.moment("ActualStart", assignment.actual_start)
    element.span("ActualWork", assignment.actual_work)
    element.money("Cost", assignment.cost)
    element.put("CostRateTable", str(assignment.rate_table))
    element.put("Delay", render.tenths(assignment.delay))
    element.moment("Finish", assignment.finish)
    element.put("HasFixedRateUnits", flag(assignment.fixed_material))
    element.put("LevelingDelay", render.tenths(assignment.leveling_delay))
    element.text("Notes", writing.losses.text(assignment.notes, place))
    element.span("OvertimeWork", assignment.overtime_work)
    element.span("RemainingWork", assignment.remaining_work)
    element.moment("Start", assignment.start)
    element.moment("Stop", assignment.stop)
    element.moment("Resume", assignment.resume)
    element.put("Units", render.share(assignment.units))
    element.span("Work", assignment.work)
    element.put("WorkContour", _CONTOURS[assignment.contour])
    _scale(writing, element, assignment, place)
    put_fields(writing, element, ("assignment", assignment.id), assignment.fields, place)
    put_baselines(writing, element, ("assignment", assignment.id), assignment.baselines)
    for value in assignment.phases:
        element.xml("TimephasedData", phase(assignment.id, value))
    if assignment.delay % 6 or assignment.leveling_delay % 6:
        writing.losses.tell("rounded-to-six-seconds", place, said("its delay was rounded: MSPDI counts in tenths of a minute."))
    return element.written("Assignment")


def _scale(writing: Writing, element: Element, assignment: Assignment, place: str) -> None:
    """How long one unit of a material lasts, as the number of a unit of time."""
    if not assignment.material_per:
        return
    settings = writing.plan.settings
    scale = next((n for n in (1, 2, 3, 4, 5, 7) if material_scale(n, settings) == assignment.material_per), None)
    if scale is None:
        message = said(
            "its consumption of one unit every {material_per} seconds was not written: MSPDI has no number for it.",
            material_per=assignment.material_per,
        )
        writing.losses.tell("consumption-not-written", place, message)
        return
    element.put("RateScale", str(scale))
