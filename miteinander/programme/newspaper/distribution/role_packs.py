"""What each role of the office may do with distribution."""

from miteinander.foundation.access import roles


def share_all() -> None:
    roles.share(
        ("newspaper.outlet", "newspaper.carrierround"),
        {
            "chair office editor": "view add change delete",
            "volunteer_coordinator": "view add change",
            "working_group_lead treasurer auditor": "view",
        },
    )
    roles.share(
        ("newspaper.delivery",),
        {
            "chair office editor volunteer_coordinator": "view add change",
            "working_group_lead treasurer auditor": "view",
        },
    )
    roles.share(("newspaper.postalsubscriber",), {"chair office": "view add change delete", "editor": "view"})
    roles.share(("newspaper.distributionsettings",), {"chair office editor": "view change"})
