"""Records of any entity, made from the examples of its inputs; what they refer to is made first."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

from milepost.apps.planning.bridge.changes import last_number
from milepost.kernel.access import Actor
from milepost.kernel.clock import now
from milepost.kernel.entity import Entity, entity
from milepost.kernel.inputs import Instant, Ref, Text
from milepost.kernel.models import Record
from milepost.kernel.operations import Operation, operation_named, perform
from milepost.kernel.settings import SettingKind, declare

_numbers = count(1)
_settings = count(1)


def example(asked: Entity, actor: Actor) -> dict[str, Any]:
    """Inputs that create a record. References that need not be are left out, so that there is no circle; rows about other records are
    about an organisation."""
    number = next(_numbers)
    given: dict[str, Any] = {}
    for name, column in operation_named(asked.permission("create")).inputs.items():
        if isinstance(column, Ref):
            if column.required:
                given[name] = made(entity(column.entity), actor).pk
        else:
            given[name] = column.example(number)
    if asked.hangs:
        for before in ("", "other_") if "other_record" in given else ("",):
            given |= {f"{before}entity": "organisation", f"{before}record": made(entity("organisation"), actor).pk}
    special = SPECIAL.get(asked.name)
    return given | special(actor, number) if special is not None else given


def changed(asked: Entity, actor: Actor) -> dict[str, Any]:
    """Inputs that edit a record."""
    inputs = operation_named(asked.permission("edit")).inputs
    return {name: value for name, value in example(asked, actor).items() if name in inputs and (asked.name, name) not in BOUND}


def made(asked: Entity, actor: Actor) -> Record:
    """A record of the entity."""
    return perform(operation_named(asked.permission("create")), actor, given=example(asked, actor)).records[0]


def put_in(record: Record, asked: Entity, state: str, actor: Actor) -> None:
    """The record as it is in a state, with what the database holds to belong to that state."""
    assert asked.workflow is not None
    beside = STANDS_WITH.get((asked.name, state))
    facts = beside(record, actor) if beside is not None else {}
    asked.model._default_manager.filter(pk=record.pk).update(**{asked.workflow.column: state}, **facts)


def given_for(operation: Operation, record: Record, actor: Actor, number: int = 5000) -> dict[str, Any]:
    """Inputs with which a verb can be done on the record, which is changed to allow it where it must be."""
    if operation.kind != "verb":
        return {}
    ready = READY.get(operation.name)
    special = ready(record, actor) if ready is not None else {}
    return {
        name: special[name]
        if name in special
        else made(entity(asked.entity), actor).pk
        if isinstance(asked, Ref)
        else asked.example(number)
        for name, asked in operation.inputs.items()
    }


def _setting(actor: Actor, number: int) -> dict[str, Any]:
    """A setting has to be declared, once in a process."""
    name = f"test-{next(_settings)}"
    declare(SettingKind(name, Text(), "usual"))
    return {"name": name, "value": f"value {number}"}


def _for_an_account(actor: Actor, number: int) -> dict[str, Any]:
    return {"account": made(entity("account"), actor).pk}


def _a_token(actor: Actor, number: int) -> dict[str, Any]:
    """It ends tomorrow, whenever this runs."""
    return {**_for_an_account(actor, number), "expires_at": Instant().write(now() + timedelta(days=1))}


def _by_a_person(column: str) -> Callable[[Actor, int], dict[str, Any]]:
    """One of two is named."""
    return lambda actor, number: {column: made(entity("person"), actor).pk}


def _a_trace(actor: Actor, number: int) -> dict[str, Any]:
    """Both ends are of one project."""
    requirement: Any = made(entity("requirement"), actor)
    deliverable = {"project": requirement.project_id, "name": f"Deliverable {number}"}
    given = perform(operation_named("deliverable.create"), actor, given=deliverable).records[0].pk
    return {"requirement": requirement.pk, "deliverable": given}


def _a_task_trace(actor: Actor, number: int) -> dict[str, Any]:
    """Both ends are of one project."""
    task: Any = made(entity("task"), actor)
    requirement = {"project": task.plan.project_id, "name": f"Requirement {number}"}
    given = perform(operation_named("requirement.create"), actor, given=requirement).records[0].pk
    return {"requirement": given, "task": task.pk}


def _in_a_plan(actor: Actor) -> dict[str, Any]:
    """A plan and a scope item of the same project."""
    plan: Any = made(entity("project-plan"), actor)
    given = {**example(entity("scope-item"), actor), "project": plan.project_id}
    return {"plan": plan.pk, "scope_item": perform(operation_named("scope-item.create"), actor, given=given).records[0].pk}


def _a_task(actor: Actor, number: int) -> dict[str, Any]:
    """It hangs on scope of the plan's project, which nobody has approved yet."""
    return {**_in_a_plan(actor), "constraint": "asap", "kind": "task"}


