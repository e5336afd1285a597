"""Plan files of other programs: brought into a project's plan, and given out from one."""
