"""One record of each kind that has a joined page, all hanging together."""

from miteinander.programme.events.enums import EventState
from tests.support.factories import (
    make_activity,
    make_concept,
    make_district,
    make_event,
    make_goal,
    make_identity,
    make_measure,
    make_membership,
    make_organisation,
    make_person,
    make_task,
    make_term,
    make_venue,
    make_working_group,
)

SOON, LONG_AGO = "2099-05-02 10:30", "2001-05-05 10:30"


class World:
    """One record of each kind, all hanging together."""

    def __init__(self) -> None:
        make_identity()
        concept = make_concept(title={"de": "Konzept Vielfalt", "ar": "مفهوم التنوع"})
        self.district = make_district(
            slug="hafen", name="Hafen", synonyms=["Alt-Hafen"], map_column=1, map_row=0
        )
        make_district(slug="berg", name="Berg", map_column=0, map_row=0)
        self.venue = make_venue(
            slug="saal",
            name={"de": "Saal am Hafen", "ar": "قاعة الميناء"},
            district=self.district,
            street="Kaistraße 1",
            step_free="yes",
            stop="Hafenbrücke",
        )
        self.organisation = make_organisation(
            slug="chor",
            name="Chor Beispiel",
            kinds=["association"],
            district=self.district,
            languages=["de", "ar"],
            about={"de": "Wir singen.", "ar": "نحن نغني."},
            telephone="+492141234567",
            venues=[self.venue],
        )
        self.funder = make_organisation(slug="stiftung", name="Stiftung Beispiel", kinds=["funder"])
        term = make_term()
        person = make_person(name="Beispielperson")
        lead = make_membership(
            term=term, title={"de": "Vorsitz", "ar": "الرئاسة"}, person=person, languages=["tr"]
        )
        self.group = make_working_group(
            slug="begegnung",
            body=term.body,
            name={"de": "Begegnung", "ar": "اللقاء"},
            about="Wir bringen Menschen zusammen.",
            lead=lead,
            members=[lead, make_membership(term=term, title="Mitglied aus der Liste")],
        )
        self.task = make_task(
            slug="aufgabe", concept=concept, number=3, name={"de": "Begegnen", "ar": "التلاقي"}
        )
        make_measure(task=self.task, title="Räume öffnen", state="done")
        self.side_task = make_task(slug="nebenaufgabe", concept=concept, number=4, name="", colour="sun")
        self.activity = make_activity(
            slug="fruehstueck",
            title={"de": "Offenes Frühstück", "ar": "فطور مفتوح"},
            summary="Essen und reden.",
            description="Jeden ersten Sonntag.\n\nAlle sind willkommen.",
            audiences=["everyone"],
            main_task=self.task,
            tasks=[self.side_task],
            goals=[make_goal(concept=concept, name="Kontakte knüpfen")],
            working_group=self.group,
            supporters=[self.organisation, self.funder],
        )
        self.event("kommt", SOON, title={"de": "Frühstück im Mai", "ar": "فطور في أيار"})
        self.event("war", LONG_AGO, title="Erstes Frühstück")
        for state in (EventState.DRAFT, EventState.PLANNED):
            self.event(f"geheim-{state}", SOON, title="Noch geheim", state=state)
            self.event(f"geheim-war-{state}", LONG_AGO, title="Noch geheim", state=state)

    def event(self, slug: str, day: str, **values: object) -> None:
        make_event(
            slug=slug,
            dates=[day],
            venues=[self.venue],
            activity=self.activity,
            organisations=[(self.organisation, "organiser")],
            **values,  # type: ignore[arg-type]
        )


def grow(world: World) -> None:
    """Two more of everything that can be more than one."""
    for n in range(2):
        venue = make_venue(district=world.district)
        organisation = make_organisation(kinds=["association"], district=world.district, venues=[world.venue])
        world.organisation.venues.add(venue)
        make_working_group(body=world.group.body, lead=world.group.lead)
        world.group.members.add(make_membership(term=world.group.lead.term, person=make_person()))
        make_measure(task=world.task)
        world.activity.goals.add(make_goal(number=9 + n, concept=world.task.concept))
        world.activity.supporters.add(organisation)
        more = make_activity(main_task=world.task, working_group=world.group, supporters=[world.organisation])
        for day in (SOON, LONG_AGO):
            make_event(
                dates=[day],
                venues=[world.venue, venue],
                activity=more,
                organisations=[(world.organisation, "organiser"), (organisation, "partner")],
                languages=["de", "tr"],
            )
            world.event(f"{n}-{day[:4]}", day)
        make_district(map_column=2 + n, map_row=0)
