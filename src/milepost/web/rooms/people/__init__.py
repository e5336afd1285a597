"""The pages of people, teams, leave and skills."""
