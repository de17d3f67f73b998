"""A room with background work, for the worker that the tests start."""
