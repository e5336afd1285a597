"""Who is told of what is done with people: a line for each operation."""

from milepost.apps.people.selectors.told import (
    deciders_of_leave,
    who_it_is,
    whose_certificate_and_manager,
    whose_leave,
    whose_leave_and_deciders,
    whose_manager,
)
from milepost.kernel.notices.rules import notice_of

notice_of("leave.request", to=deciders_of_leave, says="{who} asks for leave", waits_for=("approve", "refuse"))
notice_of("leave.approve", to=whose_leave, says="{who} approved your leave")
notice_of("leave.refuse", to=whose_leave, says="{who} refused your leave")
notice_of("leave.reconsider", to=whose_leave, says="{who} took the decision on your leave back; it waits to be decided again")
notice_of("leave.cancel", to=whose_leave_and_deciders, says="{who} cancelled leave that was approved")
notice_of("certificate.remind", to=whose_certificate_and_manager, says="This certificate expires soon", waits_for=("renew", "give-up"))
notice_of("person.create", to=whose_manager, says="{who} put somebody under you")
notice_of("person.connect", to=who_it_is, says="{who} said that this is you")
