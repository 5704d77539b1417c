# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Creating, verifying and withdrawing releases in the browser's words."""

import pytest
from django.test import override_settings
from django.urls import reverse

from klammer.pipeline import deliveries, releases
from klammer_web.accounts.enums import Role
from klammer_web.accounts.models import Membership
from klammer_web.catalogue import jobs
from klammer_web.catalogue.models import Recalculation
from klammer_web.operation.models import Job as Work
from klammer_web.operation.queue import working
from tests.product.catalogue.releasing import confirm, looked_at, prepared, release
from tests.product.catalogue.small_instance import AT, COUNTS, flat_file

pytestmark = pytest.mark.django_db


COUNTY = "16063"


def shown(instance):
    """The public release that the county sees."""
    return instance.current_release("public", COUNTY)


def second_delivery(instance, tmp_path):
    counts = COUNTS | {"16063": COUNTS["16063"] | {"2022": (81_000, 79_300)}}
    path = flat_file(tmp_path / "neu.csv", counts=counts)
    staged = deliveries.stage(instance, path, at=AT, workspace=COUNTY)
    return deliveries.accept(instance, staged.id, by="Datenpflege", at=AT, note="Test")


def test_new_release_shows_the_new_figure_and_old_links_keep_the_old_one(
    as_role, instance, tmp_path
):
    old = instance.current_release("public").root
    second_delivery(instance, tmp_path)
    client = as_role(Role.COORDINATOR)

    listed = client.get(reverse("catalogue:releases")).content.decode()
    release(client)

    assert "Neu übernommen" in listed
    work = Work.objects.get(name=jobs.CREATE)
    new = shown(instance).root
    assert new != old
    assert instance.current_release("public").root == old
    assert (work.state, work.result) == ("done", reverse("catalogue:release", args=[new[:12]]))
    text = client.get(
        reverse("catalogue:trace"), {"wert": f"{old[:12]}/frauenanteil/2022-12-31/16063/2022"}
    ).content.decode()
    assert "80.200 ÷ 159.500 × 100" in text
    assert "In der aktuellen Freigabe steht hier: 50,5" in text


def test_release_is_counted_before_it_is_confirmed(as_role, instance, tmp_path):
    client = as_role(Role.COORDINATOR)
    old = instance.current_release("public").root
    second_delivery(instance, tmp_path)

    client.post(reverse("catalogue:release_prepare"), {"audience": "public"})
    response = client.get(Work.objects.get().result)

    summary = response.context["summary"]
    rows = instance.current_release("public").manifest["tables"]["frauenanteil"]["rows"]
    assert (summary.indicators, summary.new, summary.protected) == (1, rows, 0)
    assert [one["title"] for one in summary.changed] == ["Frauenanteil"]
    assert "Noch ist nichts freigegeben" in response.content.decode()
    assert instance.current_release("public").root == old
    assert len(releases.listed(instance)) == 1


def test_preparation_says_that_nothing_would_change(as_role, instance):
    client = as_role(Role.COORDINATOR)

    client.post(reverse("catalogue:release_prepare"), {"audience": "public"})

    text = client.get(Work.objects.get().result).content.decode()
    assert "Es würde sich nichts ändern" in text


def test_preparation_of_another_workspace_does_not_exist(
    as_role, client, person, neighbour, instance
):
    as_role(Role.COORDINATOR).post(reverse("catalogue:release_prepare"), {"audience": "public"})
    address = Work.objects.get().result
    client.force_login(person(Role.COORDINATOR, neighbour))

    assert client.get(address).status_code == 404


def test_release_without_news_says_so(as_role, instance):
    text = as_role(Role.COORDINATOR).get(reverse("catalogue:releases")).content.decode()

    assert "Seit der letzten Freigabe hat sich nichts geändert." in text


