"""Withdrawing a picture, and the list of withdrawn ones with what was printed of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.menu import MenuItem
from wagtail.images.permissions import permission_policy

from .consents import AlreadyWithdrawn, places_of_use, withdraw_image
from .forms import WithdrawForm
from .models import CouncilImage
from .print_uses import print_uses

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def image_withdraw(request, pk):
    """Where the picture is used, and the button that takes it away."""
    image = get_object_or_404(CouncilImage, pk=pk)
    if not permission_policy.user_has_permission_for_instance(request.user, "change", image):
        raise PermissionDenied
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            printed = withdraw_image(image=image, note=form.cleaned_data["note"], actor=request.user)
        except AlreadyWithdrawn:
            messages.warning(request, _("Das Bild wurde schon zurückgezogen."))
        else:
            messages.success(
                request, _("Das Bild ist von allen Seiten verschwunden. Die Dateien sind gelöscht.")
            )
            if printed:
                messages.warning(request, _("Auf Papier steht es noch. Sehen Sie unten, wo."))
        return redirect("media:withdrawn-list")
    printed = print_uses([image])[image.pk]
    context = {"image": image, "form": form, "places": _places(request, image), "printed": printed}
    return render(request, "media/withdraw.html", context, status=422 if form.errors else 200)


@require_safe
def withdrawn_list(request):
    """Two queries, and what the registered rooms need to know what was printed."""
    if not permission_policy.user_has_any_permission(request.user, ["change"]):
        raise PermissionDenied
    page = Paginator(CouncilImage.objects.withdrawn(), PER_PAGE).get_page(request.GET.get("p"))
    printed = print_uses(list(page))
    rows = [(image, printed[image.pk]) for image in page]
    return render(request, "media/withdrawn_list.html", {"page": page, "rows": rows})


def _places(request, image):
    finder = AdminURLFinder(request.user)
    return [
        (record._meta.verbose_name, str(record) if url else _("(für Sie nicht sichtbar)"), url)
        for record in places_of_use(image)
        for url in [finder.get_edit_url(record)]
    ]


urls = [
    path(
        "bilder/",
        include(
            (
                [
                    path("zurueckgezogen/", withdrawn_list, name="withdrawn-list"),
                    path("<int:pk>/zurueckziehen/", image_withdraw, name="image-withdraw"),
                ],
                "media",
            ),
            namespace="media",
        ),
    )
]


class WithdrawnMenuItem(MenuItem):
    def is_shown(self, request):
        return permission_policy.user_has_any_permission(request.user, ["change"])


def menu_item():
    return WithdrawnMenuItem(
        gettext_lazy("Zurückgezogene Bilder"), reverse("media:withdrawn-list"), name="withdrawn-images",
        icon_name="image", order=870,
    )  # fmt: skip
