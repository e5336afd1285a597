"""The line of report: everybody below a manager, however many steps."""

from django.db import connection

from milepost.apps.people.selectors.oneself import person_of
from milepost.apps.people.selectors.standing_in import standing_today


def reports_of(person: int | None, account: int | None) -> list[int]:
    """Ids of those who report to the person, and of that person. Without one: of the person behind the account, and of those for whom they
    act today. One query for each of these, however many steps; a circle ends it."""
    top = [person] if person is not None else _own(account)
    return sorted({below for one in top for below in _line(one)})


def _line(top: int) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM (WITH RECURSIVE line(id) AS (SELECT id FROM people_person WHERE id = %s "
            "UNION SELECT below.id FROM people_person below JOIN line ON below.manager_id = line.id) SELECT id FROM line) AS found",
            [top],
        )
        return {key for (key,) in cursor.fetchall()}


def _own(account: int | None) -> list[int]:
    own = person_of(account)
    return [] if own is None else [own, *standing_today().places_of(own)]
