"""Pages derived from entities: list, record, form, operation. A page made by hand takes the place of one by its entity and name."""
