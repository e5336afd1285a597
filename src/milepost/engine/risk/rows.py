"""Arithmetic on rows of samples, written once: plain Python on lists, or compiled on arrays (see `compiled`).

A row holds one value for each sample of a block; a loop over a row is what the machine does eight at a time. Only whole numbers
occur, so that both forms, any block and any number of threads give the same bits.

- Random numbers come from a counter: a sample's number and two keys of 32 bits are mixed (two rounds of multiply and shift, as in
  Wellons' lowbias32, found by his hash prospector, 2018). The two halves of the result are added, and a table turns the sum into a
  normal value.
- Normal values z are in 4096ths. A shape is a table of 193 knots over z = -6 to 6; its values are in 2^-30 (see `shapes`).
- Moments are seconds since the first day of the clock's tables. `clock` is (magic, shift, cell, top, number, before, moment): a
  moment's cell is moment * magic >> shift; nothing is looked up past top; number[k] is the table of calendar k; before tells for each
  cell the work before a moment in it, moment the way back.
"""

# Runs compiled too: groups are unpacked whole, and comparisons stay scalar.
# ruff: noqa: RUF059

from milepost.engine.working_time.arithmetic import Row

Rows = list[Row]
Clock = tuple[int, int, int, int, Row, Rows, Rows]

WORD = 0xFFFFFFFF
ONE, REACH, KNOT = 4096, 6 * 4096, 256
"""A normal value of one, the farthest one, and the distance of knots."""
UNIT = 30
"""Values of shapes are in 2 ** -UNIT."""
NEVER = 1 << 30
"""Past every moment that can be simulated."""


def mixed_row(out: Row, key: int, other: int, base: int) -> None:
    """31 random bits for each of the samples base, base + 1, ..."""
    for x in range(len(out)):
        h = (base + x + key) & WORD
        h = ((h ^ (h >> 16)) * 0x7FEB352D) & WORD
        h = (((h ^ (h >> 15)) ^ other) * 0x846CA68B) & WORD
        out[x] = (h ^ (h >> 16)) >> 1


def normal_row(out: Row, key: int, other: int, base: int, bell: Row) -> None:
    """A normal value for each sample; `bell` maps the sum of two words of 16 bits to it, knots 256 apart."""
    # Two loops: the machine mixes eight counters at a time, and looks up one after the other.
    for x in range(len(out)):
        h = (base + x + key) & WORD
        h = ((h ^ (h >> 16)) * 0x7FEB352D) & WORD
        h = (((h ^ (h >> 15)) ^ other) * 0x846CA68B) & WORD
        h = h ^ (h >> 16)
        out[x] = (h & 0xFFFF) + (h >> 16)
    for x in range(len(out)):
        h = out[x] & 0x1FFFF
        here = bell[h >> 8]
        out[x] = here + (((bell[(h >> 8) + 1] - here) * (h & 255) + 128) >> 8)


def add_share(out: Row, row: Row, share: int) -> None:
    """out += row * share, the share in 16384ths."""
    for x in range(len(out)):
        out[x] += (row[x] * share + 8192) >> 14


def scale(out: Row, share: int) -> None:
    """out *= share, the share in 16384ths."""
    for x in range(len(out)):
        out[x] = (out[x] * share + 8192) >> 14


def length_row(out: Row, normal: Row, shape: Row, low: int, width: int) -> None:
    """Seconds, whole minutes of them, never below zero: low + width * shape(z), both in minutes."""
    for x in range(len(out)):
        z = min(max(normal[x], -REACH), REACH - 1) + REACH
        at = z >> 8
        here = shape[at]
        out[x] = here + (((shape[at + 1] - here) * (z & 255)) >> 8)
    for x in range(len(out)):
        out[x] = max(low + ((width * out[x] + 536870912) >> 30), 0) * 60


def amount_row(out: Row, normal: Row, occurs: Row, shape: Row, low: int, width: int) -> None:
    """out += low + width * shape(z) where the event occurs; amounts of money in smallest units."""
    for x in range(len(out)):
        z = min(max(normal[x], -REACH), REACH - 1) + REACH
        at = z >> 8
        here = shape[at]
        value = here + (((shape[at + 1] - here) * (z & 255)) >> 8)
        out[x] += (low + ((width * (value >> 8) + 2097152) >> 22)) * occurs[x]