def _a_link(actor: Actor, number: int) -> dict[str, Any]:
    """Both tasks are of one plan."""
    first: Any = made(entity("task"), actor)
    given = {"plan": first.plan_id, "scope_item": first.scope_item_id, "name": f"Next {number}"}
    return {"predecessor": first.pk, "successor": perform(operation_named("task.create"), actor, given=given).records[0].pk}


def _a_template_link(actor: Actor, number: int) -> dict[str, Any]:
    """Both tasks are of one template."""
    first: Any = made(entity("template-task"), actor)
    given = {"template": first.template_id, "name": f"Next {number}"}
    return {"predecessor": first.pk, "successor": perform(operation_named("template-task.create"), actor, given=given).records[0].pk}


BOUND = {("task", "scope_item")}
"""References that a rule binds to what else the record names."""


def _of_a_plan_without(actor: Actor, number: int) -> dict[str, Any]:
    """A plan has its run from the beginning; of this one it is taken away."""
    plan = made(entity("project-plan"), actor)
    entity("plan-run").model._default_manager.filter(plan=plan.pk).delete()
    return {"plan": plan.pk}


SPECIAL: dict[str, Callable[[Actor, int], dict[str, Any]]] = {
    "attachment": lambda actor, number: {"name": f"example {number}.txt"},
    "account": lambda actor, number: {"kind": "person"},
    "draft": lambda actor, number: {"record": None, "inputs": {"name": f"Drafted {number}", "kind": "client"}},
    "approval": _by_a_person("given_by_person"),
    "project": lambda actor, number: {"kind": "internal", "billing": "none"},
    "project-member": lambda actor, number: {"person": made(entity("person"), actor).pk, "works_under": None, "part": "member"},
    "trace": _a_trace,
    "task-trace": _a_task_trace,
    "criteria-copy": _by_a_person("person"),
    "task": _a_task,
    "task-link": _a_link,
    "template-link": _a_template_link,
    "assignment": _by_a_person("person"),
    "mail-preference": lambda actor, number: {**_for_an_account(actor, number), "hour": number % 24},
    "mute": _for_an_account,
    "levelling-proposal": lambda actor, number: {"people": [], "problems": []},
    "plan-run": _of_a_plan_without,
    "person": lambda actor, number: {"country": "GB", "region": "SCT", "joined_on": "2020-01-06"},
    "whereabouts": lambda actor, number: {"place": "home"},
    "grant": lambda actor, number: {**_for_an_account(actor, number), "scope_id": None},
    "saved-view": lambda actor, number: {"shared": True, "is_default": False},
    "setting": _setting,
    "token": _a_token,
    "watch": _for_an_account,
}
"""What examples of single inputs do not know of each other."""


def _approved(record: Any, actor: Actor) -> dict[str, Any]:
    given = {**example(entity("approval"), actor), "scope_item": record.pk}
    return {"approval_id": perform(operation_named("approval.create"), actor, given=given).records[0].pk}


def _person(actor: Actor) -> int:
    return made(entity("person"), actor).pk


def _sponsored(project: int, actor: Actor) -> dict[str, Any]:
    """The sponsor of an internal project decides."""
    sponsor = _person(actor)
    perform(operation_named("project.edit"), actor, on=[project], given={"sponsor": sponsor})
    return {"person": sponsor, "contact": None, "on": None}


def _with(entity_name: str, **values: Any) -> Callable[[Any, Actor], dict[str, Any]]:
    def ready(record: Any, actor: Actor) -> dict[str, Any]:
        entity(entity_name).model._default_manager.filter(pk=record.pk).update(**values)
        return {}

    return ready


def _led(record: Any, actor: Actor) -> dict[str, Any]:
    people = {"manager_id": _person(actor), "sponsor_id": _person(actor)}
    entity("project").model._default_manager.filter(pk=record.pk).update(**people)
    return {}


STANDS_WITH: dict[tuple[str, str], Callable[[Any, Actor], dict[str, Any]]] = {
    ("scope-item", "in-scope"): _approved,
    ("goal", "signed-off"): lambda record, actor: {"signed_by_person_id": _person(actor)},
    ("deliverable", "accepted"): lambda record, actor: {"accepted_by_person_id": _person(actor)},
}
"""What the database holds to belong to a state."""


def _fresh(record: Any, actor: Actor) -> dict[str, Any]:
    """Nothing was changed in the plan since the proposal was made."""
    record.change = last_number(record.plan_id)
    record.save(update_fields=["change"])
    return {"tasks": None}


