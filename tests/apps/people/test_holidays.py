"""Public holidays by country and region."""

from datetime import date

from milepost.apps.people.selectors.holidays import public_holidays


def test_regions_have_days_of_their_own() -> None:
    scotland, england = (dict(public_holidays("GB", region, 2026)) for region in ("SCT", "ENG"))
    assert date(2026, 12, 25) in scotland and date(2026, 12, 25) in england
    assert date(2026, 1, 2) in scotland and date(2026, 1, 2) not in england


def test_an_unknown_country_or_region_has_none() -> None:
    assert public_holidays("", "", 2026) == () == public_holidays("ZZ", "", 2026) == public_holidays("GB", "NOWHERE", 2026)