def fill(out: Row, value: int) -> None:
    """Every sample the same."""
    for x in range(len(out)):
        out[x] = value


def copy(out: Row, row: Row) -> None:
    """out = row."""
    for x in range(len(out)):
        out[x] = row[x]


def put(out: Row, base: int, row: Row) -> None:
    """The row's samples into a longer row, from position base on."""
    for x in range(len(row)):
        out[base + x] = row[x]


def plus(out: Row, row: Row, other: Row) -> None:
    """out = row + other."""
    for x in range(len(out)):
        out[x] = row[x] + other[x]


def minus(out: Row, row: Row, other: Row) -> None:
    """out = row - other, never below zero."""
    for x in range(len(out)):
        out[x] = max(row[x] - other[x], 0)


def add_cost(out: Row, span: Row, usual: int, rate: int) -> None:
    """out += the cost of the seconds beyond the usual span, at a rate in 2 ** -20 for each."""
    for x in range(len(out)):
        out[x] += ((span[x] - usual) * rate + 524288) >> 20


def count_within(row: Row, other: Row, count: int, limit: int) -> int:
    """In how many of the first `count` samples row is past other by no more than the limit."""
    found = 0
    for x in range(count):
        found += 1 if row[x] - other[x] <= limit else 0
    return found


def latest(out: Row, row: Row) -> None:
    """out = the later of the two."""
    for x in range(len(out)):
        out[x] = max(out[x], row[x])


def earliest(out: Row, row: Row) -> None:
    """out = the earlier of the two."""
    for x in range(len(out)):
        out[x] = min(out[x], row[x])


def work_row(out: Row, row: Row, clock: Clock, k: int) -> None:
    """Working seconds of calendar k before each moment."""
    magic, shift, cell, top, number, before, moment = clock
    table = before[number[k]]
    for x in range(len(out)):
        t = min(row[x], top)
        entry = table[(t * magic) >> shift]
        out[x] = (entry >> 1) + (t & -(entry & 1))


def finish_row(out: Row, row: Row, clock: Clock, k: int) -> None:
    """The moment by which so many seconds of calendar k have been worked: the end of a shift stays there."""
    magic, shift, cell, top, number, before, moment = clock
    table = moment[number[k]]
    for x in range(len(out)):
        w = min(row[x], top)
        out[x] = w + table[((w + cell - 1) * magic) >> shift]


def start_row(out: Row, row: Row, clock: Clock, k: int) -> None:
    """The moment from which the next second after so many of calendar k is worked: the end of a shift moves to the next start."""
    magic, shift, cell, top, number, before, moment = clock
    table = moment[number[k]]
    for x in range(len(out)):
        w = min(row[x], top)
        out[x] = w + table[((w + cell) * magic) >> shift]


def rest_row(out: Row, work: Row, clock: Clock, k: int) -> None:
    """Where a milestone at the moments of `out` may stand, `work` being the work before them: there, or at the next start."""
    magic, shift, cell, top, number, before, moment = clock
    table = moment[number[k]]
    for x in range(len(out)):
        w = min(work[x], top)
        t = out[x]
        if t > w + table[((w + cell - 1) * magic) >> shift]:
            t = max(t, w + table[((w + cell) * magic) >> shift])
        out[x] = t


def rest_back_row(out: Row, work: Row, clock: Clock, k: int) -> None:
    """The same for late dates: there, or at the last end of work."""
    magic, shift, cell, top, number, before, moment = clock
    table = moment[number[k]]
    for x in range(len(out)):
        w = min(work[x], top)
        t = out[x]
        if t < w + table[((w + cell) * magic) >> shift]:
            t = w + table[((w + cell - 1) * magic) >> shift]
        out[x] = t


def lag_row(out: Row, row: Row, clock: Clock, k: int, lag: int) -> None:
    """The moments moved by a lag of calendar k (below zero: clock time)."""
    if k < 0:
        for x in range(len(out)):
            out[x] = min(max(row[x] + lag, 0), NEVER)
        return
    work_row(out, row, clock, k)
    for x in range(len(out)):
        out[x] = max(out[x] + lag, 0)
    if lag > 0:
        finish_row(out, out, clock, k)
    else:
        start_row(out, out, clock, k)
