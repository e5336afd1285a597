"""Public holidays by country and region, from the package `holidays`."""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=256)
def public_holidays(country: str, region: str, year: int) -> tuple[tuple[date, str], ...]:
    """The days of a year with their names, in order; none for a country or region that the package does not know."""
    import holidays

    if not country:
        return ()
    try:
        found = holidays.country_holidays(country.upper(), subdiv=region.upper() or None, years=year)
    except NotImplementedError:
        return ()
    return tuple(sorted(found.items()))
