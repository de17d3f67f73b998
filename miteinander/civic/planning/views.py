"""The pages of the office about to-dos, and the private feed. Each fetches through `visible_to` and a policy."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from miteinander.foundation.access.links import LinkInvalid
from miteinander.foundation.media.private_files import keep_private_file
from miteinander.foundation.values.clock import today

from . import actions, policies, school_import, todo_feed
from .forms import HolidayFileForm, NewTodoForm, TodoForm
from .models import Todo, TodoList

MOST_SHOWN = 200
VERBS = {"erledigt": actions.complete_todo, "offen": actions.reopen_todo, "entfaellt": actions.drop_todo}


@require_safe
def my_todos(request: HttpRequest) -> HttpResponse:
    """What the signed-in person has to do: overdue, this week, later. Three queries beside the shell's."""
    day = today()
    mine = Todo.objects.of_owner(request.user).unfinished().with_list().by_due_day()
    rows = list(mine[: MOST_SHOWN + 1])
    shown = rows[:MOST_SHOWN]
    week = {todo.pk for todo in shown if todo.due_on and 0 <= (todo.due_on - day).days < 7}
    groups = [
        (_("Überfällig"), [todo for todo in shown if todo.is_overdue(day)]),
        (_("In dieser Woche"), [todo for todo in shown if todo.pk in week]),
        (_("Später"), [todo for todo in shown if todo.pk not in week and not todo.is_overdue(day)]),
    ]
    unowned = Todo.objects.visible_to(request.user).without_owner().unfinished()
    context = {
        "groups": [(heading, todos) for heading, todos in groups if todos],
        "is_more": len(rows) > MOST_SHOWN,
        "unowned_count": unowned.filter(due_on__isnull=False).count(),
        "day": day,
    }
    return render(request, "planning/my_todos.html", context)


@require_safe
def list_index(request: HttpRequest) -> HttpResponse:
    """The lists with how far they are. One query beside the shell's."""
    day = today()
    lists = TodoList.objects.visible_to(request.user).open().with_counts(day).order_by("-day", "-pk")
    return render(request, "planning/list_index.html", {"lists": lists[:MOST_SHOWN], "day": day})


@require_http_methods(["GET", "HEAD", "POST"])
def list_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """All to-dos of one list; a posted title adds one."""
    found = get_list_or_404(request.user, pk)
    can_add = policies.can_add_todo(request.user, found)
    form = NewTodoForm(request.POST or None)
    if request.method == "POST":
        if not can_add:
            raise PermissionDenied
        if form.is_valid():
            actions.add_todo(list=found, actor=request.user, **form.cleaned_data)
            messages.success(request, _("Die Aufgabe steht in der Liste."))
            return redirect("planning:list-detail", pk=found.pk)
    todos = Todo.objects.visible_to(request.user).filter(list=found).with_list().by_due_day()
    context = {"list": found, "todos": todos, "form": form, "can_add": can_add, "day": today()}
    return render(request, "planning/list_detail.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def todo_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One to-do with its note, file and the facts it needs. What was typed comes back when something is wrong."""
    todo = get_todo_or_404(request.user, pk)
    can_work = policies.can_work_on_todo(request.user, todo)
    form = TodoForm(
        request.POST or None,
        request.FILES or None,
        todo=todo,
        can_assign=policies.can_assign_todo(request.user, todo),
    )
    if request.method == "POST":
        if not can_work:
            raise PermissionDenied
        if form.is_valid() and _saved(request, form, todo):
            messages.success(request, _("Gespeichert."))
            return redirect("planning:list-detail", pk=todo.list_id)
    context = {
        "todo": todo,
        "form": form,
        "can_work": can_work,
        "day": today(),
        "verbs": _verbs(request.user, todo),
    }
    return render(request, "planning/todo_edit.html", context, status=422 if form.errors else 200)


@require_POST
def todo_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Done, open again, or not needed: one button each, from every list."""
    todo = get_todo_or_404(request.user, pk)
    verb = request.POST.get("stand", "")
    if verb not in VERBS:
        raise Http404
    if not _may(verb, request.user, todo):
        raise PermissionDenied
    VERBS[verb](todo=todo, actor=request.user)
    if request.POST.get("zurueck") == "liste":
        return redirect("planning:list-detail", pk=todo.list_id)
    return redirect("planning:my-todos")


@require_http_methods(["GET", "HEAD", "POST"])
def feed_settings(request: HttpRequest) -> HttpResponse:
    """The private address of one's own to-dos: made anew or taken back, shown once."""
    address = ""
    if request.method == "POST":
        if request.POST.get("was") == "zuruecknehmen":
            todo_feed.take_back(user=request.user)
            messages.success(request, _("Die Adresse gilt nicht mehr."))
            return redirect("planning:feed-settings")
        token = todo_feed.new_address(user=request.user)
        address = request.build_absolute_uri(reverse("todo-feed", args=[token]))
    response = render(request, "planning/feed_settings.html", {"address": address})
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def holiday_import(request: HttpRequest) -> HttpResponse:
    """School holidays from a calendar file."""
    if not request.user.has_perm("planning.add_schoolholiday"):
        raise PermissionDenied
    form = HolidayFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = school_import.import_school_holidays(
                content=form.cleaned_data["file"].read(school_import.LARGEST_FILE + 1),
                source=form.cleaned_data["source"],
                actor=request.user,
            )
        except school_import.UnreadableCalendar as error:
            form.add_error("file", str(error))
        else:
            messages.success(
                request,
                _("Ferien neu: %(created)d, berichtigt: %(changed)d, schon da: %(unchanged)d.")
                % {"created": outcome.created, "changed": outcome.changed, "unchanged": outcome.unchanged},
            )
            return redirect("planning:holiday-import")
    return render(request, "planning/holiday_import.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The to-dos of whoever was given the address. An address that stopped working is not there, whatever the reason."""
    try:
        owner = todo_feed.owner_of(token)
    except LinkInvalid as error:
        raise Http404 from error
    todos = Todo.objects.of_owner(owner).unfinished().filter(due_on__isnull=False).select_related("list")
    with override(owner.language):
        content = todo_feed.calendar_of(todos[:1000], origin=f"{request.scheme}://{request.get_host()}")
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="aufgaben.ics"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def get_todo_or_404(user: Any, pk: int) -> Todo:
    return get_object_or_404(Todo.objects.visible_to(user).with_list(), pk=pk)


def get_list_or_404(user: Any, pk: int) -> TodoList:
    return get_object_or_404(TodoList.objects.visible_to(user).select_related("activity"), pk=pk)


def _saved(request: HttpRequest, form: TodoForm, todo: Todo) -> bool:
    """Whether the actions took it; otherwise the form says why."""
    values = form.values()
    try:
        if file := form.cleaned_data["file"]:
            values["file"] = keep_private_file(file=file, name=file.name, title=todo.title, user=request.user)
        actions.change_todo(todo=todo, values=values, actor=request.user)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


def _may(verb: str, user: Any, todo: Todo) -> bool:
    check = policies.can_assign_todo if verb == "entfaellt" else policies.can_work_on_todo
    return check(user, todo)


def _verbs(user: Any, todo: Todo) -> list[tuple[str, str]]:
    """Buttons of the page: value and label."""
    labels = {"offen": _("Wieder öffnen")} if todo.is_finished else {
        "erledigt": _("Erledigt"), "entfaellt": _("Entfällt diesmal"),
    }  # fmt: skip
    return [(verb, label) for verb, label in labels.items() if _may(verb, user, todo)]
