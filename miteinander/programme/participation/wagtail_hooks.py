from wagtail import hooks

from . import feedback_office

hooks.register("register_admin_urls", feedback_office.urls)
hooks.register("register_snippet_listing_buttons", feedback_office.list_buttons)
