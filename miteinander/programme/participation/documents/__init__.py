"""The sheets of taking part: letters, badges, lists, tickets, certificates; each with its own layout."""

from .registry import register

__all__ = ["register"]
