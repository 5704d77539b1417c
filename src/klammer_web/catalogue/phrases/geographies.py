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
    "outside_germany": (
        "Die Flächen liegen nicht in Deutschland.",
        "Gefunden wurden {west} bis {east} Ost und {south} bis {north} Nord.",
        "Prüfen Sie das Koordinatensystem; vielleicht sind Länge und Breite vertauscht.",
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
    "corner_unreadable": (
        "Zeile {row}: „{found}“ ist keine Ecke.",
        "Eine Ecke sind zwei Zahlen: Ost- und Nordwert in Metern, oder Grad.",
        "Schreiben Sie eine Ecke je Zeile, zum Beispiel „592746 5648568“ oder „50,98123 10,32123“.",
    ),
    "corner_outside": (
        "Zeile {row}: „{found}“ liegt nicht in Deutschland.",
        "Gelesen werden Meter (UTM, Zone 32) und Grad.",
        "Prüfen Sie die beiden Zahlen; die Reihenfolge ist gleich.",
    ),
    "too_many_points": (
        "Die Linie hat zu viele Ecken.",
        "Von Hand gezeichnet werden höchstens 2.000; größere Grenzen stehen in einer Datei.",
        "Laden Sie die Grenzen als GeoJSON, GeoPackage oder Shapefile.",
    ),
    "draft_changed": (
        "Die Zeichnung wurde inzwischen an anderer Stelle geändert.",
        "Ein zweites Fenster oder eine zweite Person hat denselben Entwurf gespeichert.",
        "Sehen Sie den neuen Stand an und zeichnen Sie dort weiter.",
    ),
    "nothing_left": (
        "Von dem anderen Gebiet bliebe nichts übrig.",
        "Es liegt ganz in dem ersten.",
        "Verschieben Sie Ecken, oder entfernen Sie eines der beiden Gebiete.",
    ),
}
