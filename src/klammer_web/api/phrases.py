# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""German sentences: of the acts, and of what the interface refuses."""

from dataclasses import dataclass

KINDS = {"api.token": "Zugangsschlüssel"}
VERBS = {
    "api.made_token": "hat den Zugangsschlüssel {title} angelegt",
    "api.revoked_token": "hat den Zugangsschlüssel {title} zurückgezogen",
}
FIELDS = {"name": "Wofür", "expires": "gilt bis", "scope": "darf", "beginning": "beginnt mit"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a code means: the title of the problem, and what to do about it."""

    status: int
    title: str
    remedy: str


# Every code the interface itself answers with; those of the library have their own sentences.
PROBLEMS = {
    "parameter_invalid": Sentence(
        400, "Eine Angabe ist nicht verständlich",
        "Unter „errors“ steht, welche Angabe gemeint ist und was erwartet wird.",
    ),
    "parameter_unknown": Sentence(
        400, "Diese Angabe gibt es hier nicht",
        "Vielleicht ein Tippfehler: Die Beschreibung nennt alle Angaben dieser Adresse.",
    ),
    "too_many_figures": Sentence(
        400, "Das sind zu viele Zahlen auf einmal",
        "Grenzen Sie auf ein Jahr (period) oder auf einzelne Gebiete (area) ein.",
    ),
    "request_invalid": Sentence(
        400, "Diese Anfrage ist nicht verständlich", "Prüfen Sie Adresse und Kopfzeilen.",
    ),
    "token_invalid": Sentence(
        401, "Dieser Zugangsschlüssel gilt nicht",
        "Er ist falsch abgeschrieben, abgelaufen oder zurückgezogen. Neue Schlüssel gibt es unter "
        "„Mein Konto“.",
    ),
    "seat_gone": Sentence(
        401, "Hinter diesem Zugangsschlüssel steht keine Rolle mehr",
        "Die Person hat im Mandanten keine Rolle mehr. Legen Sie mit einem Konto, das eine hat, "
        "einen neuen Schlüssel an.",
    ),
    "token_needed": Sentence(
        401, "Dafür braucht es einen Zugangsschlüssel",
        "Legen Sie unter „Mein Konto“ einen an, und senden Sie ihn als „Authorization: Bearer …“.",
    ),
    "not_allowed": Sentence(
        403, "Dafür fehlt die Berechtigung",
        "Fragen Sie die Datenpflege oder die Verwaltung Ihres Mandanten.",
    ),
    "nothing_there": Sentence(
        404, "Unter dieser Adresse ist nichts zu finden",
        "Vielleicht ist die Adresse unvollständig; die Beschreibung nennt alle Adressen.",
    ),
    "indicator_unknown": Sentence(
        404, "Diese Kennzahl gibt es nicht", "/api/v1/indicators nennt alle Kennzahlen.",
    ),
    "no_figures": Sentence(
        404, "Dazu enthält die Freigabe keine Zahlen",
        "/api/v1/indicators/… nennt unter „coverage“ Ebenen, Gebietsstände und Jahre, für die es "
        "Zahlen gibt.",
    ),
    "comparator_unknown": Sentence(
        404, "Damit lässt sich hier nicht vergleichen",
        "Verglichen wird mit einem Gebiet, in dem der ganze Ausschnitt (within) liegt.",
    ),
    "area_unknown": Sentence(
        404, "Dieses Gebiet gibt es zu diesem Gebietsstand nicht",
        "/api/v1/areas nennt alle Gebiete einer Ebene zu einem Gebietsstand.",
    ),
    "no_geometry": Sentence(
        404, "Für diesen Gebietsstand liegen keine Grenzen vor",
        "/api/v1/levels nennt die Gebietsstände, zu denen es Grenzen gibt.",
    ),
    "no_release": Sentence(
        404, "Noch ist nichts freigegeben",
        "Zahlen erscheinen hier, sobald eine Lieferung angenommen und freigegeben ist.",
    ),
    "method_unknown": Sentence(
        405, "Diese Schnittstelle kann nur lesen", "Verwenden Sie GET oder HEAD.",
    ),
    "release_withdrawn": Sentence(
        410, "Diese Freigabe wurde zurückgezogen",
        "/api/v1/releases nennt, welche Freigabe jetzt gezeigt wird.",
    ),
    "too_large": Sentence(
        413, "Diese Anfrage ist zu groß", "Diese Schnittstelle erwartet keinen Inhalt.",
    ),
    "too_often": Sentence(
        429, "Bitte einen Augenblick warten",
        "Nach der Zeit in „Retry-After“ (Sekunden) geht es weiter.",
    ),
    "broken": Sentence(
        500, "Da ist etwas schiefgegangen",
        "Es wurde nichts verändert. Nennen Sie der Verwaltung der Instanz die Nummer in "
        "„X-Request-Number“.",
    ),
}  # fmt: skip
