"""Entities: one frozen description per thing, from which every door derives what it shows."""

from milepost.kernel.entity.column import Column
from milepost.kernel.entity.entity import Entity
from milepost.kernel.entity.narrowing import Narrowing
from milepost.kernel.entity.outlined import Outlined
from milepost.kernel.entity.registry import entities, entity, register
from milepost.kernel.entity.workflow import Move, Workflow

__all__ = ["Column", "Entity", "Move", "Narrowing", "Outlined", "Workflow", "entities", "entity", "register"]
