"""The only place that knows both the tables and the engine: a plan is loaded in so many queries, and its dates are written at once."""
