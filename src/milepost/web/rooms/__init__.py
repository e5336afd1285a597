"""Pages made by hand, room by room: each takes the place of the generated page of the same name, whose parts it uses."""
