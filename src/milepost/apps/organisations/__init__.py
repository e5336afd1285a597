"""Organisations: clients, suppliers and departments of the house, with their sites and contacts."""
