"""Several plans, one pool of people: who is the same person in which plan, asked when unclear, and all plans as one for the engine."""

from milepost.exchange.pool.combine import combine
from milepost.exchange.pool.merge import Pool, merge_plans
from milepost.exchange.pool.question import Unclear

__all__ = ["Pool", "Unclear", "combine", "merge_plans"]
