"""What each role of the office may do with money."""

from miteinander.foundation.access import roles

READERS = "auditor"


def share_all() -> None:
    roles.share(
        ("funding.fund", "funding.costline"),
        {"chair office treasurer": "view add change", f"{READERS} working_group_lead": "view"},
    )
    roles.share(
        ("funding.order",),
        {
            "chair": "view add change approve",
            "office treasurer": "view add change approve",
            "working_group_lead": "view add",
            READERS: "view",
        },
    )
    roles.share(
        ("funding.receipt", "funding.income", "funding.proof", "funding.paymentrun"),
        {"office treasurer": "view add change", f"chair {READERS}": "view"},
    )
    roles.share(("funding.datedrule",), {"chair treasurer": "view add change", f"office {READERS}": "view"})
    roles.share(("funding.movement",), {f"chair office treasurer {READERS}": "view"})
    roles.share(("funding.yearlyneed",), {"chair office treasurer": "view add change", READERS: "view"})
