"""People files (--people FILE): skills, calendars, leave and rates of people, and how they are matched with a plan's people."""

from milepost.exchange.people.apply import SAME_REMEDY, apply_people
from milepost.exchange.people.person import People, Person
from milepost.exchange.people.read import read_people

__all__ = ["SAME_REMEDY", "People", "Person", "apply_people", "read_people"]
