# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bad input through the assistant: a German page with place, reason and remedy, nothing changed."""

import hashlib
import io
import re
import zipfile
from html import unescape

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from klammer_web.accounts.enums import Role
from klammer_web.catalogue.models import Upload
from tests.product.catalogue.test_assistant import sent

pytestmark = pytest.mark.django_db
HEAD = "AGS;Gemeinde;Fälle 2023\n"
GOOD = "16063003;Bad Salzungen;41\n16063076;Treffurt;9\n16063082;Vacha;8\n"


def book(*rows, merged=(), formula=""):
    """An XLSX of one sheet with these rows."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Daten")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for top, left, bottom, right, value in merged:
            sheet.merge_range(top, left, bottom, right, value)
        if formula:
            sheet.write_formula(formula, "=1/0", None, "#DIV/0!")
    return content.getvalue()


def bomb():
    """A small archive that unpacks to two hundred times its size and more."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("daten.csv", b"0" * 60_000_000)
    return content.getvalue()


KEYED = [["AGS", "Gemeinde", "Fälle 2023"], ["16063003", "Bad Salzungen", 41]]
PAGE = (
    "<html><body><p>Anmeldung abgelaufen</p><p>Bitte melden Sie sich erneut an.</p></body></html>"
)
# name → (file name, bytes, what the page must say; every one of them)
REFUSED = {
    "wrong encoding": (
        "kodierung.csv",
        (HEAD + GOOD).encode("cp1252") + b"16063004;Barchfeld\x81\x8d;3\n",
        ["Schriftzeichen", "kodierung.csv", "Zeile 5", "Was jetzt"],
    ),
    "empty file": ("leer.csv", b"\n\n", ["leer.csv", "Was jetzt"]),
    "zip bomb": ("bombe.zip", bomb(), ["entpackt sich", "bombe.zip", "Was jetzt"]),
    "html named xls": ("export.xls", PAGE.encode(), ["export.xls", "Was jetzt"]),
    "document": ("bericht.pdf", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n", ["bericht.pdf", "Was jetzt"]),
    "damaged workbook": ("kaputt.xlsx", book(*KEYED)[:-900], ["kaputt.xlsx", "Was jetzt"]),
}
# name → (file name, bytes, answers, what the page must say)
TRIED = {
    "duplicate keys": (
        "doppelt.csv",
        HEAD + GOOD + "16063003;Bad Salzungen;42\n",
        {},
        ["Ein Schlüssel kommt zweimal vor", "Zeile 5, Spalte 3", "Eine der Zeilen löschen"],
    ),
    "two notations": (
        "komma.csv",
        "AGS;Ausgaben 2023\n16063003;1.234,50\n16063076;1,234.50\n16063082;2,5\n",
        {},
        ["Zahlen einer Spalte sind auf zwei Arten geschrieben", "Zeile 3, Spalte 2", "einheitlich"],
    ),
    "thousands separators": (
        "tausender.csv",
        "AGS;Einwohner 2023\n16063003;20.100\n16063076;5.890\n",
        {"decimal": ""},
        ["„20.100“ lässt sich auf zwei Arten lesen", "Bitte sagen, wie die Zahlen geschrieben"],
    ),
    "text instead of numbers": (
        "text.csv",
        HEAD + GOOD.replace(";9\n", ";viele\n"),
        {},
        ["„viele“", "Zeile 3, Spalte 3", "Bitte sagen, was hier gemeint ist."],
    ),
    "merged figures": (
        "verbunden.xlsx",
        book(*KEYED, ["16063076", "Treffurt", ""], merged=[(1, 2, 2, 2, 41)]),
        {},
        ["Eine Zahl steht in verbundenen Zellen", "Blatt „Daten“, Zeile 2, Spalte C", "aufheben"],
    ),
    "figures without area": (
        "ohne_gebiet.csv",
        HEAD + GOOD + ";;17\n",
        {},
        ["In manchen Zeilen stehen Zahlen, aber kein Gebiet", "welches Gebiet gemeint ist"],
    ),
    "name of no area": (
        "name.csv",
        "Gemeinde;Fälle 2023\nBad Salzungen;41\nTrefurt;9\nVacha;8\n",
        {},
        ["„Trefurt“", "Zeile 3, Spalte 1", "Treffurt, Stadt (Wartburgkreis, 16063076)"],
    ),
}
# name → (file name, bytes, what the review must say): read, and flagged with the place
FLAGGED = {
    "byte order mark": ("bom.csv", ("\ufeff" + HEAD + GOOD).encode(), ["Kennung der Kodierung"]),
    "mixed line ends": (
        "zeilenenden.csv",
        (HEAD + GOOD).replace("\n", "\r\n", 2).encode(),
        ["Zeilenenden sind gemischt"],
    ),
    "windows encoding": ("windows.csv", (HEAD + GOOD).encode("cp1252"), ["3 Zahlen gelesen"]),
    "unknown key": (
        "unbekannt.csv",
        (HEAD + GOOD + "16063999;Nirgendwo;5\n").encode(),
        ["Unbekannter Gebietsschlüssel", "Zeile 5, Spalte 1", "Entscheidung nötig"],
    ),
    "outdated key": (
        "veraltet.csv",
        (HEAD + GOOD + "16063105;Eisenach;30\n16056000;Eisenach, Stadt;30\n").encode(),
        ["Gefunden: 16056000 Eisenach, Stadt", "16063105", "Zeile 6, Spalte 1", "Gebietsstand"],
    ),
    "total that does not add up": (
        "summe.csv",
        (HEAD + GOOD + ";Insgesamt;60\n").encode(),
        ["Die Summe der Teile ergibt nicht den Gesamtwert", "Zeile 5, Spalte 3", "58"],
    ),
    "error of a formula": (
        "formel.xlsx",
        book(*KEYED, ["16063076", "Treffurt", 9], formula="C2"),
        ["Fehlerwert des Tabellenprogramms", "Blatt „Daten“, Zeile 2, Spalte C"],
    ),
    "shifted header": (
        "verrutscht.csv",
        ("Landratsamt\n\n\n" + HEAD + GOOD).encode(),
        ["3 Zahlen gelesen"],
    ),
    "html table named xls": (
        "tabelle.xls",
        (
            b"<html><body><table><tr><td>AGS</td><td>Gemeinde</td><td>F&auml;lle 2023</td></tr>"
            b"<tr><td>16063003</td><td>Bad Salzungen</td><td>41</td></tr>"
            b"<tr><td>16063076</td><td>Treffurt</td><td>9</td></tr></table></body></html>"
        ),
        ["Die Endung des Dateinamens passt nicht zum Inhalt"],
    ),
}


def contents(instance):
    """The hash of every file of the instance that figures come from."""
    return {
        str(path.relative_to(instance.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for name in ("raw", "deliveries", "releases")
        for path in sorted((instance.folder / name).rglob("*"))
        if path.is_file()
    }


def text_of(response):
    """What a person reads on a page."""
    page = unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return " ".join(page.split())


def brought(client, name, content):
    """Upload a file; return the page the person lands on and the upload, if one was kept."""
    data = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile(name, data)
    response = client.post(reverse("catalogue:upload_receive"), {"file": file}, follow=True)
    return response, Upload.objects.first()


def read_as_proposed(client, found, **more):
    """Press "Einlesen und prüfen" with what the page proposes."""
    answers = {"publisher": "Amt", "title": "Fälle", "own": "own", "secrecy": "exact"}
    data = sent(client, found) | {"decimal": ""} | answers | more
    return client.post(reverse("catalogue:upload_read_table", args=[found.id]), data, follow=True)


@pytest.mark.parametrize("case", REFUSED)
def test_file_that_no_table_is_in_is_refused_in_german(as_role, instance, case):
    client, before = as_role(Role.DATA_STEWARD), contents(instance)
    name, content, said = REFUSED[case]

    response, _ = brought(client, name, content)

    text = text_of(response)
    assert [one for one in said if one not in text] == []
    assert contents(instance) == before


@pytest.mark.parametrize("case", TRIED)
def test_table_that_cannot_be_right_is_stopped_with_its_place(as_role, instance, case):
    client, before = as_role(Role.DATA_STEWARD), contents(instance)
    name, content, answers, said = TRIED[case]
    _, found = brought(client, name, content)

    response = read_as_proposed(client, found, **answers)

    text = text_of(response)
    found.refresh_from_db()
    assert [one for one in said if one not in text] == []
    assert found.state != "staged"
    assert contents(instance) == before


@pytest.mark.parametrize("case", FLAGGED)
def test_odd_table_is_read_and_says_what_is_odd(as_role, instance, case):
    client, before = as_role(Role.DATA_STEWARD), contents(instance)
    name, content, said = FLAGGED[case]
    _, found = brought(client, name, content)

    response = read_as_proposed(client, found)

    text = text_of(response)
    found.refresh_from_db()
    assert found.state == "staged"
    assert [one for one in said if one not in text] == []
    assert contents(instance) == before


def test_large_file_is_read_in_the_background(as_role, instance, monkeypatch):
    monkeypatch.setattr("klammer_web.catalogue.staging.AT_ONCE_UP_TO", 10)
    client = as_role(Role.DATA_STEWARD)
    _, found = brought(client, "gross.csv", HEAD + GOOD)

    response = read_as_proposed(client, found)

    found.refresh_from_db()
    work = response.context["work"]
    assert response.redirect_chain[0][0] == reverse("catalogue:work", args=[work.id])
    assert (work.name, work.state) == ("catalogue.stage_upload", "done")
    assert work.result == reverse("catalogue:upload", args=[found.id])
    assert found.state == "staged"
