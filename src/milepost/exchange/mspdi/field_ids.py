"""The numbers MS Project gives its own custom fields (Text1, Number1 ...), for plans whose fields come from elsewhere."""

from collections.abc import Iterator
from itertools import chain

from milepost.engine.model import FieldKind
from milepost.exchange.mspdi.codes import OWNER_BLOCKS

_TASK = 0x0B400000
_RESOURCE = 0x0C400000
_ASSIGNMENT = 0x0F400000

Spans = tuple[tuple[int, int], ...]
"""Runs of consecutive numbers, first and last, counted from the owner's block."""

_RUNS: dict[int, dict[FieldKind, Spans]] = {
    _TASK: {
        FieldKind.TEXT: ((51, 51), (54, 54), (57, 57), (60, 60), (63, 63), (66, 70), (317, 336)),
        FieldKind.NUMBER: ((87, 91), (302, 316)),
        FieldKind.FLAG: ((72, 81), (292, 301)),
        FieldKind.COST: ((106, 108), (258, 264)),
        FieldKind.DATE: ((265, 274),),
        FieldKind.DURATION: ((103, 105), (275, 281)),
        FieldKind.START: ((52, 52), (55, 55), (58, 58), (61, 61), (64, 64), (282, 282), (284, 284), (286, 286), (288, 288), (290, 290)),
        FieldKind.FINISH: ((53, 53), (56, 56), (59, 59), (62, 62), (65, 65), (283, 283), (285, 285), (287, 287), (289, 289), (291, 291)),
        FieldKind.OUTLINE_CODE: tuple((n, n) for n in range(416, 435, 2)),
    },
    _RESOURCE: {
        FieldKind.TEXT: ((8, 9), (30, 32), (97, 101), (225, 244)),
        FieldKind.NUMBER: ((112, 116), (205, 219)),
        FieldKind.FLAG: ((127, 135), (126, 126), (195, 204)),
        FieldKind.COST: ((123, 125), (166, 172)),
        FieldKind.DATE: ((173, 182),),
        FieldKind.DURATION: ((117, 119), (183, 189)),
        FieldKind.START: ((102, 106), (220, 224)),
        FieldKind.FINISH: ((107, 111), (190, 194)),
        FieldKind.OUTLINE_CODE: tuple((n, n) for n in range(278, 297, 2)),
    },
    _ASSIGNMENT: {
        FieldKind.TEXT: ((88, 97), (218, 237)),
        FieldKind.NUMBER: ((108, 112), (198, 212)),
        FieldKind.FLAG: ((123, 131), (122, 122), (188, 197)),
        FieldKind.COST: ((119, 121), (159, 165)),
        FieldKind.DATE: ((166, 175),),
        FieldKind.DURATION: ((113, 115), (176, 182)),
        FieldKind.START: ((98, 102), (213, 217)),
        FieldKind.FINISH: ((103, 107), (183, 187)),
    },
}
_BLOCKS = {owner: block << 16 for block, owner in OWNER_BLOCKS.items()}


def slots(owner: str, kind: FieldKind) -> Iterator[tuple[int, str]]:
    """Number and name of every field of that kind Project has for that owner, in its order: (188743731, "Text1") ..."""
    block = _BLOCKS.get(owner, _TASK)
    name = "".join(word.capitalize() for word in kind.value.split())
    name = "OutlineCode" if kind is FieldKind.OUTLINE_CODE else name
    numbers = chain.from_iterable(range(first, last + 1) for first, last in _RUNS[block].get(kind, ()))
    return ((block + number, f"{name}{count}") for count, number in enumerate(numbers, start=1))


def owner_of(field_id: int) -> str:
    """Whose field a number is: "task", "resource" or "assignment"; task for a number of no known block."""
    return OWNER_BLOCKS.get(field_id >> 16, "task")


def is_known(field_id: int) -> bool:
    """Whether the number lies in a block of Project's fields."""
    return field_id >> 16 in OWNER_BLOCKS
