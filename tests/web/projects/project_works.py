"""A client's project for the tests of its pages."""

from tests.apps.planning.plans import link, task
from tests.apps.projects.works import approved_by_client, done, for_client, item, made


class Works:
    """A client's project with approved and proposed scope, a plan, goals, deliverables, requirements and people."""

    def __init__(self) -> None:
        self.manager = made("person", name="Petra Plan")
        self.project, self.contact = for_client(manager=self.manager, committed_finish="2026-03-06", starts_on="2026-03-02")
        done("project.edit", self.project, client_sponsor=self.contact)
        self.agreed, self.waiting = item(self.project), item(self.project, name="Guest network", source="Meeting of 3 March")
        approved_by_client(self.agreed, self.contact)
        self.plan = made("project-plan", project=self.project, name="Network renewal", starts_at="2026-03-02 09:00")
        self.first = task(self.plan, self.agreed, "Rack the switches", 2)
        self.second = task(self.plan, self.waiting, "Set up the access points", 3)
        self.third = task(self.plan, self.agreed, "Test", 1)
        link(self.first, self.second)
        link(self.second, self.third)
        self.end = task(self.plan, self.agreed, "Handed over", kind="milestone", deadline_at="2026-03-05 17:30")
        link(self.third, self.end)
        self.stage = made("stage", project=self.project, name="Delivery", position=1, finishes_on="2026-03-10", gate_criteria="It runs.")
        self.goal = made("goal", project=self.project, name="Every room has a network")
        self.criterion = made("success-criterion", project=self.project, name="Uptime", target="99.9 %", goal=self.goal)
        self.deliverable = made("deliverable", project=self.project, name="Network plan", acceptance_criteria="Every room has a port.")
        self.needed = made("requirement", project=self.project, name="Guests are apart", priority="must", source="Head of IT")
        self.other = made("requirement", project=self.project, name="Fast", acceptance_criteria="A page within a second.")
        made("task-trace", requirement=self.other, task=self.first)
        made("trace", requirement=self.needed, deliverable=self.deliverable)
        made("project-member", project=self.project, contact=self.contact, part="senior-user")
