"""What roles may do with the records of rooms below this one, which cannot say it themselves."""

from .roles import ENTER_OFFICE, allow
from .roles import permit as allow_role

EVERYBODY = (
    "chair", "office", "working_group_lead", "editor", "translator", "treasurer", "volunteer_coordinator",
    "member", "auditor",
)  # fmt: skip
PICTURES = (
    *allow("wagtailimages.image", "add change delete choose"),
    *allow("wagtaildocs.document", "add change delete choose"),
)
ACCOUNTS = (
    *allow("access.user", "view change"),
    *allow("access.rolegrant", "view add change"),
    *allow("access.invitation", "view add change"),
)


def permit() -> None:
    for key in EVERYBODY:
        allow_role(key, ENTER_OFFICE)
    for key in ("chair", "office"):
        allow_role(key, *PICTURES, *ACCOUNTS, *allow("interface.identity", "view change"))
        allow_role(key, *allow("typesetting.printsettings", "change"))
    for key in ("chair", "office"):
        allow_role(key, *allow("mailing.outgoingmail", "view"), "mailing.resend_mail", "mailing.cancel_mail")
        allow_role(key, *allow("mailing.mailaddress", "view"), "mailing.lift_stop")
    for key in ("editor", "working_group_lead", "volunteer_coordinator"):
        allow_role(key, *PICTURES)
    allow_role("auditor", *allow("interface.identity", "view"))
    allow_role("auditor", *allow("access.user", "view"), *allow("access.rolegrant", "view"))
    for key in ("chair", "office", "auditor"):
        allow_role(key, *allow("audit.auditentry", "view"), *allow("privacy.erasurelog", "view"))
    for key in ("chair", "office"):
        allow_role(key, "privacy.answer_person", "privacy.erase_person")
