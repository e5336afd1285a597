"""Who is answered what at which kind of address: the table that the matrix of authorisation is held against.

A cell is the status of an answer. `expected` reads from top to bottom: who is not known gets 401, what the address does not know 405, what
cannot be seen is missing (404), what may be seen and not done is 403. Only then comes what the operation itself says.
"""

import os

from milepost.kernel.about import is_target
from milepost.kernel.documents import PUBLISH
from milepost.kernel.entity import Entity, entity
from milepost.kernel.operations import Operation, operation_named, operations
from milepost.kernel.questions import questions

THOROUGH = os.environ.get("MILEPOST_THOROUGH") == "1"
UNKNOWN = ("anonymous", "expired", "closed")
PEOPLE = (*UNKNOWN, "stranger", "few scopes", "client", "other client", "reader", "member", "owner")
"""Everybody there is; who they are is said in `two_sides`."""
METHODS = ("GET", "POST", "PATCH", "DELETE")
PUBLIC = {"livez": 200, "readyz": 200, "page": 200, "asset": 404, "openapi": 200}
"""Addresses that ask for no token, by the name of their view: they hold nothing secret. (No asset is of the kind that is asked for.)"""
FILES = {"export": "POST", "exported": "GET", "export-file": "GET", "import": "POST", "imported": "GET"}
"""What goes out and comes in as a file, by a job: that is its owner's alone, so that everybody misses anybody else's."""
BROUGHT = {"bring": {"POST"}, "brought": {"GET", "POST"}, "give": {"GET"}}
"""Files of other programs: brought by who may make or change such records, given to who sees all that they tell. How far one is that was
brought is its owner's alone."""
WHOLE = {"journal.list", "journal.head"}
"""Addresses of no entity: they take a permission of their own."""
EVERYBODYS = {"search"}
"""Addresses of no entity that answer everybody who is known with what they may see."""
OWN_DEEDS = {"undo", "document-writing.state", "document-writing.file"}
"""Addresses of no entity about what one did oneself: everybody misses anybody else's."""
DOCUMENTS = {"document list", "document", "document published", "published file"}
"""Addresses of documents, which say themselves what they need."""
OWN_ONLY = {"notice", "mute", "mail-preference"}
"""What is somebody's own: who sees everybody's changes nothing of others'."""
LET_IN, MADE = frozenset({200, 422}), frozenset({201, 422})
"""Who is let in is done for, or told what is wrong with what they sent: the rooms' own rules are tested elsewhere."""
ANSWERED = LET_IN
"""A question is answered, or needs more to be asked."""
PARTS = {"comments": "comment", "attachments": "attachment", "tags": "tagging", "links": "link", "watch": "watch"}
SCOPES = {"member": {"organisation", "team", "line", "own"}, "client": {"organisation"}, "other client": {"organisation"}}
WRITES = ("member", "owner")

DONE = {"GET": 200, "POST": 201, "PATCH": 200, "DELETE": 204}
IN_USE = frozenset({204, 422})
"""A record may be deleted, or something that hangs on it keeps it."""

# What operations say themselves, beside permission and scope.
NOT_THEIRS = {("comment", "edit"), ("watch", "delete"), ("person-skill", "confirm")}
"""Only its own author edits a comment (the house wrote these), only who watches ends it, and a manager confirms a level of skill: 403 for
everybody else."""
NOT_THE_OWNERS = {
    *(("draft", "edit"), ("draft", "submit"), ("draft", "withdraw")),
    *(("assignment", "accept"), ("assignment", "decline")),
}
"""A draft is its author's, and whoever is assigned answers for themselves: here both are the member."""
NOT_THE_MEMBERS = {("saved-view", "edit"), ("saved-view", "delete")}
"""On side B somebody else's, and they do not moderate."""
MODERATED = {("comment", "withdraw"), ("attachment", "withdraw")}
"""The owner moderates; the member does not."""


