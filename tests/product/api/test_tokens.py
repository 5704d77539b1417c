# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Access keys: shown once, kept as a hash, one's own alone, told in the trail."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from klammer_web.accountability.models import AuditContent, AuditEntry
from klammer_web.accounts.enums import Role
from klammer_web.accounts.queries import seat_in
from klammer_web.api import rules
from klammer_web.api.actions import make_token
from klammer_web.api.models import ApiToken
from tests.product.api.conftest import Program

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_ROLES = frozenset()


@pytest.fixture
def coordinator(client, person, county):
    user = person(Role.COORDINATOR, county)
    client.force_login(user)
    return user


def made(client) -> str:
    page = client.post(reverse("api:tokens"), {"name": "Monatsbericht", "days": "30"})
    assert page["Cache-Control"].count("no-store")
    return re.search(r'value="(klm_[^"]+)"', page.content.decode()).group(1)


def test_a_key_is_shown_once_and_kept_as_a_hash(client, coordinator):
    word = made(client)
    held = ApiToken.objects.get()
    again = client.get(reverse("api:tokens")).content.decode()

    assert word not in again
    assert "Monatsbericht" in again
    assert word not in str(ApiToken.objects.values())
    assert len(word) > 40
    assert held.expires_at - held.made_at == timedelta(days=30)
    assert Program(word).read("me")["workspace"] == "16063"


def test_the_trail_tells_of_keys_but_never_the_word(client, coordinator):
    word = made(client)
    client.post(reverse("api:token_revoke", args=[ApiToken.objects.get().pk]))
    verbs = AuditEntry.objects.filter(kind="api.token").values_list("verb", flat=True)
    texts = " ".join(AuditContent.objects.values_list("text", flat=True))

    assert list(verbs.order_by("sequence")) == ["api.made_token", "api.revoked_token"]
    assert word not in texts
    assert ApiToken.objects.get().token_hash not in texts
    assert Program(word).ask("me").status_code == 401


def test_keys_of_others_are_not_there(client, coordinator, person, county, key_of):
    key_of(Role.HEAD, county)
    other = ApiToken.objects.get()
    answer = client.post(reverse("api:token_revoke", args=[other.pk]))

    other.refresh_from_db()
    assert answer.status_code == 404
    assert other.revoked_at is None


def test_the_last_use_is_written_once_a_day(client, coordinator, django_assert_max_num_queries):
    program = Program(made(client))
    program.read("me")
    assert ApiToken.objects.get().last_used_on == timezone.localdate()

    with django_assert_max_num_queries(2):
        program.read("me")


def test_nobody_has_keys_without_end(coordinator, county):
    seat = seat_in(coordinator, day=timezone.localdate(), workspace_id=county.id)
    for number in range(rules.MOST_TOKENS):
        make_token(seat=seat, name=str(number), days=1, at=timezone.now())

    with pytest.raises(ValidationError, match="Ziehen Sie zuerst einen zurück"):
        make_token(seat=seat, name="zu viel", days=1, at=timezone.now())


@pytest.mark.parametrize("given", [{}, {"name": "x", "days": "9999"}, {"name": "", "days": "30"}])
def test_incomplete_forms_make_no_key(given, client, coordinator):
    answer = client.post(reverse("api:tokens"), given)

    assert answer.status_code == 400
    assert not ApiToken.objects.exists()
