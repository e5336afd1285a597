"""Fills an empty house with the demonstration: roles and the first account, then the script of every room from first day to last."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from milepost.demonstration import house as house_itself
from milepost.demonstration.cast import ADMINISTRATOR, CLIENT, NOT_STAFF, cast_of
from milepost.demonstration.script import Named, Script
from milepost.demonstration.sizes import SEED, Size
from milepost.demonstration.stage import Stage
from milepost.kernel.access import house
from milepost.kernel.administration import make_everybody, make_standard_roles
from milepost.kernel.clock import standing_at
from milepost.kernel.installation.administrator import has_administrator, make_administrator, renew_role
from milepost.kernel.jobs.run import run_one
from milepost.kernel.journal.seal import seal
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.room import Room
from milepost.kernel.search.index import follow
from milepost.kernel.settings import ensure_settings

Told = Callable[[str, float], None]
"""What is being done, and the share of it that is done."""


@dataclass(frozen=True, slots=True)
class LogIn:
    """As whom one can log in."""

    role: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What was made: log-ins by role, and how many operations on records it took."""

    log_ins: tuple[LogIn, ...]
    deeds: int


EXPECTED = 20
"""Jobs that wait at the end of a small house, about: to tell how far it is."""


class NotEmpty(Exception):
    """The house is somebody's: nothing was done."""


def script_of(size: Size, *, seed: int, day: date) -> Script:
    """What happens in the house: its own part, then that of each room that has a module `demonstration`, the lowest room first."""
    script = Script(size=size, seed=seed, day=day, cast=())
    script.cast = cast_of(size, script.random("cast"))
    house_itself.write(script)
    for room in apps.get_app_configs():
        name = f"{room.name}.demonstration"
        if isinstance(room, Room) and find_spec(name) is not None:
            import_module(name).write(script)
    return script


def fill(size: Size, *, seed: int = SEED, day: date, password: str = "", told: Told = lambda what, share: None) -> Filled:
    """Fill the house that the settings name, which has its tables. Each who can log in gets the password, if one is given.

    Raises NotEmpty."""
    if has_administrator():
        raise NotEmpty("there is a house here already")
    script = script_of(size, seed=seed, day=day)
    deeds = list(script.deeds())
    accounts = {one.handle: one.email for one in (*NOT_STAFF, *script.cast, CLIENT)}
    stage = Stage(addresses=accounts)
    with standing_at(script.at(script.start, 7)):
        renew_role()
        ensure_settings()
        first = next(one for one in NOT_STAFF if one.handle == ADMINISTRATOR)
        stage.keys[Named("account", ADMINISTRATOR)] = make_administrator(first.email, first.name).pk
        stage.keys.update({Named("role", name): key for name, key in make_standard_roles(house("the demonstration")).items()})
        stage.keys[house_itself.EVERYBODY] = make_everybody(house("the demonstration"))
    done = stage.play(deeds, told=lambda count: told("eighteen months of history", count / len(deeds)))
    log_ins = [one for one in (*NOT_STAFF, *script.cast, CLIENT) if one.log_in]
    for number, one in enumerate(log_ins if password else ()):
        told("log-ins", number / len(log_ins))
        account = stage.keys[Named("account", one.handle)]
        perform(operation_named("account.set-password"), house("the demonstration"), on=[account], given={"password": password})
    with standing_at(script.at(day, 0.6)):
        for put_off in script.put_off:
            put_off()
        _work(told)
    _settle(told, done)
    return Filled(tuple(LogIn(one.log_in, one.name, one.email) for one in log_ins), done)


def _work(told: Told) -> None:
    """The jobs that wait by then: dates, chances, proposals."""
    done = 0
    while run_one("the demonstration"):
        done += 1
        told("what workers work out", min(done / EXPECTED, 0.99))


def _settle(told: Told, whole: int) -> None:
    """What workers do behind people: the journal is sealed, and everything is found by its words."""
    for word, work in (("the seal of the journal", seal), ("search", follow)):
        done = 0
        while part := work():
            done += part
            told(word, min(done / max(whole, 1), 1.0))
