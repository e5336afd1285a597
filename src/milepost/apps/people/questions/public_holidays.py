"""Which days are public holidays where people work."""

from collections import Counter
from typing import Annotated, Any

from milepost.apps.people.entities import PERSON
from milepost.apps.people.questions.spans import FirstDay, LastDay, check_span
from milepost.apps.people.selectors.holidays import holidays_between, knows, regions_of
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.inputs import Country, Day, Text, Whole
from milepost.kernel.questions import Answer, question
from milepost.values import listed, said

GIVES = {
    "day": Day(label="Day"),
    "name": Text(label="Holiday"),
    "country": Text(label="Country"),
    "region": Text(label="Region"),
    "people": Whole(label="People", least=0),
}


@question(PERSON, "public-holidays", gives=GIVES)
def public_holidays(
    people: Any,
    *,
    from_: FirstDay,
    to: LastDay,
    country: Annotated[str, Country(required=False, help="Two letters; those of all people when empty.")] = "",
    region: Annotated[str, Text(most=10, required=False, help="Such as SCT.")] = "",
) -> Answer:
    """Public holidays, where people work or in one country, and how many people have that day off. A day that is observed in the place of
    another is free as well as that."""
    check_span(from_, to)
    places = Counter(people.filter(state="active").exclude(country="").values_list("country", "region"))
    region = region.upper()
    if country and not knows(country, region):
        known = (
            said("known are {regions_of}.", regions_of=listed(regions_of(country)))
            if regions_of(country)
            else said("it has none with days of their own.")
        )
        told = (
            said("{country} has no region '{region}'; {known}", country=country, region=region, known=known)
            if knows(country)
            else said("no public holidays of {country} are known.", country=country)
        )
        raise Invalid({"region" if knows(country) else "country": [Fault("not-known", told)]})
    wanted = {(country, region): places[country, region]} if country else dict(places)
    rows = [
        {"day": day, "name": name, "country": land, "region": part, "people": count}
        for (land, part), count in sorted(wanted.items())
        for day, name in holidays_between(land, part, from_, to).items()
    ]
    unknown = sorted(" ".join(place).strip() for place in wanted if not knows(*place))
    notes = (said("No public holidays are known of {names}.", names=listed(unknown)),) if unknown else ()
    return Answer(sorted(rows, key=lambda row: (row["day"], row["country"], row["region"])), notes)
