"""Fills the kernel's port: who may countersign for whom is whom the person works under, else their manager, or who acts for that one."""

from collections.abc import Collection, Mapping

from milepost.apps.people.models import Person
from milepost.apps.people.selectors.lines import lines
from milepost.apps.people.selectors.oneself import person_of
from milepost.apps.people.selectors.standing_in import standing_today
from milepost.kernel.countersigning import authority_from


class Named:
    """By people and their accounts, as they are today."""

    def over(self, account: int) -> Mapping[int, int | None]:
        """Only the one who is named, and who acts for them while they are away; nobody further up."""
        drafter = Person.objects.filter(account_id=account).values_list("works_under_id", "manager_id").first()
        named = (drafter[0] or drafter[1]) if drafter is not None else None
        if named is None:
            return {}
        acting = {named, *standing_today().acting_for(named)}
        here = Person.objects.filter(pk__in=acting, state="active", account__is_active=True)
        accounts = dict(here.values_list("pk", "account_id"))
        place = Person.objects.filter(pk=named).values_list("account_id", flat=True).first()
        return {found: None if one == named else place for one, found in accounts.items()}

    def under(self, account: int) -> Collection[int]:
        """The same the other way round."""
        own = person_of(account, here=True)
        named = [] if own is None else [own, *standing_today().places_of(own)]
        return [one.account for one in lines() if one.named in named and one.account is not None] if named else []


authority_from(Named())
