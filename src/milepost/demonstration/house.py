"""What the script says of the house itself: accounts in the group of everybody, grants of the standard roles, tags and lists of words."""

from milepost.demonstration.cast import ADMINISTRATOR, CLIENT, NOT_STAFF, PS_MANAGER, Member
from milepost.demonstration.script import HOUSE, Named, Script
from milepost.kernel.administration import standard_roles

TAGS = {
    "Key account": ("purple", "One of those that most of the work is for."),
    "Framework": ("blue", "Work is called off under a framework agreement."),
    "Renewal due": ("orange", "The contract ends within half a year."),
    "At risk": ("red", "Talk to the account's project manager before anything else."),
    "New": ("green", "A client for less than a year."),
    "Prefers phone": ("teal", ""),
}
LISTS = {
    "Reasons to close": ("Contract ended", "Merged with another", "Moved away", "Never became a client"),
    "Where clients come from": ("Recommended", "Framework", "Tender", "Conference", "Was one before"),
}
EVERYBODY = Named("group", "everybody")
ZONES = {"US": "America/Chicago"}


def write(script: Script) -> None:
    """Everything on the first day, by the house, before anybody acts."""
    at = script.at(script.start, 8)
    within = {role.name: role.within for role in standard_roles()}
    people = [one for one in (*NOT_STAFF, *script.cast) if one.handle != ADMINISTRATOR]
    for one in people:
        _account(script, one)
    for one in people:
        script.make(at, HOUSE, "membership", one.handle, group=EVERYBODY, account=Named("account", one.handle))
    for one in people:
        for name in one.roles:
            account, held = Named("account", one.handle), Named("role", name)
            script.make(at, HOUSE, "grant", f"{one.handle} {name}", account=account, role=held, scope_kind=within[name])
    _account(script, CLIENT, kind="client")
    _words(script)


def _account(script: Script, member: Member, kind: str = "person") -> None:
    zone = ZONES.get(member.country, "Europe/London")
    script.make(script.at(script.start, 8), HOUSE, "account", member.handle, name=member.name, email=member.email, kind=kind, zone=zone)


def _words(script: Script) -> None:
    """Tags and lists, made in the first week by the PS manager."""
    at = script.at(script.start, 14)
    for name, (colour, told) in TAGS.items():
        script.make(at, PS_MANAGER, "tag", name, name=name, colour=colour, description=told)
    for name, words in LISTS.items():
        kept = script.make(at, PS_MANAGER, "lookup", name, name=name)
        for place, word in enumerate(words, 1):
            script.make(at, PS_MANAGER, "lookup-value", f"{name} {place}", lookup=kept, name=word, place=place, active=True)
