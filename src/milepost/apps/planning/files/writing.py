"""What an import writes into a plan: tasks level by level, links, work and baselines, and what the file says of the whole."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from milepost.apps.people.services.acting import actor
from milepost.apps.planning.files.compare import Comparison
from milepost.apps.planning.files.draft import Draft, DraftTask, DraftWork
from milepost.apps.planning.files.header import baselines_of, mark_of, plan_facts, stamped
from milepost.apps.planning.models import ProjectPlan, Task
from milepost.apps.planning.rules.outline import Row, in_order, spread
from milepost.kernel.operations import Done, operation_named, perform

BLOCK = 2_000
LINKS = 50_000
"""So many at once: whether they close a circle is looked for in all of the plan each time."""
PERCENT = 10_000


class Writing:
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
        moves = self._moves()
        # What comes to the top first, then the others at once: one after the other they might make a circle on the way.
        for some in ([key for key in moves if moves[key] is None], [key for key in moves if moves[key] is not None]):
            if some:
                self._perform("task.bring-again", on=some, given=[{"parent": moves[key]} for key in some])
        for changes in _blocks(self.found.changed):
            rows = [as_given(one.columns) | self._facts(one.draft) for one in changes]
            self._perform("task.bring-again", on=[one.key for one in changes], given=rows)
        if self.found.ids and (self.found.new or any(one.moved for one in self.found.changed)):
            self._in_order()

    def _moves(self) -> dict[int, int | None]:
        """The new parents of tasks that the file moved. Where such a task would be part of itself, because another was moved here, that one
        goes back to where the file has it: the file's outline has no circle."""
        moves = {one.key: self.ids.get(one.draft.parent or "") for one in self.found.changed if one.moved}
        if not moves:
            return {}
        parents = dict(Task.objects.filter(plan=self.own.pk).values_list("pk", "parent_id")) | moves
        of_file = {self.ids[one.key]: self.ids.get(one.parent or "") for one in self.draft.tasks}
        for key in list(moves):
            for one in _circle(key, parents):
                if one in of_file and parents[one] != of_file[one]:
                    moves[one] = parents[one] = of_file[one]
        return moves

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
        if self.draft.own:  # a task of the house: what its file calls it means nothing the next time
            return {"scheduling": one.scheduling} if one.key not in self.found.ids and one.scheduling else {}
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


def _circle(key: int, parents: Mapping[int, int | None]) -> list[int]:
    """The tasks from one up to itself; none where it is not part of itself."""
    line: list[int] = []
    at: int | None = key
    while at is not None and at not in line:
        line.append(at)
        at = parents.get(at)
    return line if at == key else []


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


def day_of(draft: Draft) -> int:
    """Minutes of a day, as the file's author counts."""
    return min(max(draft.plan.settings.minutes_per_day, 60), 1440)


def plan_status(draft: Draft) -> int | None:
    """Until when progress is known, in minutes."""
    return draft.plan.status_date // 60 if draft.plan.status_date is not None else None


def _blocks(rows: Iterable[Any], most: int = BLOCK) -> Iterator[list[Any]]:
    found = list(rows)
    for start in range(0, len(found), most):
        yield found[start : start + most]
