"""Which links need no moments because both ends work by one calendar, and which dates of each node somebody reads."""

from milepost.engine.network import kernel as network_kernel
from milepost.engine.network.network import Network
from milepost.engine.risk.groups import AHEAD, BACK, FINISH, GIVEN, INSTANT, LAST, LATE, LATE_WORK, NEEDED, ODD, REGULAR, START

_FROM_START = (network_kernel.SS, network_kernel.SF)
_TO_START = (network_kernel.FS, network_kernel.SS)


def near_links(network: Network, way: list[int]) -> list[int]:
    """Bits AHEAD and BACK for each link; a milestone itself asks for moments, as it may stand at the end of a shift."""
    own = [network.part_cal[p] for p in network.part_first[:-1]]
    near = [0] * len(network.link_from)
    for n in range(network.size):
        for e in range(network.link_first[n], network.link_first[n + 1]):
            p = network.link_from[e]
            plain = way[p] in (REGULAR, INSTANT) and way[n] in (REGULAR, INSTANT) and own[p] == own[n]
            if plain and (network.link_lag[e] == 0 or network.link_cal[e] == own[n]):
                near[e] = (AHEAD if way[n] == REGULAR else 0) | (BACK if way[p] == REGULAR else 0)
    return near


def wanted_dates(network: Network, way: list[int], near: list[int]) -> list[int]:
    """For each node the bits of `kernel`: which of its dates are read."""
    wanted = [LAST] * network.size
    for n in range(network.size):
        for e in range(network.link_first[n], network.link_first[n + 1]):
            p, kind, lag = network.link_from[e], network.link_kind[e], network.link_lag[e]
            if not near[e] & AHEAD:
                wanted[p] |= START if kind in _FROM_START else FINISH
            if not near[e] & BACK:
                wanted[n] |= NEEDED if kind in _TO_START else LATE
            elif kind not in _TO_START:
                wanted[n] |= LATE_WORK
            if way[n] in (ODD, GIVEN):
                wanted[p] |= START | FINISH
            if way[p] in (ODD, GIVEN):
                wanted[n] |= NEEDED | LATE
            if near[e] & AHEAD and way[p] == REGULAR and lag >= 0 and kind not in _FROM_START:
                # The successor works at least as long, by the same calendar.
                wanted[p] &= ~LAST
    return wanted