def sees(person: str, one: Entity, place: str) -> bool:
    """Whether somebody sees a record: `place` is the side it is on, or "missing"."""
    if place == "missing" or person in (*UNKNOWN, "stranger"):
        return False
    if person in ("owner", "reader"):
        return True
    if person == "few scopes":
        return one.name == "organisation"
    if one.name in OWN_ONLY and person in ("client", "other client"):
        return False
    if one.name == "saved-view":
        return person == "member"  # shared with all who see the list, in the house; a client has only their own
    if place != ("B" if person == "other client" else "A"):
        return False
    return bool(SCOPES[person] & set(one.scopes)) or one.reach is not None


def may(person: str, operation: Operation, place: str) -> int:
    """0, or the status with which somebody who sees the record on that side is refused."""
    mark = (operation.entity.name, operation.verb)
    if (person == "owner" and mark[0] in OWN_ONLY) or (person == "member" and place == "B" and mark in NOT_THE_MEMBERS):
        return 403
    if person not in WRITES or mark in NOT_THEIRS - ({("watch", "delete")} if person == "member" else set()):
        return 403
    if person == "owner" and mark in NOT_THE_OWNERS:
        return 403
    return 403 if mark in MODERATED and person == "member" else 0


def offered(kind: str, one: Entity) -> set[str]:
    """The methods that an address knows."""
    if kind == "own deed":
        return {"GET", "POST"}
    if kind == "own file":
        return {"GET"}
    if kind in DOCUMENTS:
        return {"POST" if kind == "document published" else "GET"}
    if kind in FILES:
        return {FILES[kind], *(["POST"] if kind == "imported" else [])}
    if kind in BROUGHT:
        return BROUGHT[kind]
    if kind == "list":
        return {"GET"} | ({"POST"} if one.creatable else set())
    if kind == "detail":
        return {"GET"} | ({"PATCH"} if one.editable else set()) | ({"DELETE"} if one.deletable else set())
    if kind in PARTS:
        return {"GET", "POST"} | ({"DELETE"} if kind == "watch" else set())
    return {"GET"} if kind in ("history", "content", "whole", "question", "everybody's") else {"POST"}


def kind_of(name: str) -> tuple[str, Entity, Operation | None]:
    """What an address is for, by its name. Raises KeyError for one that no row of this table is about."""
    if name in WHOLE | EVERYBODYS | OWN_DEEDS:
        own = "own file" if name.startswith("document-writing.") else "own deed"
        kind = "everybody's" if name in EVERYBODYS else own if name in OWN_DEEDS else "whole"
        return kind, entity("organisation"), None
    word, _, last = name.removesuffix(".set").partition(".")
    if word == "document":
        return (
            "document list" if last == "list" else "document published" if last.endswith(".publish") else "document",
            entity("publication"),
            None,
        )
    if name == PUBLISH.name:
        return "document published", entity("publication"), None
    if name == "publication.file":
        return "published file", entity("publication"), None
    one = entity(word)
    if last in {asked.word for asked in questions(one)}:
        return "question", one, None
    by_verb = {operation.verb: operation for operation in operations(one)}
    if name.endswith(".set"):
        return "set", one, by_verb[last]
    if last in FILES or last in BROUGHT:
        return last, one, None
    if last in ("list", "detail", "history") or (last in PARTS and is_target(one)) or name == "attachment.content":
        return last, one, None
    return "verb", one, by_verb[last]


