"""Inputs of the office's forms that need no explanation."""

from typing import Any

from django import forms


class TickMany(forms.CheckboxSelectMultiple):
    """Several records to tick, the chosen ones first; in place of a list in which one click loses all others."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> list[Any]:
        found = super().optgroups(name, value, attrs)
        return sorted(found, key=lambda group: not any(option["selected"] for option in group[1]))
