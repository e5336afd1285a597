"""The Patterson layout: activities and resources; capacities; then per activity duration, demands, successor count, successors."""

from milepost.exchange.psplib.instance import LONGEST, MOST_JOBS, MOST_RESOURCES, Capacity, Instance, Job, Mode, refused
from milepost.exchange.psplib.lines import Lines, Stream
from milepost.values import said


def read_patterson(data: bytes, *, name: str) -> Instance:
    """The instance of a Patterson file. Raises Unreadable naming the line. Source: the layout note of the PSPLIB collection."""
    lines = Lines(data, name=name)
    numbers = Stream(lines)
    count = numbers.take(wanted="the number of activities", low=1, high=MOST_JOBS)
    kinds = numbers.take(wanted="the number of resources", high=MOST_RESOURCES)
    capacities = tuple(
        Capacity(f"R{index}", numbers.take(wanted=f"the capacity of resource {index}", high=10**6)) for index in range(1, kinds + 1)
    )
    jobs: list[Job] = []
    for number in range(1, count + 1):
        who = f"activity {number} of {count}"
        duration = numbers.take(wanted=f"the duration of {who}", high=LONGEST)
        line = lines.number
        demands = tuple(numbers.take(wanted=f"the demand of {who} for resource {i}", high=10**6) for i in range(1, kinds + 1))
        many = numbers.take(wanted=f"the number of successors of {who}", high=count)
        successors = tuple(numbers.take(wanted=f"successor {i} of {who}", low=1, high=count) for i in range(1, many + 1))
        jobs.append(Job(number, line, (Mode(duration, demands),), successors))
    if left := numbers.rest():
        raise refused(
            "left-over",
            lines.place(),
            said("'{left}' comes after the last of {what} activities; expected the end of the file.", left=left[:40], what=count),
        )
    return Instance(_stem(name), tuple(jobs), capacities)


def _stem(name: str) -> str:
    return name.rsplit("/", 1)[-1].rsplit(".", 1)[0] or name
