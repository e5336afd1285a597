"""Planning: plans of projects with their scenarios, tasks, links, assignments and baselines; dates are computed, and never typed in."""
