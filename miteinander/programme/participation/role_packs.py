"""What each role of the office may do with registrations."""

from miteinander.foundation.access import roles


def share_all() -> None:
    roles.share(
        ("participation.registrationplan",),
        {
            "chair office working_group_lead volunteer_coordinator": "view change",
            "editor member auditor": "view",
        },
    )
    roles.share(
        ("participation.registration", "participation.invitation"),
        {
            "chair office": "view add change delete",
            "working_group_lead volunteer_coordinator": "view add change",
            "auditor": "view",
        },
    )
    roles.share(
        ("participation.feedback",),
        {"chair office editor working_group_lead volunteer_coordinator auditor": "view"},
    )
    roles.share(
        ("participation.door",),
        {"chair office working_group_lead volunteer_coordinator": "view add change delete"},
    )
