# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""From an uploaded file to an accepted delivery, and every way out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from klammer.pipeline import deliveries
from klammer_web.accounts.enums import Role
from klammer_web.accounts.signatures import named
from klammer_web.catalogue.models import Upload
from tests.product.catalogue.small_instance import COUNTS, flat_file

pytestmark = pytest.mark.django_db


def upload(client, content: bytes, name="tabelle.csv"):
    return client.post(
        reverse("catalogue:upload_receive"), {"file": SimpleUploadedFile(name, content)}
    )


def newer(tmp_path, women=81_000):
    counts = COUNTS | {"16063": COUNTS["16063"] | {"2022": (women, 79_300)}}
    return flat_file(tmp_path / "neu.csv", counts=counts).read_bytes()


def stored(instance):
    return sorted(p.name for n in ("raw", "staged", "deliveries") for p in (instance / n).iterdir())


def test_official_file_is_read_at_once_and_waits(as_role, instance, tmp_path):
    client = as_role(Role.DATA_STEWARD)

    response = upload(client, newer(tmp_path))

    found = Upload.objects.get()
    assert response.url == reverse("catalogue:upload", args=[found.id])
    assert (found.state, found.reader) == ("staged", "genesis-ffcsv")
    assert len(deliveries.accepted(instance)) == 1


def test_review_says_what_changed_against_the_last_delivery(as_role, instance, tmp_path):
    client = as_role(Role.DATA_STEWARD)
    response = upload(client, newer(tmp_path))

    text = client.get(response.url).content.decode()

    assert (
        "<strong>2</strong> geändert, <strong>0</strong> neu, <strong>0</strong> entfallen" in text
    )
    assert "80.200" in text
    assert "81.000" in text
    assert "Noch ist nichts übernommen" in text


def test_accepted_upload_is_a_delivery_by_this_person(as_role, instance, tmp_path):
    client = as_role(Role.DATA_STEWARD)
    upload(client, newer(tmp_path))
    found = Upload.objects.get()

    response = client.post(reverse("catalogue:upload_accept", args=[found.id]), {"note": "geprüft"})

    delivery = deliveries.accepted(instance)[-1]
    assert response.url == reverse("catalogue:delivery", args=[delivery.id])
    assert (named(delivery.accepted_by), delivery.note) == ("Datenpflege", "geprüft")
    assert not (instance / "uploads" / str(found.id)).exists()
    assert client.get(response.url).status_code == 200


def test_discarded_upload_leaves_the_instance_as_it_was(as_role, instance, tmp_path):
    client = as_role(Role.DATA_STEWARD)
    before = stored(instance)
    upload(client, newer(tmp_path))
    found = Upload.objects.get()

    client.post(reverse("catalogue:upload_discard", args=[found.id]))

    assert stored(instance) == before
    assert client.get(reverse("catalogue:upload", args=[found.id])).status_code == 404
    again = client.post(reverse("catalogue:upload_accept", args=[found.id]))
    assert again.status_code == 400
    assert "Über diese Datei ist schon entschieden" in again.content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Die Datei ist leer"),
        (b"%PDF-1.7 nothing to see", "Diese Art von Datei"),
        (bytes(range(256)) * 20, "Diese Art von Datei"),
    ],
)
def test_file_that_is_no_table_is_refused_and_not_kept(as_role, instance, content, sentence):
    client = as_role(Role.DATA_STEWARD)
    before = stored(instance)

    response = upload(client, content, name="bericht.pdf")

    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert Upload.objects.count() == 0
    assert stored(instance) == before
    assert not list((instance / "uploads").glob("*")) if (instance / "uploads").exists() else True


def test_file_above_the_limit_is_refused(as_role, instance, settings, tmp_path):
    settings.UPLOAD_LIMIT = 1_000
    client = as_role(Role.DATA_STEWARD)

    response = upload(client, newer(tmp_path))

    assert response.status_code == 400
    assert "ist zu groß zum Hochladen" in response.content.decode()


def test_official_file_with_a_mistake_says_row_and_column(as_role, instance, tmp_path):
    client = as_role(Role.DATA_STEWARD)
    lines = newer(tmp_path).decode().splitlines()
    lines[5] = lines[5].replace(lines[5].split(";")[13], "viele")

    response = upload(client, "\n".join(lines).encode(), name="fehler.csv")
    text = client.get(response.url).content.decode()

    assert Upload.objects.get().state == "refused"
    assert "Zeile 6" in text
    assert "Eine Zahl ist nicht zu lesen." in text
    assert "Was jetzt" in text


def test_name_of_a_file_cannot_leave_its_folder(as_role, instance, tmp_path):
    client = as_role(Role.DATA_STEWARD)

    upload(client, newer(tmp_path), name="..\\..\\etc\\passwd.csv")

    assert Upload.objects.get().name == "passwd.csv"


@pytest.mark.parametrize("name", ["upload", "upload_accept", "upload_discard", "upload_read"])
def test_upload_of_another_workspace_does_not_exist(
    as_role, client, person, neighbour, instance, tmp_path, name
):
    upload(as_role(Role.DATA_STEWARD), newer(tmp_path))
    found = Upload.objects.get()
    client.force_login(person(Role.DATA_STEWARD, neighbour))

    address = reverse(f"catalogue:{name}", args=[found.id])
    response = client.get(address) if name == "upload" else client.post(address)

    assert response.status_code == 404
    assert Upload.objects.get().state == "staged"


def test_delivery_page_shows_origin_and_hands_out_the_bytes(client, instance):
    one = deliveries.accepted(instance)[0]

    text = client.get(reverse("catalogue:delivery", args=[one.id])).content.decode()
    raw = client.get(reverse("catalogue:delivery_raw", args=[one.id]))

    assert ">12411<" in text
    assert one.sha256 in text
    assert b"".join(raw.streaming_content) == (instance / "raw" / one.sha256).read_bytes()
    assert raw["Content-Disposition"] == 'attachment; filename="12411-02-01-4_flat.csv"'


@pytest.mark.parametrize("identity", ["gibt-es-nicht", "..", "%2e%2e"])
def test_unknown_delivery_is_404(client, instance, identity):
    assert client.get(f"/daten/lieferungen/{identity}/").status_code == 404
