"""Files of other programs as jobs: looked at with progress, then brought together with the completion of the job."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django_tasks import task

from milepost.engine.problem import Problem, Severity
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.access.lasting import actor_from, kept_of
from milepost.kernel.bringing.way import Way, way_of
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Denied, Invalid, Missing, Refused
from milepost.kernel.exporting.files import place_of, written
from milepost.kernel.jobs import Effect
from milepost.kernel.jobs.enqueue import enqueue
from milepost.kernel.jobs.named import name_task
from milepost.kernel.models import Job
from milepost.kernel.undo import go
from milepost.kernel.undo import way as way_back_from
from milepost.values import said

Json = dict[str, Any]
GONE = said("The file was cleared away; files are kept for a day. Bring it again.")


class TooLarge(Exception):
    """The file has more bytes than the way takes."""


def may_bring(actor: Actor, way: Way) -> None:
    """Raises Denied for who may neither create nor edit any record of the kind: no file is kept, and none is read, for them."""
    if not any(can_anywhere(actor, way.entity.permission(verb)) for verb in ("create", "edit")):
        raise Denied(said("You may neither create nor edit {kinds}.", kinds=way.entity.plural))


def enqueue_look(actor: Actor, way: Way, name: str, pieces: Iterable[bytes], given: Mapping[str, Any], *, made_for_it: str = "") -> Job:
    """A job that says what bringing the file would do; the file lies with the house for a day. What the actor made in the batch
    `made_for_it`, to have a place for the file, is taken back where that is refused. Raises TooLarge, Denied, and Invalid for inputs."""
    may_bring(actor, way)
    way.read(actor, given)
    more = {"made_for_it": made_for_it} if made_for_it else {}
    return _enqueue("look_at_file", actor, way, kept_file(way, pieces), name, given, more)


def enqueue_bring(actor: Actor, look: Job, given: Mapping[str, Any]) -> Job:
    """A job that brings the file that was looked at; asked for twice it is one job, also when that has ended, unless it came to nothing."""
    entity, key, name, before, _ = look.arguments["positional"]
    way = way_of(entity)
    assert way is not None
    asked = {**before, **given}
    way.read(actor, asked)
    unique = f"bring {look.key}"
    done = Job.objects.filter(unique=unique, state=Job.State.DONE).first()
    if done is not None and not (done.result or {}).get("problems"):
        return done
    return _enqueue("bring_file", actor, way, key, name, asked, unique=unique)


def enqueue_whole(actor: Actor, way: Way, name: str, pieces: Iterable[bytes], given: Mapping[str, Any]) -> Job:
    """A job that brings a file that nobody has looked at. Raises TooLarge, Denied, and Invalid for inputs."""
    may_bring(actor, way)
    way.read(actor, given)
    return _enqueue("bring_file", actor, way, kept_file(way, pieces), name, given)


def kept_file(way: Way, pieces: Iterable[bytes]) -> str:
    """Puts the file where jobs find it for a day; its key. Raises TooLarge."""
    key, size = f"brought-{uuid4().hex}", 0
    with written(key) as target:
        for piece in pieces:
            size += len(piece)
            if size > way.most_bytes:
                raise TooLarge
            target.write(piece)
    return key


def job_of(actor: Actor, way: Way, key: str) -> Job:
    """The actor's own. Raises Missing."""
    own = Job.objects.filter(account_id=actor.account) if actor.account is not None else Job.objects.none()
    job = own.filter(key=key[:40].replace("\x00", "\ufffd"), task__startswith=f"{__name__}.").first()
    if job is None or job.arguments["positional"][0] != way.entity.name:
        raise Missing(said("There is no such file of yours; it may be too long ago. Bring it again."))
    return job


def is_look(job: Job) -> bool:
    """Whether it only looked."""
    return job.task.endswith(".look_at_file")


def _enqueue(
    function: str,
    actor: Actor,
    way: Way,
    key: str,
    name: str,
    given: Mapping[str, Any],
    more: Mapping[str, str] | None = None,
    *,
    unique: str = "",
) -> Job:
    asked = [way.entity.name, key, name, dict(given), kept_of(actor)]
    return enqueue(f"{__name__}.{function}", asked, named=more, account=actor.account, unique=unique)


@task(takes_context=True)
def look_at_file(report: Any, /, entity: str, key: str, name: str, given: Json, kept: Json, made_for_it: str = "") -> Any:
    """What bringing the file would do, or why it cannot be brought; then what was made for it is taken back, and `taken_back` says so."""
    from milepost.exchange.imported import Unreadable

    try:
        actor, way = actor_from(kept), _way(entity)
        return way.look(actor, _place(key), name, way.read(actor, given), report)
    except Unreadable as error:
        told = refused_told(error.problems)
    except Refused as refusal:
        told = refused_told(problems_of(refusal, name))
    if not made_for_it:
        return told

    def apply() -> None:
        told["taken_back"] = _taken_back(kept, made_for_it)

    return Effect(apply, told)


def _taken_back(kept: Json, batch: str) -> bool:
    """Whether it could be: nobody has worked with it since. Who may make something for a file may take it back."""
    try:
        actor = actor_from(kept)
        go(replace(actor, unbounded=True), batch, way_back_from(actor, batch))
    except Refused:
        return False
    return True


@task(takes_context=True)
def bring_file(report: Any, /, entity: str, key: str, name: str, given: Json, kept: Json) -> Any:
    """The whole of it, in the transaction of the job's completion."""
    from milepost.exchange.imported import Unreadable

    try:
        actor, way = actor_from(kept), _way(entity)
        do = way.prepare(actor, _place(key), name, way.read(actor, given), report)
    except Unreadable as error:
        return refused_told(error.problems)
    except Refused as refusal:
        return refused_told(problems_of(refusal, name))
    result: Json = {}

    def apply() -> None:
        result.clear()
        try:
            result.update(do())
        except Refused as refusal:
            result.update(refused_told(problems_of(refusal, name)))

    return Effect(apply, result)


def problem_told(problem: Problem) -> Json:
    """As JSON."""
    said = {name: getattr(problem, name) for name in ("code", "place", "message", "remedy")}
    return said | {"severity": problem.severity.value}


def refused_told(problems: Sequence[Problem]) -> Json:
    """What stands in the place of a result where nothing was done: every problem of it is an error."""
    return {"refused": True, "problems": [problem_told(one) for one in problems]}


def problems_of(refusal: Refused, place: str) -> list[Problem]:
    """A refusal, fault by fault, at the field that it is about."""
    if not isinstance(refusal, Invalid):
        return [Problem("refused", place, refusal.told, "", Severity.ERROR)]
    fields = [*refusal.fields.items(), *(pair for row in list(refusal.rows.values())[:20] for pair in row.items())]
    found = [Problem(one.code, name.replace("_", " ") or place, one.message) for name, faults in fields for one in faults]
    return found or [Problem("refused", place, refusal.told)]


def _way(entity: str) -> Way:
    found = way_of(entity_named(entity))
    assert found is not None
    return found


def _place(key: str) -> Any:
    """Raises Missing for a file that was cleared away."""
    found = place_of(key)
    if not found.is_file():
        raise Missing(GONE)
    return found


name_task(f"{__name__}.look_at_file", "Look at a file", told=False)
name_task(f"{__name__}.bring_file", "Import of a file")