def test_verification_computes_the_same_root(as_role, instance):
    client = as_role(Role.COORDINATOR)
    root = instance.current_release("public").root[:12]

    client.post(reverse("catalogue:release_verify", args=[root]))

    work = Work.objects.get()
    text = client.get(work.result).content.decode()
    assert work.result == reverse("catalogue:release", args=[root])
    assert Recalculation.objects.get().agrees
    assert f"von {Role.COORDINATOR.label}: <strong>stimmt</strong>" in text
    client.logout()
    text = client.get(work.result).content.decode()
    assert "<strong>stimmt</strong>" in text
    assert f"von {Role.COORDINATOR.label}" not in text


@pytest.mark.parametrize("typed", ["stimmt", "weicht-ab"])
def test_outcome_of_a_verification_cannot_be_typed(client, instance, typed):
    root = instance.current_release("public").root[:12]

    text = client.get(
        reverse("catalogue:release", args=[root]), {"nachrechnung": typed}
    ).content.decode()

    assert "Noch nicht nachgerechnet." in text
    assert "ergibt sich" not in text


def test_verification_notices_changed_bytes(as_role, instance):
    client = as_role(Role.COORDINATOR)
    release = instance.current_release("public")
    raw = instance / "raw" / release.manifest["deliveries"][0]["sha256"]
    raw.write_text(raw.read_text(encoding="utf-8").replace("80200", "80201"), encoding="utf-8")

    client.post(reverse("catalogue:release_verify", args=[release.root[:12]]))

    found = Recalculation.objects.get()
    assert not found.agrees
    assert "<strong>weicht ab</strong>" in client.get(Work.objects.get().result).content.decode()


def test_withdrawn_release_says_so_on_every_page_that_shows_it(as_central, client, instance):
    root = instance.current_release("public").root[:12]
    as_central().post(
        reverse("catalogue:release_withdraw", args=[root]), {"reason": "Falsche Tabelle geladen."}
    )
    client.logout()

    for address in (
        reverse("catalogue:overview"),
        reverse("catalogue:indicator", args=["frauenanteil"]),
        f"{reverse('catalogue:trace')}?wert={root}/frauenanteil/2022-12-31/16063/2022",
    ):
        text = client.get(address).content.decode()
        assert "zurückgezogen" in text
        assert "Falsche Tabelle geladen." in text


def test_after_a_withdrawal_an_older_release_can_be_shown_again(as_role, instance, tmp_path):
    client = as_role(Role.COORDINATOR)
    release(client)
    old = shown(instance).root
    second_delivery(instance, tmp_path)
    release(client)
    new = shown(instance).root[:12]

    address = client.post(
        reverse("catalogue:release_withdraw", args=[new]), {"reason": "Falsch."}
    ).url
    advice = client.get(address).content.decode()
    listed = client.get(reverse("catalogue:releases")).content.decode()
    client.post(reverse("catalogue:release_show", args=[old[:12]]))

    assert "Was jetzt zu tun ist" in advice
    assert advice.count("Wieder zeigen") == 1
    assert "ist zurückgezogen" in listed
    assert shown(instance).root == old
    assert "Was jetzt zu tun ist" not in client.get(address).content.decode()


def test_withdrawn_release_is_not_shown_again(as_central, instance):
    client = as_central()
    root = instance.current_release("public").root[:12]
    client.post(reverse("catalogue:release_withdraw", args=[root]), {"reason": "Falsch."})

    response = client.post(reverse("catalogue:release_show", args=[root]))

    assert response.status_code == 400
    assert "Sie kann nicht wieder gezeigt werden." in response.content.decode()


def test_only_data_people_choose_the_release_shown(client, instance):
    before = (instance / "current.json").read_text(encoding="utf-8")
    root = instance.current_release("public").root[:12]

    response = client.post(reverse("catalogue:release_show", args=[root]))

    assert response.status_code in {302, 403}
    assert (instance / "current.json").read_text(encoding="utf-8") == before


def test_withdrawal_without_a_reason_is_refused(as_central, instance):
    client = as_central()
    root = instance.current_release("public").root[:12]

    response = client.post(reverse("catalogue:release_withdraw", args=[root]), {"reason": "  "})

    assert response.status_code == 400
    assert "Zum Zurückziehen oder Zurücknehmen fehlt der Grund." in response.content.decode()
    assert instance.current_release("public").withdrawn is None