def _sold(record: Any, actor: Actor) -> dict[str, Any]:
    """The plan has approved work."""
    scope: Any = made(entity("scope-item"), actor)
    project = type(record).objects.values_list("project", flat=True).get(pk=record.pk)
    entity("scope-item").model._default_manager.filter(pk=scope.pk).update(project=project, state="in-scope", **_approved(scope, actor))
    plans = type(record)._default_manager.filter(pk=record.pk)
    state = plans.values_list("state", flat=True).get()
    plans.update(state="open")  # an archived plan takes no more work, but has some
    perform(operation_named("task.create"), actor, given={"plan": record.pk, "scope_item": scope.pk, "name": "Sold", "kind": "task"})
    plans.update(state=state)
    return {"scope_item": scope.pk}


def _branched(record: Any, actor: Actor) -> dict[str, Any]:
    """The plan is a scenario of another, with a task of its own."""
    main: Any = made(entity("project-plan"), actor)
    scope = _sold(record, actor)["scope_item"]
    entity("scope-item").model._default_manager.filter(pk=scope).update(project=main.project_id)
    facts = {"project": main.project_id, "kind": "scenario", "branched_from": main.pk}
    entity("project-plan").model._default_manager.filter(pk=record.pk).update(**facts)
    new = entity("task").model._default_manager.filter(plan=record.pk).latest("pk")
    return {"chosen": [f"tasks new {new.pk}"], "mine": True}


def _awaited(record: Any, actor: Actor) -> dict[str, Any]:
    """There is something to send, and somebody to send it to."""
    perform(operation_named("success-criterion.create"), actor, given={"project": record.project_id, "name": "Uptime", "target": "99.9 %"})
    entity("project").model._default_manager.filter(pk=record.project_id).update(manager_id=_person(actor))
    return {}


def _billed(record: Any, actor: Actor) -> dict[str, Any]:
    """Its scope was approved by the client of a project that is billed."""
    client: Any = made(entity("organisation"), actor)
    contact: Any = perform(operation_named("contact.create"), actor, given={"organisation": client.pk, "name": "Mona Field"}).records[0]
    project = entity("project").model._default_manager.filter(pk=record.plan.project_id)
    project.update(kind="client", billing="fixed-price", organisation_id=client.pk)
    given = {**example(entity("approval"), actor), "scope_item": record.scope_item_id}
    given |= {"given_by_person": None, "given_by_contact": contact.pk}
    approval = perform(operation_named("approval.create"), actor, given=given).records[0].pk
    entity("scope-item").model._default_manager.filter(pk=record.scope_item_id).update(state="in-scope", approval_id=approval)
    return {}


def _with_template(record: Any, actor: Actor) -> dict[str, Any]:
    row: Any = made(entity("template-task"), actor)
    return {**_sold(record, actor), "template": row.template_id, "parent": None}


def _a_view_of_tasks(record: Any, actor: Actor) -> dict[str, Any]:
    given = {"entity": "task", "name": f"Held {record.pk}", "query": "stands=held", "shared": True}
    return {"view": perform(operation_named("saved-view.create"), actor, given=given).records[0].pk}


READY: dict[str, Callable[[Any, Actor], dict[str, Any]]] = {
    "scope-item.approve": lambda record, actor: _sponsored(record.project_id, actor),
    "goal.sign-off": lambda record, actor: _sponsored(record.project_id, actor),
    "deliverable.accept": lambda record, actor: _sponsored(record.project_id, actor),
    "deliverable.submit": _with("deliverable", acceptance_criteria="It works."),
    "requirement.agree": _with("requirement", acceptance_criteria="It works."),
    "assessment.conclude": _with("assessment", findings="Some.", recommendation="Go on."),
    "project.start": _led,
    "stage.send-criteria": _awaited,
    "task.plan-as-sold": _billed,
    "task.report": lambda record, actor: given_to("task.report"),
    "levelling-proposal.accept": _fresh,
    "certificate.renew": lambda record, actor: {"expires_on": "2199-12-31"},
    "project-plan.apply-template": _with_template,
    "project-plan.begin-with": _a_view_of_tasks,
    "project-plan.merge": _branched,
    "project-plan.take-baseline": _sold,
    "person.leave": lambda record, actor: given_to("person.leave"),
}
"""What a verb takes beyond examples of its inputs."""


def given_to(operation: str) -> dict[str, Any]:
    """What examples of an operation's inputs do not know: which day it is, and what cannot be said together."""
    if operation == "person.leave":
        return {"last_day": str(now().date() - timedelta(days=1))}
    return {"done": "40", "finished": None} if operation == "task.report" else {}
