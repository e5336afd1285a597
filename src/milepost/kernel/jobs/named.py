"""What a task is called by people, and whether they are told when it ends: said where the task is written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """`label` is what stands in lists; whoever asked for one that is `told` hears when it ends well. That it failed they always hear."""

    label: str
    told: bool = True


_known: dict[str, Named] = {}


def name_task(task: str, label: str, *, told: bool = True) -> None:
    """Give the task of that path a name. Raises ValueError for one that has another."""
    made = Named(label, told)
    if _known.get(task, made) != made:
        raise ValueError(f"the task {task} has a name already")
    _known[task] = made


def named_task(task: str) -> Named:
    """Its name; of a task without one the last word of its path, of which nobody hears that it ended well."""
    found = _known.get(task)
    return found if found is not None else Named(task.rpartition(".")[2].replace("_", " ").capitalize(), told=False)
