"""An event with guests and a door, and a phone at it."""

import json
import uuid
from typing import Any

from django.test import Client

from miteinander.foundation.values.clock import now
from miteinander.programme.participation import actions
from miteinander.programme.participation.models import Door, Guest, Registration

from .factories import make_event, make_format, make_plan, make_registration


class DoorWorld:
    def __init__(self, client: Client | None = None, **plan: Any) -> None:
        self.client = client or Client()
        self.event = make_event(format=make_format(), title="Frühstück", dates=["2035-06-06 15:00"])
        self.plan = make_plan(event=self.event, **({"seats": 50} | plan))
        self.door: Door = actions.save_door(event=self.event, label="Haupteingang")
        self.token = actions.issue_link(door=self.door)

    def party(self, **values: Any) -> Registration:
        return make_registration(plan=self.plan, **values)

    def guests(self, party: Registration) -> list[int]:
        return list(
            Guest.objects.filter(registration=party).order_by("position").values_list("pk", flat=True)
        )

    def phone(self, label: str = "Eingang links", token: str = "") -> "Phone":
        return Phone(self.client, token or self.token, label)


class Phone:
    """What the app on a phone does, without a browser."""

    def __init__(self, client: Client, token: str, label: str) -> None:
        self.client = client
        self.base = f"/tuer/{token}/"
        self.since = 0
        self.key = self.post("telefon/", {"label": label}).json().get("phone", "")

    def post(self, path: str, sent: Any) -> Any:
        body = sent if isinstance(sent, (str, bytes)) else json.dumps(sent)
        return self.client.post(self.base + path, body, content_type="application/json", headers=self.headers)

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Tuer-Telefon": getattr(self, "key", "")}

    def list(self) -> Any:
        return self.client.get(f"{self.base}liste/", headers=self.headers)

    def send(self, *entries: dict[str, Any], sent_at: int | None = None) -> Any:
        sent = {"since": self.since, "sent_at": sent_at or milliseconds(), "entries": list(entries)}
        return self.post("buch/", sent)


def milliseconds() -> int:
    return int(now().timestamp() * 1000)


def line(deed: str, **values: Any) -> dict[str, Any]:
    return {"uid": str(uuid.uuid4()), "deed": deed, "at": milliseconds()} | values
