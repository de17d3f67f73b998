"""Rows of the database as objects, without the detour through the constructor."""

from typing import Any, Self

from django.db.models.base import ModelState


class QuickLoading:
    """For models of which a page shows many. List it before `models.Model`.

    Django's `from_db` walks every column of the model, loaded or not, and sends two signals for each object; of a list
    of 50 events that was a fifth. A column that was not loaded is one that is missing in `__dict__`, so this is all
    there is to it. Not for models with an ImageField or other receivers of `post_init`.
    """

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Self:
        new = cls.__new__(cls)
        state = ModelState()
        state.adding, state.db = False, db
        new.__dict__["_state"] = state
        new.__dict__.update(zip(field_names, values, strict=True))
        return new
