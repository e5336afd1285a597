"""A template becomes tasks of a plan, with days, links, roles and checklists; a plan becomes a template."""

import pytest

from milepost.apps.organisations.models import Contact, Organisation
from milepost.apps.planning.models import Assignment, ChecklistItem, PlanTemplate, ProjectPlan, Task, TaskLink, TemplateLink, TemplateTask
from milepost.apps.planning.rules.standard_templates import DAY, lines_of, standard_templates
from milepost.apps.planning.services.standard_templates import make_standard_templates
from milepost.kernel.access import Actor
from milepost.kernel.errors import Invalid
from milepost.kernel.installation.beginning import Beginning
from tests.apps.planning.plans import dates, link, outline, sold_plan, task
from tests.apps.projects.works import approved_by_client, done, item, made


def test_a_line_says_days_role_and_checklist_and_waits_for_the_one_above() -> None:
    text = """
Phase
  First | 0.5 | Engineer | One; Two
  = Beside it | 1, 2, 4
  Behind both | 0
"""
    phase, first, beside, behind = lines_of(text)
    assert (phase.days, first.parent, first.role, first.checklist) == (None, 0, "Engineer", ("One", "Two"))
    assert first.waits_for == beside.waits_for == () and beside.days == (DAY, 2 * DAY, 4 * DAY)
    assert behind.waits_for == (1, 2) and behind.is_milestone


@pytest.mark.duty_part("SR-1", "templates for six kinds of project stand in every new house", where="plan templates")
def test_a_new_house_has_six_templates_and_gets_none_twice(anybody: Actor) -> None:
    made("work-role", name="network engineer")
    make_standard_templates(anybody, Beginning())
    make_standard_templates(anybody, Beginning())
    assert PlanTemplate.objects.count() == 6 == len(list(standard_templates()))
    survey = TemplateTask.objects.get(template__name="Network refresh", name="Survey of the sites")
    assert survey.work_role is not None and survey.worst_minutes == 4 * DAY and "Photographs filed" in survey.checklist


@pytest.mark.parametrize("name", [name for name, *_ in standard_templates()])
def test_every_standard_template_makes_a_plan_that_can_be_scheduled(anybody: Actor, name: str) -> None:
    make_standard_templates(anybody, Beginning())
    plan, scope = sold_plan()
    template = PlanTemplate.objects.get(name=name)
    done("project-plan.apply-template", plan, template=template.pk, scope_item=scope)
    tasks = Task.objects.filter(plan=plan)
    assert tasks.count() == TemplateTask.objects.filter(template=template).count() > 12
    assert tasks.filter(dates__isnull=True).count() == 0 and tasks.filter(kind="milestone").exists()
    assert TaskLink.objects.count() == TemplateLink.objects.filter(successor__template=template).count()
    assert tasks.filter(chargeable=False).count() == 0 and ChecklistItem.objects.filter(task__plan=plan).exists()


def test_days_count_from_the_plans_beginning_and_all_of_it_may_be_part_of_a_task(anybody: Actor) -> None:
    template = made("plan-template", name="Small")
    role = made("work-role", name="Engineer")
    phase = made("template-task", template=template, name="Phase")
    made("template-task", template=template, name="Later", parent=phase, earliest_day=8, work_role=role, checklist="One\n\n Two ")
    plan, scope = sold_plan()
    above = task(plan, scope, "Above")
    done("project-plan.apply-template", plan, template=template, scope_item=scope, parent=above)
    assert outline(plan) == [("Above", None), ("Phase", "Above"), ("Later", "Phase")]
    later = Task.objects.get(name="Later")
    assert dates(later.pk)[0] == "Mon 09 09:00"
    assert Assignment.objects.get(task=later).work_role_id == role
    assert list(ChecklistItem.objects.values_list("text", flat=True)) == ["One", "Two"]


def test_work_of_scope_that_is_not_approved_is_held_when_it_comes_from_a_template_too(anybody: Actor) -> None:
    template = made("plan-template", name="Small")
    made("template-task", template=template, name="Only")
    plan, _ = sold_plan()
    proposed = item(ProjectPlan.objects.get(pk=plan).project_id, name="More")
    done("project-plan.apply-template", plan, template=template, scope_item=proposed)
    assert Task.objects.get(name="Only").dates.held


def test_a_plan_becomes_a_template_and_that_the_same_plan_again(anybody: Actor) -> None:
    plan, scope = sold_plan()
    phase = task(plan, scope, "Phase")
    first, second = task(plan, scope, "First", 2, parent=phase), task(plan, scope, "Second", parent=phase)
    link(first, second, lag=450)
    role = made("work-role", name="Engineer")
    made("assignment", task=first, person=made("person", name="Ana", work_role=role))
    made("checklist-item", task=second, text="Labels")
    done("project-plan.save-as-template", plan, name="As we do it")
    other, other_scope = another_plan()
    done("project-plan.apply-template", other, template=PlanTemplate.objects.get().pk, scope_item=other_scope)
    assert outline(other) == outline(plan)
    copied = Task.objects.get(plan=other, name="Second")
    assert dates(copied.pk) == dates(second) and ChecklistItem.objects.get(task=copied).text == "Labels"
    assert Assignment.objects.get(task__plan=other).work_role_id == role and Assignment.objects.get(task__plan=other).person is None


def another_plan() -> tuple[int, int]:
    """Of another project of the same client."""
    project = made("project", name="Another", kind="client", billing="fixed-price", organisation=Organisation.objects.get().pk)
    own = item(project)
    approved_by_client(own, Contact.objects.get().pk)
    return made("project-plan", project=project, name="Another", starts_at="2026-03-02 09:00"), own


def test_an_empty_template_is_told(anybody: Actor) -> None:
    plan, scope = sold_plan()
    with pytest.raises(Invalid, match="has no tasks yet"):
        done("project-plan.apply-template", plan, template=made("plan-template", name="Empty"), scope_item=scope)


def test_a_template_has_no_circles_and_links_nothing_of_another(anybody: Actor) -> None:
    template = made("plan-template", name="Small")
    first, second = (made("template-task", template=template, name=name) for name in ("First", "Second"))
    made("template-link", predecessor=first, successor=second)
    with pytest.raises(Invalid, match="in a circle"):
        made("template-link", predecessor=second, successor=first)
    elsewhere = made("template-task", template=made("plan-template", name="Other"), name="Elsewhere")
    with pytest.raises(Invalid, match="different templates"):
        made("template-link", predecessor=first, successor=elsewhere)
    part = made("template-task", template=template, name="Part", parent=first)
    with pytest.raises(Invalid, match="a part of itself"):
        done("template-task.edit", first, parent=part)
