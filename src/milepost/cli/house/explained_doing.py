"""What may be done with the records of an entity: operations, reads, and in which state what."""

from collections.abc import Mapping, Sequence

from milepost.cli.house.described import dashed, metavar, needed_by
from milepost.kernel.about import is_target
from milepost.kernel.bringing import way_of
from milepost.kernel.entity import Entity, Workflow
from milepost.kernel.inputs import Input
from milepost.kernel.operations import Operation, operations
from milepost.kernel.questions import Question, questions

ABOUT = {"comments": "comment", "attachments": "attachment", "tags": "tagging", "links": "link", "watch": "watch"}
"""What hangs on a record: the word in its address, and the entity whose permissions it takes."""

FILE = {"attachment": ("content", ""), "publication": ("file", "milepost document PUB-3 --out FILE")}
"""Records that are a file: the word in its address, and the command."""

NO = "–"


def states_of(entity: Entity, workflow: Workflow) -> Sequence[tuple[str, ...]]:
    """A row for each operation: in which state it may be done, and where it leads."""
    rows = []
    for operation in _in_order(entity):
        if operation.kind != "create":
            move = workflow.move(operation.verb)
            cell = f"→ {move.target}" if move is not None else "yes"
            allowed = workflow.sources(operation.verb)
            rows.append((operation.verb, *(cell if state in allowed else NO for state in workflow.states)))
    return rows


OPERATION = ("Operation", "Does", "Asks", "Shows once", "API", "Of many", "Command")


def operations_of(entity: Entity) -> Sequence[tuple[str, ...]]:
    """A row for each, under the headings above."""
    return [_operation(entity, one) for one in _in_order(entity)]


def _in_order(entity: Entity) -> list[Operation]:
    kinds = ("create", "edit", "delete", "verb")
    return sorted(operations(entity), key=lambda one: kinds.index(one.kind))


def _operation(entity: Entity, operation: Operation) -> tuple[str, ...]:
    base = address(entity)
    one, many = {
        "create": (f"POST {base}", f"POST {base} with a list"),
        "edit": (f"PATCH {base}{{key}}/ with If-Match", ""),
        "delete": (f"DELETE {base}{{key}}/ with If-Match", f"POST {base}delete/"),
        "verb": (f"POST {base}{{key}}/{operation.verb}/", f"POST {base}{operation.verb}/"),
    }[operation.kind]
    if operation.kind == "create" and operation.verb != "create":  # publishing: at the address of what is published
        one, many = f"POST {base}{operation.verb}/", ""
    does = " ".join(operation.doc.split()) + (" One drafts it and another countersigns." if operation.countersigned else "")
    needed, key = needed_by(operation), "" if operation.kind == "create" else " ID…"
    command = f"milepost {operation.name.replace('.', ' ')}{key}{_options(operation.inputs, needed)}"
    return operation.name, does, _asks(operation.inputs, needed), ", ".join(operation.shows), one, many, command


def _asks(inputs: Mapping[str, Input], needed: Mapping[str, Input]) -> str:
    """What need not be given stands in brackets."""
    return ", ".join(name if name in needed else f"[{name}]" for name in inputs) or "nothing"


def _options(inputs: Mapping[str, Input], needed: Mapping[str, Input]) -> str:
    options = {name: f"--{dashed(name)} {metavar(one)}" for name, one in inputs.items()}
    return "".join(f" {option}" if name in needed else f" [{option}]" for name, option in options.items())


QUESTION = ("Question", "Answers", "Asks", "Gives", "API", "Command")


def questions_of(entity: Entity) -> Sequence[tuple[str, ...]]:
    """A row for each, under the headings above."""
    return [_question(entity, one) for one in questions(entity)]


def _question(entity: Entity, asked: Question) -> tuple[str, ...]:
    needed = {name: one for name, one in asked.inputs.items() if one.required}
    command = f"milepost {asked.name.replace('.', ' ')}{_options(asked.inputs, needed)}"
    answers, gives = " ".join(asked.doc.split()), ", ".join(asked.gives)
    return asked.name, answers, _asks(asked.inputs, needed), gives, f"GET {address(entity)}{asked.word}/", command


def reads_of(entity: Entity) -> Sequence[tuple[str, ...]]:
    """What is read at which address and by which command, and what hangs on a record."""
    base, word = address(entity), f"milepost {entity.name}"
    rows = [
        ("list, filter, search", f"GET {base}", f"{word} list [FIELD=VALUE…] [--search WORDS] [--format table|json|csv]"),
        ("show one", f"GET {base}{{key}}/", f"{word} show ID"),
        ("tell its history", f"GET {base}{{key}}/history/", f"{word} history ID"),
        ("have the list as a file made by a job", f"POST {base}export/", f"{word} list --out FILE"),
        ("ask how far that is", f"GET {base}export/{{key}}/", ""),
        ("take the file", f"GET {base}export/{{key}}/file/", ""),
    ]
    if entity.creatable:
        rows.append(("try a file of rows, or bring it in", f"POST {base}import/", f"{word} import FILE [--apply]"))
        rows.append(("ask how far that is; bring in what was tried", f"GET, POST {base}import/{{key}}/", ""))
    if way_of(entity) is not None:
        rows.append(("look at a foreign file, or bring it in", f"POST {base}bring/", f"{word} bring FILE [--apply]"))
        rows.append(("ask how far that is; bring in what was looked at", f"GET, POST {base}bring/{{key}}/", ""))
        rows.append(("take it as a foreign file", f"GET {base}{{key}}/give/", f"{word} give ID --out FILE"))
    if entity.name in FILE:
        part, command = FILE[entity.name]
        rows.append(("take its file", f"GET {base}{{key}}/{part}/", command))
    if not is_target(entity):
        return rows
    commands = {"comments": f"{word} comment ID --text TEXT", "attachments": f"{word} attach ID FILE"}
    more = [(f"{part}, with {one}.view", f"GET, POST {base}{{key}}/{part}/", commands.get(part, "")) for part, one in ABOUT.items()]
    return rows + more


def schemas_of(entity: Entity) -> Sequence[tuple[str, ...]]:
    """Names in the description of the API."""
    name = "".join(part.capitalize() for part in entity.name.split("-"))
    kinds = (("", "a record", True), ("New", "what creates one", entity.creatable), ("Change", "what edits one", entity.editable))
    return [(f"{name}{end}", told) for end, told, on in kinds if on]


def address(entity: Entity) -> str:
    """Of its list."""
    return f"/api/v1/{entity.plural.replace(' ', '-')}/"
