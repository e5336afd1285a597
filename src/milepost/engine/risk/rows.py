"""Arithmetic on rows of samples, written once: plain Python on lists, or compiled on arrays (see `engine.compiled`).

A row holds one value for each sample of a block; a loop over a row is what the machine does eight at a time. Only whole numbers
occur, so that both forms, any block and any number of threads give the same bits.

- Random numbers come from a counter: a sample's number and two keys of 32 bits are mixed (two rounds of multiply and shift, as in
  Wellons' lowbias32, found by his hash prospector, 2018). The two halves of the result are added, and a table turns the sum into a
  normal value.
- Normal values z are in 4096ths. A shape is a table of 193 rising knots over z = -6 to 6; its values are in 2^-30 (see `shapes`).
- Moments are seconds since the first day of the clock's tables. `clock` is (magic, shift, cell, top, number, before, moment): a
  moment's cell is moment * magic >> shift; nothing is looked up past top; number[k] is the table of calendar k; before tells for each
  cell the work before a moment in it, moment the way back. Rows that are written must not be those that are read.

Steps are loops of their own (place in a table, look-up, arithmetic), and what is looked up is masked: so the machine knows that
nothing is below zero or wider than 32 bits, and does all but the look-up itself eight at a time.
"""

# Runs compiled too: groups are unpacked whole, and comparisons stay scalar.
# ruff: noqa: RUF059

from milepost.engine.working_time.arithmetic import Row

Rows = list[Row]
Clock = tuple[int, int, int, int, Row, Rows, Rows]

WIDTH = 128
"""Samples worked out together: enough to fill the machine's lanes, few enough that near nodes stay in its cache."""
WORD, HALF = 0xFFFFFFFF, 0x7FFFFFFF
ONE, REACH, KNOT = 4096, 6 * 4096, 256
"""A normal value of one, the farthest one, and the distance of knots."""
UNIT = 30
"""Values of shapes are in 2 ** -UNIT."""
NEVER = 1 << 30
"""Past every moment that can be simulated."""
MOST_MINUTES = NEVER // 60


def mixed_row(out: Row, key: int, other: int, number: Row) -> None:
    """31 random bits for each of the samples of these numbers."""
    for x in range(WIDTH):
        h = (number[x] + key) & WORD
        h = ((h ^ (h >> 16)) * 0x7FEB352D) & WORD
        h = (((h ^ (h >> 15)) ^ other) * 0x846CA68B) & WORD
        out[x] = (h ^ (h >> 16)) >> 1


def normal_row(out: Row, key: int, other: int, number: Row, bell: Row, here: Row, there: Row) -> None:
    """A normal value for each of the samples of these numbers; `bell` maps the sum of two words of 16 bits to it, knots 256 apart."""
    for x in range(WIDTH):
        h = (number[x] + key) & WORD
        h = ((h ^ (h >> 16)) * 0x7FEB352D) & WORD
        h = (((h ^ (h >> 15)) ^ other) * 0x846CA68B) & WORD
        h = h ^ (h >> 16)
        out[x] = (h & 0xFFFF) + (h >> 16)
    for x in range(WIDTH):
        at = (out[x] >> 8) & 511
        here[x] = bell[at]
        there[x] = bell[at + 1]
    for x in range(WIDTH):
        low = here[x]
        out[x] = low + ((((there[x] - low) & HALF) * (out[x] & 255) + 128) >> 8)


def add_share(out: Row, row: Row, share: int) -> None:
    """out += row * share, the share in 16384ths."""
    for x in range(WIDTH):
        out[x] += (row[x] * share + 8192) >> 14


def scale(out: Row, share: int) -> None:
    """out *= share, the share in 16384ths."""
    for x in range(WIDTH):
        out[x] = (out[x] * share + 8192) >> 14


def length_row(out: Row, normal: Row, shape: Row, low: int, width: int, part: Row, there: Row) -> None:
    """Seconds, whole minutes of them, from zero to MOST_MINUTES: low + width * shape(z), both in minutes, the width not below zero."""
    wide = width & HALF
    for x in range(WIDTH):
        z = min(max(normal[x], -REACH), REACH - 1) + REACH
        out[x] = z >> 8
        part[x] = z & 255
    for x in range(WIDTH):
        at = out[x] & 255
        out[x] = shape[at]
        there[x] = shape[at + 1]
    for x in range(WIDTH):
        here = out[x] & HALF
        share = here + ((((there[x] - here) & HALF) * (part[x] & 255)) >> 8)
        out[x] = min(max(low + ((wide * share + 536870912) >> 30), 0), MOST_MINUTES) * 60


def amount_row(out: Row, normal: Row, occurs: Row, shape: Row, low: int, width: int) -> None:
    """out += low + width * shape(z) where the event occurs; amounts of money in smallest units."""
    for x in range(WIDTH):
        z = min(max(normal[x], -REACH), REACH - 1) + REACH
        at = z >> 8
        here = shape[at]
        value = here + (((shape[at + 1] - here) * (z & 255)) >> 8)
        out[x] += (low + ((width * (value >> 8) + 2097152) >> 22)) * occurs[x]


def fill(out: Row, value: int) -> None:
    """Every sample the same."""
    for x in range(WIDTH):
        out[x] = value


def copy(out: Row, row: Row) -> None:
    """out = row."""
    for x in range(WIDTH):
        out[x] = row[x]


