"""The records of the room."""

from .checklists import ChecklistItem, ChecklistTemplate
from .school import SchoolHoliday
from .todos import Todo, TodoList

__all__ = ["ChecklistItem", "ChecklistTemplate", "SchoolHoliday", "Todo", "TodoList"]
