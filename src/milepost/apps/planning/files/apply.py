"""Does an import: a plan where there is none, a scope item, tasks, links and work, as one transaction; or nothing of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from milepost.apps.people.services.acting import actor
from milepost.apps.planning.entities import PROJECT_PLAN
from milepost.apps.planning.files.compare import Comparison, compare
from milepost.apps.planning.files.draft import Draft, DraftTask, DraftWork
from milepost.apps.planning.files.header import baselines_of, mark_of, plan_facts, stamped
from milepost.apps.planning.models import ProjectPlan, Task
from milepost.apps.planning.rules.outline import Row, in_order, spread
from milepost.kernel.access import Actor, held_on
from milepost.kernel.call import Call, running
from milepost.kernel.errors import Denied, Fault, Invalid
from milepost.kernel.operations import Done, operation_named, perform, together
from milepost.values import listed, said

BLOCK = 2_000
LINKS = 50_000
"""So many at once: whether they close a circle is looked for in all of the plan each time."""
PERCENT = 10_000
NEEDS = ("task.create", "task-link.create", "assignment.create", "project-plan.edit")
TO_CHANGE = ("task.edit", "task.report", "task-link.edit", "task-link.delete", "assignment.edit", "assignment.delete")
LEAST_ALIKE = 0.5


@dataclass(frozen=True)
class Answers:
    """What whoever imports says. `agreed`: contact or person, on, authority, document, as `scope-item.approve` reads them; none where the
    plan is not agreed yet. `people` are resources of the file with who they are here. `gone` are tasks to delete that the file has no
    more."""

    agreed: Mapping[str, Any] | None = None
    people: Mapping[str, Any] = field(default_factory=dict)
    gone: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """What was done, in numbers; `scope_item` is that of the new tasks, none where there are no new ones."""

    plan: int
    number: str
    scope_item: str
    held: bool
    created: int
    changed: int
    deleted: int
    links: int
    work: int
    baselines: int
    batches: tuple[str, ...]


def bring(by: Actor, project: Any, draft: Draft, who: Mapping[str, str], answers: Answers, *, request: str = "") -> Brought:
    """All of it or nothing. Raises Denied, Invalid and whatever operations raise; then nothing was changed."""
    with together():
        plan, made = _plan(by, project, draft, request)
        found = compare(draft, plan.pk, who)
        check_may(by, plan, found)
        check_same(found, plan)
        item = _scope_item(by, project, draft, answers, request) if found.new else None
        gone = [key for key in answers.gone if key in found.gone]
        batches = [made] if made else []
        if gone:
            batches.append(perform(operation_named("task.delete"), by, on=gone, request=request).batch)
        with running(Call(by, request, f"import of {draft.source.name}"[:200])):
            writing = _Writing(plan, draft, found, who)
            writing.tasks(item.pk if item is not None else None)
            links, work = writing.links(), writing.work()
            baselines = writing.baselines(allowed=answers.agreed is not None or not found.new)
            writing.plan_itself(baselines)
        batches += [one.batch for one in writing.done]
    return Brought(
        plan.pk,
        plan.number,
        item.number if item is not None else "",
        item is not None and answers.agreed is None,
        len(found.new),
        len(found.changed),
        len(gone),
        links,
        work,
        writing.frozen,
        tuple(batches),
    )


def check_same(found: Comparison, plan: ProjectPlan) -> None:
    """Raises Invalid where the plan has tasks of another file: their ids mean other tasks."""
    if found.ids and found.alike < LEAST_ALIKE:
        name = (plan.foreign or {}).get("file", {}).get("name", "another file")
        told = said(
            "{plan} has tasks of {name}, and the tasks of this file are others under the same ids. "
            "Bring it into another project, or delete those tasks first.",
            plan=plan.number,
            name=name,
        )
        raise Invalid({"file": [Fault("another-plan", told)]})


def check_may(actor: Actor, plan: ProjectPlan, found: Comparison) -> None:
    """What is done here at once takes the same permissions as doing it one by one. Raises Denied, Invalid for a plan that was put away."""
    needs = (*NEEDS, *(TO_CHANGE if found.ids else ()))
    lacking = sorted(set(needs) - held_on(PROJECT_PLAN, actor, needs, plan.pk))
    if lacking:
        raise Denied(said("You may not bring a file into {plan}: that takes {lacking}.", plan=plan.number, lacking=listed(lacking)))
    if plan.state != "open":
        raise Invalid({"": [Fault("archived", said("{plan} is archived; take it up again first.", plan=plan.number))]})


def _plan(actor: Actor, project: Any, draft: Draft, request: str) -> tuple[ProjectPlan, str]:
    """The project's plan, made where there is none; and the batch that made it."""
    found = ProjectPlan.objects.filter(project=project.pk, kind="main").first()
    if found is not None:
        return found, ""
    name = (draft.plan.title or draft.plan.name or project.name)[:200]
    given = {"project": project.pk, "name": name, "starts_at": draft.starts_at, "day_minutes": day_of(draft)}
    done = perform(operation_named("project-plan.create"), actor, given=given, request=request)
    made = done.records[0]
    assert isinstance(made, ProjectPlan)
    return made, done.batch


