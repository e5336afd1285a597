"""Projects: what is to be reached, for whom, in which scope, and who approved it; the gate that unapproved scope does not pass."""
