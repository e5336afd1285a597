"""Who is needed, for programs."""

from typing import Any

from milepost.cli.plan.json_values import day, minutes, share
from milepost.cli.plan.known.project import Portfolio


def needs_json(portfolio: Portfolio) -> list[dict[str, Any]]:
    """Roles first, the most work first."""
    return [
        {
            "resource": need.resource,
            "name": need.name,
            "role": need.role,
            "work_minutes": minutes(need.work),
            "from": day(need.first_day),
            "to": day(need.last_day),
            "at_once_share": share(need.at_once),
            "able": list(need.able),
            "free_minutes": minutes(need.free),
            "short_minutes": minutes(need.short),
        }
        for need in portfolio.needs
    ]
