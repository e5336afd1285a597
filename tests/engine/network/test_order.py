"""Topological order: every node behind its predecessors, near to the given order; or the cycle, named link by link."""

from hypothesis import given
from hypothesis import strategies as st

from milepost.engine.network.order import topological_order


def arrows(size):
    node = st.integers(0, size - 1)
    return st.lists(st.tuples(node, node).filter(lambda pair: pair[0] != pair[1]), max_size=3 * size)


NETWORKS = st.integers(2, 12).flatmap(lambda size: st.tuples(st.just(size), arrows(size)))


def ordered(size, links):
    return topological_order(size, [a for a, _ in links], [b for _, b in links])


@given(NETWORKS)
def test_it_answers_an_order_of_all_nodes_or_a_cycle_of_real_links(network):
    size, links = network
    order, cycle = ordered(size, links)
    if cycle:
        assert len(order) < size
        assert len(set(cycle)) == len(cycle)
        assert all((a, b) in links for a, b in zip(cycle, [*cycle[1:], cycle[0]], strict=True))
    else:
        place = {node: i for i, node in enumerate(order)}
        assert sorted(order) == list(range(size))
        assert all(place[a] < place[b] for a, b in links)


@given(NETWORKS)
def test_an_order_that_is_topological_stays_as_it_is(network):
    size, links = network
    forward = [(min(a, b), max(a, b)) for a, b in links]
    assert ordered(size, forward) == (list(range(size)), [])


def test_a_node_moves_only_as_far_as_its_predecessors_need():
    assert ordered(5, [(3, 1)]) == ([0, 3, 1, 2, 4], [])


def test_a_chain_of_any_depth_is_ordered_without_recursion():
    size = 50_000
    order, cycle = ordered(size, [(i + 1, i) for i in range(size - 1)])
    assert (order[0], order[-1], cycle) == (size - 1, 0, [])


def test_a_node_with_many_predecessors_is_looked_at_once_for_each():
    size = 20_000
    order, cycle = ordered(size, [(i, 0) for i in range(1, size)])
    assert order[-1] == 0 and not cycle


def test_two_nodes_that_wait_for_each_other_are_the_cycle():
    _order, cycle = ordered(3, [(0, 1), (1, 2), (2, 1)])
    assert sorted(cycle) == [1, 2]
