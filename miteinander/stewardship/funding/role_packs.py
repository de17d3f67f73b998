"""What each role of the office may do with money.

Chair, office and treasurer may the same: nobody gives a role with more rights than the own ones, and all three must be
able to invite each other. What one person alone must not do, the actions and the database refuse to everybody.
"""

from miteinander.foundation.access import roles

KEEPERS, READERS = "chair office treasurer", "auditor"


def share_all() -> None:
    roles.share(
        ("funding.fund", "funding.costline"),
        {KEEPERS: "view add change", f"{READERS} working_group_lead": "view"},
    )
    roles.share(
        ("funding.order",),
        {KEEPERS: "view add change approve", "working_group_lead": "view add", READERS: "view"},
    )
    roles.share(
        (
            "funding.receipt",
            "funding.income",
            "funding.proof",
            "funding.paymentrun",
            "funding.datedrule",
            "funding.yearlyneed",
        ),
        {KEEPERS: "view add change", READERS: "view"},
    )
    roles.share(("funding.movement",), {f"{KEEPERS} {READERS}": "view"})
