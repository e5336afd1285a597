"""Public holidays by country and region, from the package `holidays`: its days and those observed in their place are both free."""

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache


@lru_cache(maxsize=256)
def public_holidays(country: str, region: str, year: int) -> tuple[tuple[date, str], ...]:
    """The days of a year with their names, in order; none for a country or region that the package does not know."""
    import holidays

    if not country or not knows(country, region):
        return ()
    found = holidays.country_holidays(country.upper(), subdiv=region.upper() or None, years=year, observed=True)
    return tuple(sorted((day, name) for day, name in found.items() if day.year == year))


def holidays_between(country: str, region: str, first: date, last: date) -> dict[date, str]:
    """The days of a span with their names, in order."""
    years: Iterable[int] = range(first.year, last.year + 1)
    return {day: name for year in years for day, name in public_holidays(country, region, year) if first <= day <= last}


def knows(country: str, region: str = "") -> bool:
    """Whether there is anything to tell of a country, or of a region of it."""
    return country.upper() in _regions() and (not region or region.upper() in _regions()[country.upper()])


def regions_of(country: str) -> tuple[str, ...]:
    """The regions of a country that have days of their own."""
    return _regions().get(country.upper(), ())


@cache
def _regions() -> dict[str, tuple[str, ...]]:
    import holidays

    return {country: tuple(regions) for country, regions in holidays.list_supported_countries().items()}
