"""The request for money and the data sheet of an application, written from activities and cost lines."""

from .registry import register

__all__ = ["register"]