def some_work(workspace, **more):
    return Work.objects.create(
        name=jobs.CREATE, key=more.pop("key", "a"), workspace_id=workspace.pk, **more
    )


def test_second_work_waits_for_the_first(as_role, instance, county):
    client = as_role(Role.DATA_STEWARD)
    waiting = looked_at(client, prepared(client))
    some_work(county, title="Freigabe für: Öffentlichkeit")

    response = confirm(client, waiting)

    assert response.status_code == 400
    assert "Es läuft schon eine Arbeit: Freigabe für: Öffentlichkeit." in response.content.decode()


def test_work_that_nobody_does_says_so(as_role, instance, county):
    client = as_role(Role.DATA_STEWARD)
    waiting = some_work(county, title="Freigabe")

    with override_settings(WORK_INLINE=False):
        text = client.get(reverse("catalogue:work", args=[waiting.pk])).content.decode()

    assert "Zurzeit erledigt niemand Hintergrundarbeiten" in text


def test_work_can_be_stopped_by_whom_may_release(as_role, instance, county):
    client = as_role(Role.COORDINATOR)
    waiting = some_work(county, title="Freigabe")
    page = reverse("catalogue:work", args=[waiting.pk])

    client.post(reverse("catalogue:work_stop", args=[waiting.pk]))

    waiting.refresh_from_db()
    assert waiting.state == "cancelled"
    assert "Die Arbeit wurde abgebrochen" in client.get(page).content.decode()


def test_work_of_another_kind_has_no_page_here(as_role, instance, county):
    other = Work.objects.create(name="operation.tidy", key="t", workspace_id=county.pk)

    response = as_role(Role.COORDINATOR).get(reverse("catalogue:work", args=[other.pk]))

    assert response.status_code == 404


@pytest.mark.django_db(transaction=True)
def test_work_in_the_background_is_found_again_when_done(as_role, instance, settings):
    settings.WORK_INLINE = False
    client = as_role(Role.DATA_STEWARD)

    address = release(client, audience="partners").url
    before = client.get(address).content.decode()
    working.drain()

    work = Work.objects.get(name=jobs.CREATE)
    assert "<progress" in before
    assert (work.state, work.refusal) == ("done", None)
    assert instance.current_release("partners", COUNTY).root[:12] in work.result
    assert work.result in client.get(address).content.decode()


def test_work_of_a_person_who_lost_the_role_is_refused(as_role, instance, settings):
    settings.WORK_INLINE = False
    client = as_role(Role.COORDINATOR)
    release(client)
    Membership.objects.all().delete()

    working.drain()

    assert Work.objects.get(name=jobs.CREATE).state == "failed"
    assert instance.pointed("public", COUNTY) is None


def test_error_in_the_background_is_told_without_its_text(as_role, instance, monkeypatch):
    client = as_role(Role.DATA_STEWARD)

    def broken(*_, **__):
        raise RuntimeError("geheimer Wert 17")

    monkeypatch.setattr("klammer.pipeline.releases.create", broken)
    address = release(client).url
    text = client.get(address).content.decode()

    assert "Bei der Arbeit ist ein Fehler aufgetreten." in text
    assert "17" not in str(Work.objects.get(name=jobs.CREATE).refusal)
    assert "geheimer" not in text


def test_work_of_another_workspace_does_not_exist(client, person, county, neighbour, instance):
    work = some_work(county, title="Freigabe")
    client.force_login(person(Role.COORDINATOR, neighbour))

    assert client.get(reverse("catalogue:work", args=[work.id])).status_code == 404


def test_release_page_lists_deliveries_and_tables_with_hashes(client, instance):
    release = releases.listed(instance)[0]

    text = client.get(reverse("catalogue:release", args=[release.root[:12]])).content.decode()

    assert release.root in text
    assert release.manifest["tables"]["frauenanteil"]["hash"][:16] in text
    assert "Datenpflege" not in text  # who made it is not for the public
