from miteinander.foundation.work.registry import background

from . import actions


@background("website.erase_old_reports")
def erase_old_reports() -> None:
    actions.erase_old_reports()
