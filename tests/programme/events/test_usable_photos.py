"""What of an event's pictures may be used: the same rule as everywhere else."""

from datetime import timedelta

import pytest
from wagtail.images.tests.utils import get_test_image_file

from miteinander.foundation.media.consents import withdraw_image
from miteinander.foundation.media.enums import ConsentBasis
from miteinander.foundation.media.models import CouncilImage
from miteinander.foundation.values.clock import today
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def test_usable_photos_are_those_that_may_be_published(count_queries):
    cleared = next(basis for basis in ConsentBasis.values if basis != ConsentBasis.UNCLEAR)
    yesterday, day = today() - timedelta(days=1), today()
    images = {
        name: CouncilImage.objects.create(title=name, file=get_test_image_file(), **values)
        for name, values in {
            "offen": {},
            "frei": {"consent_basis": cleared},
            "bis heute": {"consent_basis": cleared, "consent_until": day},
            "abgelaufen": {"consent_basis": cleared, "consent_until": yesterday},
            "zurück": {"consent_basis": cleared},
        }.items()
    }
    withdraw_image(image=images["zurück"])
    report = make.make_report()
    report.photos = [report.photos.model(image=image) for image in images.values()]
    report.save()
    with count_queries() as queries:
        found = type(report).objects.get(pk=report.pk).usable_photos()
    assert [photo.image.title for photo in found] == ["frei", "bis heute"]
    assert len(queries) == 2
    publishable = CouncilImage.objects.publishable(day).values_list("title", flat=True)
    assert sorted(publishable) == sorted(photo.image.title for photo in found)