def store(out: Row, base: int, row: Row) -> None:
    """The row's samples into a longer row, from position base on (of bytes, it may be)."""
    for x in range(WIDTH):
        out[base + x] = row[x]


def plus(out: Row, row: Row, other: Row) -> None:
    """out = row + other, never past NEVER."""
    for x in range(WIDTH):
        out[x] = row[x] + other[x]
        out[x] = min(out[x], NEVER)


def minus(out: Row, row: Row, other: Row) -> None:
    """out = row - other, never below zero."""
    for x in range(WIDTH):
        out[x] = row[x] - min(row[x], other[x])


def add_cost(out: Row, span: Row, usual: int, rate: int) -> None:
    """out += the cost of the seconds beyond the usual span, at a rate in 2 ** -20 for each."""
    for x in range(WIDTH):
        out[x] += ((span[x] - usual) * rate + 524288) >> 20


def count_within(row: Row, other: Row, count: int, limit: int) -> int:
    """In how many of the first `count` samples row is past other by no more than the limit."""
    found = 0
    for x in range(count):
        found += 1 if row[x] - other[x] <= limit else 0
    return found


def latest(out: Row, row: Row) -> None:
    """out = the later of the two."""
    for x in range(WIDTH):
        out[x] = max(out[x], row[x])


def earliest(out: Row, row: Row) -> None:
    """out = the earlier of the two."""
    for x in range(WIDTH):
        out[x] = min(out[x], row[x])


def latest_moved(out: Row, row: Row, by: int) -> None:
    """out = the later of itself and the row moved by so many seconds of work."""
    for x in range(WIDTH):
        out[x] = max(out[x], min(row[x] + by, NEVER))


def earliest_moved(out: Row, row: Row, by: int) -> None:
    """out = the earlier of itself and the row moved by so many seconds of work, not below zero."""
    for x in range(WIDTH):
        out[x] = min(out[x], max(row[x] + by, 0))


def latest_start(out: Row, row: Row, by: int, span: Row) -> None:
    """out = the later of itself and the start of a span that ends where the row, moved, does."""
    for x in range(WIDTH):
        out[x] = max(out[x], row[x] + by - span[x])


def earliest_finish(out: Row, row: Row, by: int, span: Row) -> None:
    """out = the earlier of itself and the finish of a span that begins where the row, moved, does."""
    for x in range(WIDTH):
        out[x] = min(out[x], max(row[x] + by, 0) + span[x])


def work_row(out: Row, row: Row, clock: Clock, table: int) -> None:
    """Working seconds before each moment, by a table of the clock."""
    magic, shift, cell, top, number, before, moment = clock
    cells = before[table]
    factor = magic & WORD
    for x in range(WIDTH):
        out[x] = ((min(row[x], top) & HALF) * factor) >> shift
    for x in range(WIDTH):
        out[x] = cells[out[x] & HALF]
    for x in range(WIDTH):
        entry = out[x]
        out[x] = (entry >> 1) + (min(row[x], top) & -(entry & 1))


def finish_row(out: Row, row: Row, clock: Clock, table: int) -> None:
    """The moment by which so many seconds have been worked: the end of a shift stays there."""
    moment_row(out, row, clock, table, clock[2] - 1)


def start_row(out: Row, row: Row, clock: Clock, table: int) -> None:
    """The moment from which the next second after so many is worked: the end of a shift moves to the next start."""
    moment_row(out, row, clock, table, clock[2])


def moment_row(out: Row, row: Row, clock: Clock, table: int, shifted: int) -> None:
    """The moments of so many seconds of work, looked up so much further on."""
    magic, shift, cell, top, number, before, moment = clock
    cells = moment[table]
    factor = magic & WORD
    for x in range(WIDTH):
        out[x] = (((min(row[x], top) + shifted) & HALF) * factor) >> shift
    for x in range(WIDTH):
        out[x] = cells[out[x] & HALF]
    for x in range(WIDTH):
        out[x] = out[x] + min(row[x], top)


def rest_row(out: Row, work: Row, clock: Clock, table: int) -> None:
    """Where a milestone at the moments of `out` may stand, `work` being the work before them: there, or at the next start."""
    magic, shift, cell, top, number, before, moment = clock
    cells = moment[table]
    for x in range(WIDTH):
        w = min(work[x], top)
        t = out[x]
        if t > w + cells[((w + cell - 1) * magic) >> shift]:
            t = max(t, w + cells[((w + cell) * magic) >> shift])
        out[x] = t


def rest_back_row(out: Row, work: Row, clock: Clock, table: int) -> None:
    """The same for late dates: there, or at the last end of work."""
    magic, shift, cell, top, number, before, moment = clock
    cells = moment[table]
    for x in range(WIDTH):
        w = min(work[x], top)
        t = out[x]
        if t < w + cells[((w + cell) * magic) >> shift]:
            t = w + cells[((w + cell - 1) * magic) >> shift]
        out[x] = t


def lag_row(out: Row, row: Row, clock: Clock, k: int, lag: int, spare: Row) -> None:
    """The moments moved by a lag of calendar k (below zero: clock time)."""
    if k < 0:
        for x in range(WIDTH):
            out[x] = min(max(row[x] + lag, 0), NEVER)
        return
    table = clock[4][k]
    work_row(spare, row, clock, table)
    for x in range(WIDTH):
        spare[x] = min(max(spare[x] + lag, 0), NEVER)
    if lag > 0:
        finish_row(out, spare, clock, table)
    else:
        start_row(out, spare, clock, table)
