from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .office import menu_item, urls

hooks.register("register_admin_urls", lambda: urls)
hooks.register("register_settings_menu_item", menu_item)


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(
        "work.retry", _("Noch einmal versuchen"), _("Gescheiterte Hintergrundarbeit noch einmal versucht")
    )
