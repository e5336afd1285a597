"""Who is needed: days of work by person and role, who could fill a role, and where their time runs short."""
