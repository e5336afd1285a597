"""A sketch as the kernel's network straight away, in arrays: for sizes at which a million tasks as objects would fill the memory."""

from dataclasses import fields
from typing import Any

import numpy

from bench.networks import CONSTRAINTS, KINDS, START, Sketch
from bench.plans import calendars
from milepost.engine.model import Constraint, LinkKind
from milepost.engine.network import kernel
from milepost.engine.network.flatten import calendar_table
from milepost.engine.network.network import CalendarTable, Network
from milepost.engine.working_time import Calendars
from milepost.engine.working_time.arithmetic import AFTER
from milepost.values import DAY

CODES = {
    Constraint.ASAP: kernel.ASAP, Constraint.SNET: kernel.SNET, Constraint.FNET: kernel.FNET,
    Constraint.SNLT: kernel.SNLT, Constraint.FNLT: kernel.FNLT, Constraint.MSO: kernel.MSO,
    LinkKind.FS: kernel.FS, LinkKind.SS: kernel.SS, LinkKind.FF: kernel.FF, LinkKind.SF: kernel.SF,
}  # fmt: skip


def network_of(rows: Sketch, *, years: int = 30) -> Network:
    """The network `NetworkBuilder` would make of `plan_of(rows)`, node j being row j, over a horizon of so many years."""
    first = START // DAY - 400
    compiled = Calendars(calendars(), first=first, last=first + 400 + 366 * years)
    table = calendar_table(compiled, [compiled[c.id] for c in calendars()])
    size = rows.size
    successor, predecessor = _array(rows.successor), _array(rows.predecessor)
    calendar = _array(rows.calendar)
    by_source = numpy.argsort(predecessor, kind="stable")
    elapsed = (_array(rows.lag) != 0) & (_array(rows.elapsed) != 0)

    def every(value: int) -> Any:
        return numpy.full(size, value, dtype=numpy.int64)

    return Network(
        calendars=CalendarTable(**{f.name: _array(getattr(table, f.name)) for f in fields(CalendarTable)}),
        task=numpy.arange(size),
        gate=every(0),
        summary=[],
        part_first=numpy.arange(size + 1),
        part_cal=calendar,
        part_span=_array(rows.duration),
        part_delay=every(0),
        mode=every(kernel.FREE),
        done=every(0),
        release=every(START),
        fixed_start=every(0),
        fixed_finish=every(0),
        constraint=_array([CODES[kind] for kind in CONSTRAINTS])[_array(rows.constraint)],
        constraint_date=_array(rows.constraint_date),
        late_bound=every(AFTER),
        delay=every(0),
        float_cal=calendar,
        link_first=_offsets(size, successor),
        link_from=predecessor,
        link_kind=_array([CODES[kind] for kind in KINDS])[_array(rows.kind)],
        link_lag=_array(rows.lag),
        link_cal=numpy.where(elapsed, -1, calendar[successor]),
        link_origin=numpy.arange(len(successor)),
        succ_first=_offsets(size, predecessor),
        succ_node=successor[by_source],
        succ_link=by_source,
    )


def _array(values: Any) -> Any:
    return numpy.asarray(values, dtype=numpy.int64) if not isinstance(values, int) else values


def _offsets(size: int, nodes: Any) -> Any:
    return numpy.concatenate(([0], numpy.cumsum(numpy.bincount(nodes, minlength=size)))).astype(numpy.int64)