def day_of(draft: Draft) -> int:
    """Minutes of a day, as the file's author counts."""
    return min(max(draft.plan.settings.minutes_per_day, 60), 1440)


def scope_name(draft: Draft, *, agreed: bool) -> str:
    """What the scope item of new tasks is called."""
    return f"{'As agreed in' if agreed else 'Proposed in'} {draft.source.name}"[:200]


def _scope_item(actor: Actor, project: Any, draft: Draft, answers: Answers, request: str) -> Any:
    """One for all new tasks: approved where the plan is agreed, else proposed, which holds them. Both take the usual permissions."""
    effort = sum(one.columns["effort_minutes"] or 0 for one in draft.tasks if one.key not in {task.parent for task in draft.tasks})
    given = {
        "project": project.pk,
        "name": scope_name(draft, agreed=answers.agreed is not None),
        "source": f"Imported from {draft.source.name}"[:200],
        "effort_minutes": effort or None,
    }
    item = perform(operation_named("scope-item.create"), actor, given=given, request=request).records[0]
    if answers.agreed is not None:
        perform(operation_named("scope-item.approve"), actor, on=[item.pk], given=dict(answers.agreed), request=request)
    return item


class _Writing:
    """What is done under one call, in an order in which everything is there that it hangs on."""

    def __init__(self, plan: ProjectPlan, draft: Draft, found: Comparison, who: Mapping[str, str]) -> None:
        self.own, self.draft, self.found, self.who = plan, draft, found, who
        self.ids = dict(found.ids)
        self.done: list[Done] = []
        self.frozen = 0

    def tasks(self, scope_item: int | None) -> None:
        """New ones level by level, then what changed, then the order."""
        assert scope_item is not None or not self.found.new
        waiting = list(self.found.new)
        while waiting:
            ready = [one for one in waiting if one.parent is None or one.parent in self.ids]
            assert ready, "the outline of a file that was read has no circle"
            for block in _blocks(ready):
                given = [self._columns(one) | self._facts(one) | {"plan": self.own.pk, "scope_item": scope_item} for one in block]
                records = self._perform("task.bring", given=given).records
                self.ids |= {one.key: record.pk for one, record in zip(block, records, strict=True)}
            waiting = [one for one in waiting if one.key not in self.ids]
        for changes in _blocks(self.found.changed):
            rows = []
            for one in changes:
                parent = {"parent": self.ids.get(one.draft.parent or "")} if one.moved else {}
                rows.append(as_given(one.columns) | self._facts(one.draft) | parent)
            self._perform("task.bring-again", on=[one.key for one in changes], given=rows)
        if self.found.ids and (self.found.new or any(one.moved for one in self.found.changed)):
            self._in_order()

    def links(self) -> int:
        """How many were made, changed or taken away."""
        gone = list(self.found.gone_links)
        if gone:
            self._perform("task-link.delete", on=gone)
        changed = [{"kind": one.kind, "lag": one.lag, "lag_kind": one.lag_kind} for one in self.found.changed_links.values()]
        if changed:
            self._perform("task-link.edit", on=list(self.found.changed_links), given=changed)
        for block in _blocks(self.found.new_links, LINKS):
            given = [
                {
                    "predecessor": self.ids[one.before],
                    "successor": self.ids[one.behind],
                    "kind": one.kind,
                    "lag": one.lag,
                    "lag_kind": one.lag_kind,
                }
                for one in block
            ]
            self._perform("task-link.create", given=given)
        return len(gone) + len(changed) + len(self.found.new_links)

    def work(self) -> int:
        """The same of assignments."""
        gone = list(self.found.gone_work)
        if gone:
            self._perform("assignment.delete", on=gone)
        changed = [_shared(one) for one in self.found.changed_work.values()]
        if changed:
            self._perform("assignment.edit", on=list(self.found.changed_work), given=changed)
        for block in _blocks(self.found.new_work):
            self._perform("assignment.create", given=[{"task": self.ids[one.task], **self._who(one), **_shared(one)} for one in block])
        return len(gone) + len(changed) + len(self.found.new_work)

    def baselines(self, *, allowed: bool) -> dict[str, str]:
        """What the file froze is frozen here too, once, where its work is agreed: by number the mark by which it is known again."""
        known: dict[str, str] = dict((self.own.foreign or {}).get("baselines", {}))
        if not allowed:
            return known
        numbers = dict(Task.objects.filter(plan=self.own.pk).values_list("pk", "number"))
        rows = []
        for number, content in baselines_of(self.draft, self.ids, numbers).items():
            mark = mark_of(content)
            if known.get(number) != mark:
                known[number] = mark
                name = f"Baseline{f' {number}' if number != '0' else ''} of {self.draft.source.name}"[:200]
                finish = max((one["finish"] for one in content["tasks"].values()), default=None)
                rows.append({"plan": self.own.pk, "name": name, "finish_at": finish, "content": stamped(content)})
        if rows:
            self._perform("baseline.create", given=rows)
        self.frozen = len(rows)
        return known

    def plan_itself(self, baselines: Mapping[str, str]) -> None:
        """What the file says of the whole, and where it begins: as the file says, unless that was changed here."""
        was = self.own.foreign or {}
        said = {"starts_at": self.draft.starts_at, "day_minutes": day_of(self.draft), "status_at": plan_status(self.draft)}
        before = was.get("said", {})
        first = not was and not Task.objects.filter(plan=self.own.pk, foreign_id="").exists()
        changed = {name: value for name, value in said.items() if first or value != before.get(name, value)}
        if not was and not first:
            changed = {"starts_at": min(self.own.starts_at, self.draft.starts_at), "day_minutes": said["day_minutes"]}
        changed = {name: value for name, value in changed.items() if value != getattr(self.own, name)}
        if changed:
            self._perform("project-plan.edit", on=[self.own.pk], given=changed)
        facts = plan_facts(self.draft, self.who) | {"said": said, "baselines": dict(baselines)}
        if facts != was:
            self._perform("project-plan.keep-foreign", on=[self.own.pk], given={"foreign": facts})

    def _columns(self, one: DraftTask) -> dict[str, Any]:
        return as_given(one.columns) | {"parent": self.ids[one.parent] if one.parent is not None else None}

    def _facts(self, one: DraftTask) -> dict[str, Any]:
        return {"foreign_id": one.key, "scheduling": one.scheduling, "foreign": one.foreign}

    def _who(self, one: DraftWork) -> dict[str, int]:
        kind, _, key = self.who[one.resource].partition(" ")
        return {"person" if kind == "person" else "work_role": int(key)}

    def _in_order(self) -> None:
        """Tasks of the file in the order of the file; those that were added here stay behind the task they stood behind."""
        order = {self.ids[one.key]: place for place, one in enumerate(self.draft.tasks)}
        rows = list(Task.objects.filter(plan=self.own.pk).values_list("pk", "parent_id", "position"))
        below: dict[int | None, list[int]] = {}
        for row, _ in in_order(Row(*one) for one in rows):
            below.setdefault(row.parent, []).append(row.id)
        positions: dict[int, int] = {}
        for parts in below.values():
            positions |= spread(_woven(parts, order))
        changed = {key: positions[key] for key, _, position in rows if positions[key] != position}
        for block in _blocks(list(changed)):
            self._perform("task.renumber", on=block, given=[{"position": changed[key]} for key in block])

    def _perform(self, name: str, *, on: Sequence[int] = (), given: Any = ()) -> Done:
        done = perform(operation_named(name), actor(), given=given, on=on)
        self.done.append(done)
        return done


def _woven(parts: Sequence[int], order: Mapping[int, int]) -> list[int]:
    ours: dict[int | None, list[int]] = {}
    last: int | None = None
    for key in parts:
        if key in order:
            last = key
        else:
            ours.setdefault(last, []).append(key)
    found = list(ours.get(None, ()))
    for key in sorted((one for one in parts if one in order), key=lambda one: order[one]):
        found += [key, *ours.get(key, ())]
    return found


def as_given(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Stored values as operations read them: a share is told in per cent."""
    found = dict(columns)
    if "done_share" in found:
        found["done_share"] = found["done_share"] // PERCENT
    return found


def _shared(one: DraftWork) -> dict[str, Any]:
    asked = operation_named("assignment.create").inputs["share"]
    return {"share": asked.write(one.share), "effort_minutes": one.effort}


def plan_status(draft: Draft) -> int | None:
    """Until when progress is known, in minutes."""
    return draft.plan.status_date // 60 if draft.plan.status_date is not None else None


def _blocks(rows: Iterable[Any], most: int = BLOCK) -> Iterator[list[Any]]:
    found = list(rows)
    for start in range(0, len(found), most):
        yield found[start : start + most]
