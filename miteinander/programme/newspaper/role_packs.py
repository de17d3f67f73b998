"""What each role of the office may do with the newspaper."""

from miteinander.foundation.access import roles


def share_all() -> None:
    roles.share(
        ("newspaper.edition",),
        {
            "chair office editor": "view add change delete release",
            "working_group_lead volunteer_coordinator treasurer translator member auditor": "view",
        },
    )
    roles.share(
        ("newspaper.article",),
        {
            "chair office editor": "view add change delete approve",
            "working_group_lead": "view add change",
            "volunteer_coordinator treasurer translator member auditor": "view",
        },
    )
    roles.share(
        ("newspaper.section",),
        {
            "chair office editor": "view add change delete",
            "working_group_lead volunteer_coordinator treasurer translator member auditor": "view",
        },
    )
    roles.share(
        ("newspaper.articlecomment",),
        {"chair office editor working_group_lead volunteer_coordinator translator member": "add"},
    )
    roles.share(("newspaper.contributionlink",), {"chair office editor": "view add change"})
