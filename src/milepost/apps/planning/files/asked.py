"""What is asked beside a plan file that is brought."""

from milepost.kernel.inputs import Day, Flag, JsonValue, Ref, Text

AGREED = ("contact", "person", "on", "authority", "document")
INPUTS = {
    "project": Ref(entity="project", help="Whose plan it becomes, or is brought up to date."),
    "contact": Ref(entity="contact", label="Agreed by (client)", required=False, help="Where the plan is agreed already: who approved it."),
    "person": Ref(entity="person", label="Agreed by (sponsor)", required=False, help="The same for an internal project."),
    "on": Day(label="Agreed on", required=False, help="Today when empty."),
    "authority": Text(required=False, help="What lets them approve: their office, a limit, the contract's clause."),
    "document": Text(most=300, required=False, help="Where it stands: signed statement of work, minutes, mail."),
    "people": JsonValue(
        required=False,
        help='Who a resource of the file is here, by its id there: {"3": "person 5", "4": "role 2", "5": "new role", "6": ""}.',
    ),
    "delete_gone": Flag(required=False, help="Yes: tasks that came from the file and are in it no more are deleted."),
}
