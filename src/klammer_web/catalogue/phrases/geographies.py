# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was refused about own geographies and their files: what, why, what now."""

GEOGRAPHIES: dict[str, tuple[str, str, str]] = {
    "no_areas": (
        "In der Datei steht keine Liste von Gebieten.",
        "Gesucht wird eine Überschrift mit Zeilen darunter, oder eine Ebene mit Flächen.",
        "Prüfen Sie, ob es die richtige Datei ist.",
    ),
    "too_many_areas": (
        "Das sind zu viele Gebiete.",
        "Gefunden wurden {count}, höchstens {most} sind möglich.",
        "Fassen Sie Gebiete zusammen oder teilen Sie die Einteilung.",
    ),
    "not_geojson": (
        "Die Datei ließ sich nicht als GeoJSON lesen.",
        "Erwartet wird eine Sammlung von Gebieten (FeatureCollection).",
        "Speichern Sie die Ebene noch einmal als GeoJSON.",
    ),
    "crs_unknown": (
        "Das Koordinatensystem der Datei wird nicht gelesen.",
        "Gelesen werden EPSG:25832, EPSG:25833 und EPSG:4326.",
        "Speichern Sie die Ebene in EPSG:25832 (ETRS89, UTM 32).",
    ),
    "several_layers": (
        "Die Datei enthält nicht genau eine Ebene mit Flächen.",
        "Gefunden: {layers}.",
        "Speichern Sie die Ebene mit den Gebieten in eine eigene Datei.",
    ),
    "coordinates": (
        "Die Koordinaten eines Gebiets sind nicht lesbar.",
        "Eine Fläche braucht Ringe aus mindestens vier Punkten.",
        "Berichtigen Sie die Fläche im Kartenprogramm und speichern Sie sie neu.",
    ),
    "geography_in_use": (
        "Zu diesen Gebieten gibt es schon Zahlen.",
        "Sie lassen sich nicht entfernen, solange eine Lieferung von ihnen spricht.",
        "Behalten Sie die Schlüssel, oder legen Sie eine Fassung ab einem späteren Tag an.",
    ),
    "geography_stopped": (
        "So lässt sich die Einteilung nicht speichern.",
        "Namen oder Grenzen widersprechen sich.",
        "Sehen Sie nach, was auf der Seite dazu steht.",
    ),
    "geography_unknown": (
        "Diese Einteilung gibt es nicht mehr.",
        "Sie wurde gelöscht oder gehört einem anderen Arbeitsbereich.",
        "Wählen Sie eine andere.",
    ),
}
