"""The sheets of distribution: labels, round lists, delivery notes, the order for the print shop."""

from .registry import register

__all__ = ["register"]
