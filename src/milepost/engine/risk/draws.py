"""What is drawn for each sample of a block: common factors, events, and how long each node takes; plain or compiled like `kernel`.

The groups of arguments are told there.
"""

# Runs compiled too: groups are unpacked whole.
# ruff: noqa: RUF059

from milepost.engine.risk.groups import Events, Harm, Keys, Shared, Spread, Tasks, Work
from milepost.engine.risk.rows import NEVER, WIDTH, add_share, amount_row, fill, length_row, mixed_row, normal_row, scale
from milepost.engine.working_time.arithmetic import Row


def draw_common(spread: Spread, events: Events, keys: Keys, n: int, number: Row, work: Work, cost: Row) -> None:
    """Rows of the factors and the events of one block, and what the events cost."""
    bell, shapes, shape, low, width, own = spread
    chance, cost_shape, cost_low, cost_width, on = events
    key, other = keys
    spans, done, start, finish, factor, occurs, bad, spare, ends = work
    for f in range(len(factor)):
        normal_row(factor[f], key[n + f], other[n + f], number, bell, spare[5], spare[6])
    k = n + len(factor)
    for e in range(len(chance)):
        mixed_row(spare[0], key[k + e], other[k + e], number)
        normal_row(bad[e], key[k + len(chance) + e], other[k + len(chance) + e], number, bell, spare[5], spare[6])
        row = occurs[e]
        for x in range(WIDTH):
            row[x] = 1 if on[e] and spare[0][x] < chance[e] else 0
        if cost_shape[e] >= 0:
            amount_row(cost, bad[e], row, shapes[cost_shape[e]], cost_low[e], cost_width[e])


def draw_span(tasks: Tasks, spread: Spread, shared: Shared, harm: Harm, keys: Keys, number: Row, work: Work, j: int) -> None:
    """How long node j takes in each sample."""
    bell, shapes, shape, low, width, own = spread
    share_first, share_factor, share = shared
    harm_first, harm_event, harm_shape, harm_low, harm_width = harm
    key, other = keys
    spans, done, start, finish, factor, occurs, bad, spare, ends = work
    out = spans[j]
    if shape[j] < 0:
        fill(out, tasks[5][j])
    else:
        normal = spare[0]
        if own[j] == 0:
            fill(normal, 0)
        else:
            normal_row(normal, key[j], other[j], number, bell, spare[5], spare[6])
            if own[j] < 16384:
                scale(normal, own[j])
        for i in range(share_first[j], share_first[j + 1]):
            add_share(normal, factor[share_factor[i]], share[i])
        length_row(out, normal, shapes[shape[j]], low[j], width[j], spare[5], spare[6])
    for i in range(harm_first[j], harm_first[j + 1]):
        e = harm_event[i]
        row = occurs[e]
        worse = spare[1]
        length_row(worse, bad[e], shapes[harm_shape[i]], harm_low[i], harm_width[i], spare[5], spare[6])
        for x in range(WIDTH):
            out[x] = min(out[x] + worse[x] * row[x], NEVER)
