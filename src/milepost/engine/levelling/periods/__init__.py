"""Levelling on whole periods and constant capacities: the classic resource-constrained project scheduling problem."""
