"""Forms of the office as a browser sends them back."""

from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html


def url(model, name, *arguments):
    reverse("wagtailadmin_home")  # the first of all makes Wagtail know our records
    return reverse(model.snippet_viewset.get_url_name(name), args=arguments)


def form_of(desk, address):
    """What the browser would send back from the form at this address."""
    page = desk.get(address)
    assert page.status_code == 200, page
    data = querydict_from_html(page.content.decode(), form_id=_form_id(page.content.decode()))
    data.setdefault("body-count", "0")  # a stream of blocks is built by script; here it stays empty
    return data


def _form_id(html):
    for name in ("w-editor-form", "snippet-edit-form"):
        if f'id="{name}"' in html:
            return name
    raise AssertionError("no editor form on the page")


def sent(desk, address, data):
    answer = desk.post(address, data)
    assert answer.status_code == 302, _errors(answer)
    return answer


def _errors(answer):
    form = (answer.context or {}).get("form")
    formsets = getattr(form, "formsets", {})
    return form.errors if form is not None else answer, {k: v.errors for k, v in formsets.items()}
