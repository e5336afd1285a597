"""The door for programs: REST with problem details, derived from entities and operations."""
