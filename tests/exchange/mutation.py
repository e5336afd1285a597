"""Damages files with their structure in mind: cells, lines, numbers and keys are swapped, cut, doubled and made absurd."""

import random
from collections.abc import Callable

NASTY = (
    "",
    " ",
    "-1",
    "0",
    "1e999",
    "NaN",
    "99999999999999999999",
    "10000 y",
    "3FS+",
    "FS",
    "1FS+-2d",
    "1,000",
    "1.5.5",
    "[",
    "]",
    "Ann[",
    "[50%]",
    "A;;B",
    "31/02/2026",
    "03/04/2026",
    "2026-13-45",
    "9999-12-31",
    "0000-00-00",
    "Mon Mon",
    "every",
    "every 0 weeks, 3 times",
    "daily until 2026-01-05",
    "monthly on day 31, 2 times",
    "\x00",
    "\ud7ff",
    "\u202e",
    "\ufeff",
    '"',
    '""',
    "'",
    "=1+1",
    "#",
    "# start: x",
    "None",
    "null",
    "true",
    "{}",
    "[]",
    "a" * 500,
    "\t",
    "\r",
    "\n",
    ";",
    ",",
    "%",
    "50%",
    "150%",
    "-50%",
    "1/0",
    "..\\x.mpp\\3",
    "٣",
    "½",
    "−5",
    "24:00-00:00",
    "09:00-08:00",
    "£",
    "£-5",
)


def mutated_lines(text: str, chance: random.Random, *, marks: str) -> str:
    """A few changes to text made of lines with cells between any of `marks`."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 4)):
        where = chance.randrange(len(lines))
        mark = chance.choice([mark for mark in marks if mark in lines[where]] or [marks[0]])
        cells = lines[where].split(mark)
        at = chance.randrange(len(cells))
        kind = chance.randrange(9)
        if kind == 0:
            cells[at] = chance.choice(NASTY)
        elif kind == 1:
            del cells[at]
        elif kind == 2:
            cells.insert(at, cells[at])
        elif kind == 3:
            other = lines[chance.randrange(len(lines))].split(mark)
            cells[at] = chance.choice(other)
        elif kind == 4:
            cells[at] = cells[at][: chance.randint(0, len(cells[at]))] + chance.choice(NASTY)
        elif kind == 5:
            lines.insert(where, chance.choice(lines))
            continue
        elif kind == 6 and len(lines) > 1:
            del lines[where]
            continue
        elif kind == 7:
            chance.shuffle(cells)
        else:
            lines = lines[: where + 1]
            cells = [mark.join(cells)[: chance.randint(0, len(lines[where]))]]
        lines[where] = mark.join(cells)
    return "\n".join(lines)


def mutated_value(value: object, chance: random.Random) -> object:
    """A change somewhere in a JSON value: a member lost, doubled, renamed, or replaced by something of another kind."""
    if isinstance(value, dict) and value and chance.random() < 0.85:
        made = dict(value)
        key = chance.choice(list(made))
        kind = chance.randrange(8)
        if kind == 0:
            del made[key]
        elif kind == 1:
            made[chance.choice(NASTY)] = made.pop(key)
        else:
            made[key] = mutated_value(made[key], chance)
        return made
    if isinstance(value, list) and value and chance.random() < 0.85:
        copied = list(value)
        at = chance.randrange(len(copied))
        kind = chance.randrange(6)
        if kind == 0:
            copied.insert(at, copied[at])
        elif kind == 1:
            del copied[at]
        else:
            copied[at] = mutated_value(copied[at], chance)
        return copied
    return chance.choice([None, True, -1, 0, 2.5, 10**30, [], {}, [[]], {"name": "x"}, *NASTY])


def mutated_bytes(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, lost or cut off."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) or 1)
        kind = chance.randrange(4)
        if kind == 0 and changed:
            changed[at] = chance.randrange(256)
        elif kind == 1:
            del changed[at : at + chance.randint(1, 20)]
        elif kind == 2:
            changed[at:at] = chance.choice(NASTY).encode("utf-8", "ignore")
        elif chance.random() < 0.2:
            del changed[at:]
    return bytes(changed)


def answers_or_refuses(read: Callable[[bytes], object], data: bytes, refusal: type[Exception]) -> bool:
    """Whether the file was read; a refusal must carry problems that say something. Anything else is raised."""
    try:
        read(data)
    except refusal as refused:
        for problem in refused.problems:  # type: ignore[attr-defined]
            assert problem.code
            assert problem.place
            assert len(problem.message) > 10, problem
            str(problem).encode("utf-8")
        return False
    return True
