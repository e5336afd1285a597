"""The small demonstration house as its people find it: roles that let do and keep from doing, a history, and something that waits today."""

from datetime import date, timedelta

import pytest

from milepost.demonstration.fill import Filled, NotEmpty, fill
from milepost.demonstration.sizes import SIZES
from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.access.accounts import actor_by_email
from milepost.kernel.access.changing import changing
from milepost.kernel.administration import standard_roles
from milepost.kernel.entity import entity
from milepost.kernel.journal.seal import verify
from milepost.kernel.models import Account, JournalEntry
from milepost.kernel.rows import question_from, read_page
from milepost.kernel.search import find
from tests.demonstration.conftest import DAY, demonstrated, today

__all__ = ["demonstrated", "today"]
pytestmark = pytest.mark.django_db


def actor(handle: str) -> Actor:
    found = actor_by_email(f"{handle}@fernway.example.org")
    assert found is not None
    return found


def rows(name: str, who: str, **given: str) -> list[dict[str, object]]:
    kind = entity(name)
    return list(read_page(kind, actor(who), question_from(kind, actor(who), {"limit": ["1000"]} | {k: [v] for k, v in given.items()})).rows)


def test_every_role_has_its_log_in(demonstrated: Filled) -> None:
    roles = {one.role for one in demonstrated.log_ins}
    assert roles == {
        *("Administrator", "PS manager", "Project manager", "Team lead", "Engineer", "Resource manager", "Finance", "Auditor, reads only"),
        "Client's contact",
    }
    for one in demonstrated.log_ins:
        assert Account.objects.get(email=one.email).kind == ("client" if one.role == "Client's contact" else "person")


def test_the_auditor_sees_all_and_changes_nothing(demonstrated: Filled) -> None:
    auditor = actor("auditor")
    assert len(rows("person", "auditor")) == 12 and len(rows("organisation", "auditor")) == 9
    own = {word for one in standard_roles() if one.for_all for word in one.permissions}
    held = {word for one in auditor.granted for word in one.permissions} & changing()
    assert held <= own, "beyond what everybody may with their own"
    assert not can_anywhere(auditor, "organisation.edit") and can_anywhere(auditor, "journal.view")


def test_a_team_lead_decides_on_their_people_and_on_nobody_else(demonstrated: Filled, today: date) -> None:
    waiting = {str(row["person"]["title"]) for row in rows("leave", "tom", state="requested")}  # type: ignore[index]
    assert {"Leila Haddad", "Daniel Kerr"} <= waiting and "Łukasz Wiśniewski" not in waiting
    assert {str(row["person"]["title"]) for row in rows("leave", "leila")} == {"Leila Haddad"}  # type: ignore[index]


def test_a_client_s_contact_reaches_their_own_organisation_only(demonstrated: Filled) -> None:
    client = actor_by_email("jo@harbour.example.com")
    assert client is not None
    page = read_page(entity("organisation"), client, question_from(entity("organisation"), client, {}))
    assert [row["name"] for row in page.rows] == ["Harbour Council"]


def test_a_certificate_expires_in_twenty_days_and_the_house_has_said_so(demonstrated: Filled, today: date) -> None:
    held = {str(row["person"]["title"]): row for row in rows("certificate", "rosa", state="held")}  # type: ignore[index]
    assert held["Leila Haddad"]["expires_on"] == (DAY + timedelta(days=20)).isoformat()
    assert JournalEntry.objects.filter(operation="certificate.remind").count() == 2


def test_leave_was_approved_refused_cancelled_and_waits(demonstrated: Filled) -> None:
    states = {str(row["state"]) for row in rows("leave", "auditor")}
    assert {"requested", "approved", "refused"} <= states


def test_the_history_is_by_many_hands_over_eighteen_months_in_order_and_sealed(demonstrated: Filled) -> None:
    entries = list(JournalEntry.objects.order_by("id").values_list("at", "account"))
    moments = [at for at, _ in entries]
    assert moments == sorted(moments)
    assert len({account for _, account in entries if account is not None}) >= 10
    assert (moments[-1] - moments[0]).days > 500
    assert verify().position == len(entries)


def test_comments_tags_links_and_watches_stand_on_the_client(demonstrated: Filled) -> None:
    for name in ("comment", "tagging", "link", "watch"):
        assert rows(name, "priya", entity="organisation"), name
    assert rows("lookup-value", "priya")


def test_everything_is_found_by_its_words_at_once(demonstrated: Filled) -> None:
    assert "Harbour Council" in {hit.title for hit in find(actor("priya"), "harbour")}


def test_a_house_that_is_somebody_s_is_not_filled(demonstrated: Filled) -> None:
    before = JournalEntry.objects.count()
    with pytest.raises(NotEmpty):
        fill(SIZES["small"], day=DAY)
    assert JournalEntry.objects.count() == before
