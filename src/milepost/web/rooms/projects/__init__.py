"""The pages of projects: overview, scope, requirements, goals."""
