"""Wishes for support become a to-do of the event, with numbers and without names."""

from collections import Counter

from django.db import transaction
from django.utils.translation import gettext as _

from miteinander.civic.planning.actions import add_todo, change_todo
from miteinander.civic.planning.enums import Topic
from miteinander.civic.planning.models import Todo
from miteinander.foundation.languages.registry import spoken_languages
from miteinander.programme.events.todos import start_todos

from .enums import SupportWish
from .models import Registration, RegistrationPlan

TITLE = "Unterstützung, die Gäste sich wünschen"


@transaction.atomic
def note_support(*, plan_id: int) -> Todo | None:
    """Keep one to-do of the event in line with all wishes; running twice does no harm. None without a to-do list."""
    RegistrationPlan.objects.select_for_update().get(pk=plan_id)  # two workers at once would write two
    plan = RegistrationPlan.objects.select_related("event__format", "event__activity").get(pk=plan_id)
    todo_list = start_todos(event=plan.event)
    if todo_list is None:
        return None
    note = "\n".join(support_lines(plan))
    present = Todo.objects.filter(list=todo_list, title=TITLE).first()
    if present is None:
        return add_todo(list=todo_list, title=TITLE, topic=Topic.ACCESSIBILITY, note=note)
    if present.note != note:
        change_todo(todo=present, values={"note": note})
    return present


def support_lines(plan: RegistrationPlan) -> list[str]:
    """One line for each wish with the number of parties, for the office."""
    known = spoken_languages()
    counts: Counter[str] = Counter()
    for wishes, language in (
        Registration.objects.in_play().filter(plan=plan).values_list("support", "interpreter_language")
    ):
        for wish in wishes:
            label = str(SupportWish(wish).label) if wish in SupportWish.values else wish
            if wish == SupportWish.INTERPRETER and language in known:
                label = _("Dolmetschen: %(language)s") % {"language": known[language].name}
            counts[label] += 1
    return [f"{count} × {label}" for label, count in sorted(counts.items())]
