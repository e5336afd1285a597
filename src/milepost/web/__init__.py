"""The door for people: pages derived from entities and operations, and the pages made by hand that people live in."""
