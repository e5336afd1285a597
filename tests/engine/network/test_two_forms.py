"""The compiled kernel and the plain one are the same to the last second."""

import pytest

from milepost.engine.network.compiled import PASSES
from milepost.engine.network.outline import Outline
from milepost.engine.network.passes import Passes, Runner, run
from milepost.engine.network.schedule_plan import solve
from tests.engine.network.plans import random_plan

ROWS = [field for field in Passes.__dataclass_fields__ if field not in ("in_horizon", "finish")]


@pytest.mark.parametrize("honour", [True, False])
def test_every_row_of_every_pass_is_equal(honour: bool) -> None:
    compiled = PASSES.compiled
    for seed in range(40):
        plan = random_plan(seed, tasks=40, honour=honour)
        network, _, _ = solve(plan, Outline(plan))
        results = [run(Runner(network, honour=honour, retained=False, functions=functions)) for functions in (PASSES.plain, compiled)]
        for row in ROWS:
            assert [int(x) for x in getattr(results[0], row)] == [int(x) for x in getattr(results[1], row)], (seed, row)
        assert results[0].finish == results[1].finish
