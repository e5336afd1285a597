"""What each project is to reach in levelling: weight and due date, given by a project's name as people call it."""

from collections.abc import Sequence
from datetime import datetime
from difflib import get_close_matches

from milepost.cli.failure import usage
from milepost.cli.plan.asked.levelling import LevelChoices
from milepost.cli.plan.audience.choose import called
from milepost.engine.levelling import Priority
from milepost.engine.model import Plan
from milepost.exchange.imported import Imported
from milepost.values import DAY, to_moment


def aims(imported: Sequence[Imported], choices: LevelChoices) -> tuple[Priority, ...]:
    """One for each plan. Raises Failure (2) for a name that fits no plan, several of different kinds, or one already given."""
    weights: dict[int, int] = {}
    for name, weight in choices.weights:
        place = f"--weight '{name}={weight}'"
        _take(weights, place, _meant(imported, name, place), weight)
    dues: dict[int, int] = {}
    for name, due in choices.dues:
        place = f"--due '{name}={due:%Y-%m-%d}'"
        for number in _meant(imported, name, place):
            _take(dues, place, [number], _moment(due, imported[number].plan))
    return tuple(Priority(weights.get(number, 1), dues.get(number)) for number in range(len(imported)))


def _take(known: dict[int, int], place: str, numbers: Sequence[int], value: int) -> None:
    for number in numbers:
        if number in known:
            raise usage(place, "this project was given another one before.", "Give each project one.")
        known[number] = value


def _meant(imported: Sequence[Imported], name: str, place: str) -> list[int]:
    """The plans of this client, name or file."""
    names = [called(one.plan, one.source.name) for one in imported]
    found = [number for number, known in enumerate(names) if name.strip().casefold() in known]
    if found:
        return found
    shown = list(dict.fromkeys(one.plan.title.strip() or one.plan.name.strip() or one.source.name for one in imported))
    spoken = {name.casefold(): name for one in imported for name in (one.source.name, one.plan.client.strip(), one.plan.name.strip())}
    spoken |= {name.casefold(): name for name in shown}
    near = get_close_matches(name.strip().casefold(), sorted(spoken), n=1, cutoff=0.6)
    hint = f"Did you mean '{spoken[near[0]]}'? " if near and near[0] else ""
    listed = ", ".join(f"'{each}'" for each in shown[:20])
    raise usage(place, "no project has this client, name or file.", f"{hint}There {'is' if len(shown) == 1 else 'are'}: {listed}.")


def _moment(when: datetime, plan: Plan) -> int:
    """A date alone ends with the plan's working day."""
    moment = to_moment(when)
    return moment + plan.settings.default_finish if moment % DAY == 0 else moment
