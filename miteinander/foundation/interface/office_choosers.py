"""Choosing a record for another one shows its name: only to those who may see such records. Wagtail asks nobody."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.snippets.views import chooser

SEES = ("view", "add", "change", "delete")


class OnlyWhoSees:
    """Beside a view of Wagtail's chooser."""

    model: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.model.snippet_viewset.permission_policy.user_has_any_permission(request.user, SEES):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class ChooseView(OnlyWhoSees, chooser.ChooseView):
    pass


class ChooseResultsView(OnlyWhoSees, chooser.ChooseResultsView):
    pass


class ChosenView(OnlyWhoSees, chooser.SnippetChosenView):
    pass


class ChosenMultipleView(OnlyWhoSees, chooser.SnippetChosenMultipleView):
    pass


class RecordChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView

    @property
    def permission_policy(self) -> Any:
        """That of the record's own pages, so that nothing is made here that cannot be made there."""
        return self.model.snippet_viewset.permission_policy