def expected(person: str, kind: str, one: Entity, operation: Operation | None, method: str, place: str) -> int | frozenset[int]:
    """The status."""
    if method not in offered(kind, one):
        return 405
    if person in UNKNOWN:
        return 401
    if kind == "everybody's":
        return 200
    if kind in ("own deed", "own file"):
        return 404
    if kind in ("document list", "document", "document published"):
        return _document(person, kind)
    if kind in FILES:
        return _file(person, kind, one, method)
    if kind == "bring":
        return frozenset({202, 422}) if person in WRITES else 403
    if kind == "brought":
        return 404
    if kind in ("whole", "question"):
        return ANSWERED if person == "owner" else 403
    if kind == "list":
        return 200 if method == "GET" else _created(person, one)
    if not sees(person, one, place):
        return 404
    if kind == "published file":
        return LET_IN
    if kind in PARTS:
        return _part(person, kind, one, method, place)
    if method == "GET":
        return 200
    asked = operation or operation_named(one.permission({"PATCH": "edit", "DELETE": "delete"}[method]))
    return may(person, asked, place) or _done(person, kind, asked, method, place)


def _done(person: str, kind: str, asked: Operation, method: str, place: str) -> int | frozenset[int]:
    mark = f"{asked.name} {person}"
    if mark in SAYS:
        return SAYS[mark]
    if asked.kind == "delete":
        return IN_USE if method == "DELETE" else frozenset({200, 422})
    workflow = asked.entity.workflow
    allowed = workflow is None or workflow.initial in workflow.sources(asked.verb)
    return LET_IN if allowed else 409


SAYS = {
    "account.close member": 422,  # nobody closes their own account
    "account.reopen member": 409,  # it is open
    "account.reopen owner": 409,
    "levelling-proposal.accept member": 409,  # the plan is another than the one it was made for
    "levelling-proposal.accept owner": 409,
}
"""Operations with rules of their own."""


def _document(person: str, kind: str) -> int | frozenset[int]:
    """Everybody is told which documents they may have made. One is made for who holds what it needs, of what they see; published by who
    may do that for all that it tells."""
    if kind == "document list":
        return 200
    if person == "owner":
        return LET_IN if kind == "document" else MADE
    if person == "stranger" or (kind == "document published" and person not in WRITES):
        return 403
    return frozenset({200, 403, 422}) if kind == "document" else frozenset({201, 403, 422})


def _created(person: str, one: Entity) -> int:
    if person not in WRITES:
        return 403
    if person == "owner":
        return 403 if one.name in NOT_FOR_OTHERS else MADE
    return MADE if one.name in MEMBER_CREATES else 403


NOT_FOR_OTHERS = {"watch", "token", "mute", "mail-preference"}
"""Everybody watches, makes tokens, and says what they want to hear of, for themselves: the house's owner too."""
MEMBER_CREATES = {
    *("attachment", "certificate", "comment", "contact", "draft", "grant", "leave", "leave-allowance", "link", "lookup-value"),
    *("membership", "person", "person-skill", "site", "stand-in", "tagging", "team-member", "token", "watch", "whereabouts"),
    *("mail-preference", "mute", "working-pattern"),
    *("assessment", "business-goal", "deliverable", "goal", "project", "project-member", "requirement", "scope-item", "stage"),
    *("success-criterion", "trace"),
    *("assignment", "board-column", "change-freeze", "checklist-item", "iteration", "project-dependency", "project-plan", "task"),
    *("task-link", "task-trace", "template-link", "template-task"),
}
"""What the member may make on their own side, because the new record would lie within one of their scopes; or where they are told what it
names that they do not see."""


def _file(person: str, kind: str, one: Entity, method: str) -> int | frozenset[int]:
    """A file is asked for by who sees some records, and brought by who may make or change some."""
    if kind == "export":
        return 403 if person == "stranger" or (person == "few scopes" and one.name != "organisation") else 202
    writes = person in WRITES
    if kind == "import":
        return 202 if writes else 403
    return 403 if method == "POST" and not writes else 404


def _part(person: str, kind: str, one: Entity, method: str, place: str) -> int:
    if method == "GET":
        return 200
    if method == "DELETE":
        return 204  # who does not watch need not end it
    if person not in WRITES:
        return 403
    if person == "member":
        if kind == "tags":
            return 422  # tags are the whole house's
        if kind == "watch" and one.name == "organisation":
            return 422  # they watch it already
    return 201
