"""People: who works here, in which teams and roles, with which skills, at which hours, and when they are away."""
