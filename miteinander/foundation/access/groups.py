"""Wagtail's groups, which only images, documents and workflows ask for.

Collections of images and documents have no other way to say who may use them. A group stands for a role and holds
nothing but that; who is in it follows from the grants, here and nowhere else.
"""

from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

from . import policies, roles

COLLECTIONS = ("wagtailimages", "wagtaildocs")


def sync_groups(user: Any) -> None:
    """Put the account into the groups of its roles in force and into no others. Two queries when nothing differs."""
    wanted = policies.role_keys(user)
    names = {group_name(key) for key in wanted}
    present = set(user.groups.values_list("name", flat=True))
    if names != present:
        user.groups.set([group_of(key) for key in sorted(wanted)])


def group_of(key: str) -> Group:
    """The group of a role, made or mended when asked for."""
    group, _created = Group.objects.get_or_create(name=group_name(key))
    root = Collection.get_first_root_node()
    wanted = [name.partition(".") for name in roles.permissions_of(key)]
    codes = {(app, code) for app, _dot, code in wanted if app in COLLECTIONS}
    for permission in Permission.objects.filter(content_type__app_label__in=COLLECTIONS):
        if (permission.content_type.app_label, permission.codename) in codes:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
    return group


def group_name(key: str) -> str:
    role = roles.find_role(key)
    return f"{role.title} ({key})" if role else key
