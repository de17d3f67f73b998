"""A factory for every record that the office's lists and forms write."""

from miteinander.foundation.audit.actions import save_record
from miteinander.foundation.interface.enums import Colour
from miteinander.programme.newspaper.distribution.actions import save_settings
from miteinander.programme.newspaper.enums import ConsentWay
from miteinander.programme.newspaper.models import DistributionSettings, PostalSubscriber, Section

from . import distribution, newspaper
from . import factories as make


def make_section() -> Section:
    n = make.number()
    values = {"slug": f"rubrik-{n}", "name": make.text(f"Rubrik {n}"), "colour": Colour.ROSE}
    return save_record(record=Section(), values=values)


def make_written_subscriber() -> PostalSubscriber:
    """Asked on paper, so the office wrote it down."""
    values = {
        "name": f"Familie Beispiel {make.number()}",
        "street": "Weg 1",
        "postal_code": "12345",
        "town": "Musterstadt",
        "consent_way": ConsentWay.PAPER,
    }
    return save_record(record=PostalSubscriber(), values=values)


def make_distribution_settings() -> DistributionSettings:
    return save_settings(values={})


FACTORIES = {
    "Borough": make.make_borough,
    "District": make.make_district,
    "Venue": make.make_venue,
    "Organisation": make.make_organisation,
    "Person": make.make_person,
    "Body": make.make_body,
    "Membership": make.make_membership,
    "Term": make.make_term,
    "WorkingGroup": make.make_working_group,
    "Concept": make.make_concept,
    "CrossCuttingTask": make.make_task,
    "FieldOfAction": make.make_field_of_action,
    "Goal": make.make_goal,
    "Measure": make.make_measure,
    "Activity": make.make_activity,
    "Format": make.make_format,
    "ChecklistTemplate": make.make_checklist,
    "SchoolHoliday": make.make_school_holiday,
    "Engagement": make.make_engagement,
    "EventReport": make.make_report,
    "Series": make.make_series,
    "Event": make.make_event,
    "Identity": make.make_identity,
    "FixedPage": make.get_fixed_page,
    "FixedPageText": make.make_fixed_page_text,
    "BarrierReport": make.make_barrier_report,
    "Section": make_section,
    "Edition": newspaper.make_edition,
    "Article": newspaper.make_article,
    "Outlet": distribution.make_outlet,
    "CarrierRound": distribution.make_round,
    "PostalSubscriber": make_written_subscriber,
    "DistributionSettings": make_distribution_settings,
}
