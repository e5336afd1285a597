"""Who acts for somebody who is away: one rule for every chain of stand-ins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.apps.people.rules.standing_in import acting_for

ANN, BEN, CAT, DAN = 1, 2, 3, 4


@pytest.mark.parametrize(
    ("stand_ins", "away", "acting"),
    [
        ({ANN: {BEN}}, set(), set()),
        ({ANN: {BEN}}, {ANN}, {BEN}),
        ({ANN: {BEN, CAT}}, {ANN}, {BEN, CAT}),
        ({ANN: {BEN}}, {ANN, BEN}, set()),
        ({ANN: {BEN, CAT}}, {ANN, BEN}, {CAT}),
        ({ANN: {BEN}, BEN: {CAT}}, {ANN}, {BEN}),
        ({ANN: {BEN}, BEN: {CAT}}, {ANN, BEN}, {CAT}),
        ({ANN: {BEN}, BEN: {CAT}, CAT: {DAN}}, {ANN, BEN, CAT}, {DAN}),
        ({ANN: {BEN}, BEN: {ANN}}, {ANN, BEN}, set()),
        ({}, {ANN}, set()),
    ],
    ids=[
        "who is there needs nobody",
        "one",
        "either of two",
        "one who is away too",
        "the one of two who is there",
        "a stand-in who is there acts alone",
        "whose stand-in acts when both are away",
        "three in a row",
        "two for each other",
        "nobody named",
    ],
)
def test_who_acts(stand_ins: dict[int, set[int]], away: set[int], acting: set[int]) -> None:
    assert acting_for(ANN, stand_ins, away) == acting


PEOPLE = st.integers(1, 6)


@given(st.dictionaries(PEOPLE, st.sets(PEOPLE)), st.sets(PEOPLE), PEOPLE)
def test_who_acts_is_there_and_another_and_it_ends(stand_ins: dict[int, set[int]], away: set[int], person: int) -> None:
    acting = acting_for(person, stand_ins, away)
    assert not acting & away and person not in acting
    assert acting <= set().union(*stand_ins.values()) if stand_ins else not acting
