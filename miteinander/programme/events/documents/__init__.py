"""The sheets of an event: what each is called, in which formats it comes and when the kit holds it."""

from .registry import register

__all__ = ["register"]
