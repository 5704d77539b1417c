# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""The German sentences themselves: error code → (what, why, what now).

{names} in braces are filled from the error's details.
"""

_AGAIN = "Die Datei noch einmal vom Herausgeber herunterladen und unverändert hochladen."
_MEND = "Die genannte Stelle in der Datei berichtigen und die Datei noch einmal hochladen."
_MAPPING = "Die Zuordnung der Spalten anpassen."
_LAYOUT = "Die Datei ist anders aufgebaut, als dieses Format es vorsieht."
_READER = "Ein anderes Format wählen oder die Datei als einfache Tabelle einlesen."

SENTENCES: dict[str, tuple[str, str, str]] = {
    # The file as a whole
    "empty_file": (
        "Die Datei ist leer.",
        "Erwartet wird eine Tabelle mit Kopfzeile und Zahlen.",
        _AGAIN,
    ),
    "no_file": ("Die Datei ist nicht da.", "", "Die Datei noch einmal auswählen."),
    "too_large": (
        "Die Datei ist zu groß für eine Tabelle.",
        "Sehr große Dateien enthalten meist etwas anderes oder viele leere Zellen.",
        "Die Tabelle auf die benötigten Zeilen kürzen oder auf dem Server laden lassen.",
    ),
    "upload_too_large": (
        "Die Datei „{name}“ ist zu groß zum Hochladen.",
        "Sie hat {size} MB, erlaubt sind {limit} MB.",
        "Die Verwaltung der Instanz kann sie auf dem Server mit „klammer load“ laden.",
    ),
    "unknown_kind": (
        "Diese Art von Datei lässt sich nicht als Tabelle lesen.",
        "Gelesen werden CSV, XLSX, XLS, ODS, HTML-Tabellen, Parquet und gepackte CSV-Dateien.",
        "Die Tabelle in einem dieser Formate speichern.",
    ),
    "damaged_archive": (
        "Die Datei ist beschädigt.",
        "Sie bricht ab oder passt nicht zu ihrer Prüfsumme.",
        _AGAIN,
    ),
    "truncated": (
        "Die Datei hört mittendrin auf.",
        "Der übliche Schluss der Tabelle fehlt.",
        _AGAIN,
    ),
    "zip_bomb": (
        "Die Datei entpackt sich zu etwas weit Größerem, als eine Tabelle braucht.",
        "Solche Dateien werden zum Schutz nicht geöffnet.",
        "Den Inhalt auf dem eigenen Rechner entpacken und nur die Tabelle hochladen.",
    ),
    "nested_archive": (
        "In der gepackten Datei steckt eine weitere gepackte Datei.",
        "Archive in Archiven werden nicht geöffnet.",
        "Die Tabelle auf dem eigenen Rechner entpacken und einzeln hochladen.",
    ),
    "archive_members": (
        "Die gepackte Datei enthält nicht genau eine Tabelle.",
        "Erwartet wird eine einzige CSV-Datei.",
        "Die Tabellen einzeln hochladen.",
    ),
    "several_files": (
        "Die gepackte Datei enthält mehrere Dateien.",
        "Es wird immer eine Tabelle auf einmal gelesen.",
        "Die Tabellen einzeln hochladen.",
    ),
    "encrypted": (
        "Die Datei ist mit einem Passwort geschützt.",
        "Ihr Inhalt lässt sich nicht lesen.",
        "Den Schutz entfernen und die Datei noch einmal hochladen.",
    ),
    "encoding": (
        "Die Schriftzeichen der Datei lassen sich nicht entziffern.",
        "Erwartet wird UTF-8 oder die Kodierung westeuropäischer Windows-Rechner.",
        "Die Datei im Tabellenprogramm als CSV UTF-8 speichern.",
    ),
    "line_ends": (
        "Die Zeilenenden der Datei sind durcheinander.",
        "Die Nummern der Zeilen wären dann nicht verlässlich.",
        _AGAIN,
    ),
    "lines": (
        "Zeilen der Datei sind leer oder gehen über mehrere Zeilen.",
        "Jede Beobachtung muss in einer eigenen Zeile stehen.",
        _AGAIN,
    ),
    "quotes": ("Ein Anführungszeichen wird nicht geschlossen.", "", _MEND),
    "csv": (
        "Die Zeilen lassen sich nicht in Spalten teilen.",
        "Vermutlich fehlt ein Anführungszeichen.",
        _MEND,
    ),
    "row_length": ("Eine Zeile hat mehr oder weniger Spalten als der Tabellenkopf.", "", _MEND),
    # Recognising and header
    "format_unknown": (
        "Das Format der Datei „{name}“ ist nicht bekannt.",
        "Die ersten Zeilen gleichen keinem der amtlichen Formate.",
        "Die Datei als einfache Tabelle einlesen und sagen, was in welcher Spalte steht.",
    ),
    "source_unknown": ("Dieses Format gibt es nicht.", "", _READER),
    "mapping_needed": (
        "Für eine einfache Tabelle fehlt die Zuordnung der Spalten.",
        "Die Tabelle selbst sagt nicht, was Gebiet, Zeitraum und Wert ist.",
        "Den Spalten ihre Bedeutung zuordnen.",
    ),
    "mapping": (
        "Die Zuordnung der Spalten ist unvollständig oder widerspricht sich.",
        "",
        _MAPPING,
    ),
    "header": ("Der Kopf der Tabelle ist nicht zu verstehen.", _LAYOUT, _READER),
    "header_shifted": (
        "Der Tabellenkopf steht nicht dort, wo er erwartet wird.",
        "Vermutlich sind Zeilen über der Tabelle hinzugekommen oder weggefallen.",
        "Die Zeile des Tabellenkopfs in der Zuordnung ändern.",
    ),
    "column_missing": (
        "Eine Spalte fehlt.",
        "Sie wurde umbenannt, verschoben oder gelöscht.",
        "Die Zuordnung ändern oder die Spalte in der Datei ergänzen.",
    ),
    "column_ambiguous": (
        "Eine Überschrift steht über mehreren Spalten.",
        "Welche gemeint ist, lässt sich nicht entscheiden.",
        "Die Spalten in der Datei verschieden benennen.",
    ),
    "columns_repeat": ("Zwei Spalten sind gleich überschrieben.", "", _MEND),
    "merged_figures": (
        "Eine Zahl steht in verbundenen Zellen.",
        "Ob sie für die erste oder für alle gilt, ist nicht zu erkennen.",
        "Die Verbindung aufheben und jede Zelle einzeln füllen.",
    ),
    "sheet_missing": ("Das Tabellenblatt ist nicht da.", "", "Das richtige Blatt auswählen."),
    "no_table": (
        "In der Datei steht keine Tabelle mit Zahlen.",
        "",
        "Prüfen, ob es die richtige Datei und das richtige Blatt ist.",
    ),
    "no_rows": ("Unter dem Tabellenkopf stehen keine Zahlen.", "", _MAPPING),
    "no_area": (
        "Keine Spalte nennt ein Gebiet.",
        "Erwartet wird ein amtlicher Schlüssel von Gemeinde, Kreis oder Land.",
        _READER,
    ),
    "no_period": ("Die Tabelle nennt keinen Zeitraum.", "", "Den Zeitraum beim Einlesen angeben."),
    "row_labels": ("Vor den Zahlen stehen mehr Spalten, als dieses Format hat.", _LAYOUT, _READER),
    "election_layout": ("Die Datei ist keine bekannte Wahltabelle.", _LAYOUT, _READER),
    "register_layout": ("Die Datei ist kein Auszug aus dem Gemeindeverzeichnis.", _LAYOUT, _READER),
    "workbook": ("Die Arbeitsmappe lässt sich nicht verstehen.", _LAYOUT, _READER),
    "html_span": (
        "Eine Zelle der Tabelle erstreckt sich über zu viele Spalten oder Zeilen.",
        "",
        _AGAIN,
    ),
    # Cells
    "not_a_number": (
        "In einer Spalte mit Zahlen steht Text.",
        "Erwartet wird eine Zahl oder eines der Zeichen – . … / x.",
        "Die Zelle berichtigen, oder das Zeichen in der Zuordnung erklären.",
    ),
    "number": (
        "Eine Zahl ist nicht zu lesen.",
        "Erwartet wird eine Zahl mit Dezimalkomma oder eines der Zeichen – . … / x.",
        _MEND,
    ),
    "cell": ("Eine Zelle ist nicht zu lesen.", "", _MEND),
    "decimal_sign": (
        "Zahlen sind auf verschiedene Weise geschrieben.",
        "Der Punkt kann Tausender oder Dezimalstellen trennen.",
        "Die Zahlen einheitlich schreiben.",
    ),
    "separator_ambiguous": (
        "Eine Zahl lässt sich auf zwei Arten lesen.",
        "Der Punkt oder das Komma kann Tausender oder Dezimalstellen trennen.",
        "Das Dezimalzeichen in der Zuordnung angeben.",
    ),
    "separator_conflict": (
        "Zahlen einer Spalte sind auf zwei Arten geschrieben.",
        "Beide zugleich können nicht stimmen.",
        "Die Spalte einheitlich schreiben.",
    ),
    "separator_in_text": ("Ein Trennzeichen steht mitten in einem Text.", "", _MEND),
    "formula_without_value": (
        "Eine Zelle enthält eine Formel ohne berechneten Wert.",
        "Die Datei wurde gespeichert, ohne dass gerechnet wurde.",
        "Die Datei im Tabellenprogramm öffnen, rechnen lassen und speichern.",
    ),
    "period": (
        "Ein Zeitraum ist nicht zu verstehen.",
        "Erwartet wird ein Jahr (2022), ein Tag (31.12.2022) oder ein Schuljahr (2021/22).",
        "Den Zeitraum berichtigen oder eine andere Spalte dafür wählen.",
    ),
    "area_key": (
        "Ein Gebietsschlüssel ist nicht zu verstehen.",
        "Erwartet wird ein amtlicher Schlüssel mit 2, 3, 5, 8, 9 oder 12 Ziffern.",
        "Den Schlüssel berichtigen oder eine andere Spalte für das Gebiet wählen.",
    ),
    "area_missing": ("In einer Zeile stehen Zahlen, aber kein Gebiet.", "", _MEND),
    "unknown_area": (
        "Ein Gebiet ist unbekannt.",
        "Der Schlüssel oder Name gehört zu keinem Gebiet dieses Gebietsstands.",
        "Schlüssel und Gebietsstand prüfen.",
    ),
    "key_repeats": (
        "Ein Schlüssel kommt zweimal vor.",
        "Zu jedem Gebiet, Zeitraum und Merkmal darf es nur eine Zahl geben.",
        "Eine der Zeilen löschen, oder die Spalte zuordnen, in der sie sich unterscheiden.",
    ),
    "code_unknown": (
        "Ein Wort in der Tabelle hat noch keine Bedeutung.",
        "Die Zuordnung kennt es nicht.",
        "Das Wort in der Zuordnung erklären.",
    ),
    "boundary_unknown": (
        "Diesen Gebietsstand gibt es hier nicht.",
        "",
        "Den Tag des Gebietsstands prüfen.",
    ),
    # Deliveries and releases
    "accepted_before": (
        "Diese Datei wurde schon übernommen.",
        "Es sind dieselben Bytes unter derselben Kennung.",
        "Es ist nichts zu tun; die wartende Fassung verwerfen.",
    ),
    "delivery_unknown": (
        "Diese Lieferung gibt es nicht.",
        "Sie wurde verworfen, oder jemand anderes hat sie schon übernommen.",
        "In der Liste der Lieferungen nachsehen.",
    ),
    "origin_unanswered": (
        "Es fehlt, woher die Zahlen kommen.",
        "Herausgeber oder die Antwort, ob die Zahlen schon veröffentlicht sind, fehlen.",
        "„Zuordnung ändern“ wählen und beides angeben.",
    ),
    "flags_undecided": (
        "Es gibt Fehler, über die jemand entscheiden muss.",
        "Ohne Begründung wird eine fehlerhafte Lieferung nicht übernommen.",
        "Verwerfen und eine berichtigte Datei anfordern, oder im Vermerk begründen.",
    ),
    "upload_decided": (
        "Über diese Datei ist schon entschieden.",
        "Sie ist {state}.",
        "In der Liste der Lieferungen nachsehen.",
    ),
    "work_running": (
        "Es läuft schon eine Arbeit: {title}.",
        "Zwei zugleich würden einander nur aufhalten.",
        "Warten, bis sie fertig ist.",
    ),
    "nothing_to_release": (
        "Es gibt noch nichts freizugeben.",
        "Keine übernommene Lieferung enthält die Merkmale einer Kennzahl.",
        "Zuerst eine Lieferung hochladen und übernehmen.",
    ),
    "destroyed_before": (
        "Diese Datei wurde vernichtet und wird nicht wieder gelesen.",
        "Als Grund ist angegeben: {reason}",
        "Eine Datei liefern, in der nichts steht, was nicht geliefert werden darf.",
    ),
    "destruction_asked": (
        "Dass diese Datei vernichtet wird, ist schon vorgeschlagen oder geschehen.",
        "Über jede Datei wird nur einmal entschieden.",
        "Auf der Seite der Lieferung nachsehen.",
    ),
    "destruction_decided": (
        "Darüber ist schon entschieden.",
        "Der Stand ist: {state}.",
        "Auf der Seite der Lieferung nachsehen.",
    ),
    "not_recomputable": (
        "Diese Freigabe ist nicht mehr nachrechenbar.",
        "Vernichtet wurde: {names}. Prüfsumme, Eintrag und die freigegebenen Zahlen bleiben.",
        "Eine neue Freigabe rechnet ohne diese Datei und lässt sich wieder nachrechnen.",
    ),
    "taken_back_before": (
        "Diese Lieferung wurde schon zurückgenommen.",
        "Als Grund ist angegeben: {reason}",
        "Es ist nichts zu tun.",
    ),
    "workspace_unknown": (
        "Diesen Mandanten gibt es nicht.",
        "Der Schlüssel in der Adresse ist keiner.",
        "Einem Verweis von einer Seite folgen.",
    ),
    "not_prepared": (
        "Diese Freigabe wurde noch nicht angesehen.",
        "Freigegeben wird nur, was vorher gerechnet und angesehen wurde.",
        "Bei den Freigaben „Rechnen und ansehen“ wählen und auf der nächsten Seite bestätigen.",
    ),
    "second_look_missing": (
        "Der zweite Blick fehlt.",
        "Öffentlich werden eigene Zahlen erst, wenn die Leitung genau diesen Stand bestätigt hat.",
        "Auf der Seite der vorbereiteten Freigabe um den zweiten Blick bitten.",
    ),
    "second_look_never": (
        "Diese Freigabe hat niemand ein zweites Mal angesehen.",
        "Eigene Zahlen sehen alle erst, wenn die Leitung sie bestätigt hat.",
        "Bei den Freigaben neu rechnen und um den zweiten Blick bitten.",
    ),
    "preparation_outdated": (
        "Seit der Vorschau hat sich etwas geändert.",
        "Lieferungen oder Kennzahlen sind andere als beim Ansehen; es würde etwas anderes gezeigt.",
        "Noch einmal rechnen und ansehen.",
    ),
    "reason_missing": (
        "Zum Zurückziehen oder Zurücknehmen fehlt der Grund.",
        "Alle, die die Zahlen benutzt haben, werden ihn lesen.",
        "In einem Satz sagen, was falsch war.",
    ),
    "release_withdrawn": (
        "Diese Freigabe wurde zurückgezogen.",
        "Sie kann nicht wieder gezeigt werden.",
        "Eine neue Freigabe anlegen.",
    ),
    "release_unknown": (
        "Diese Freigabe gibt es nicht.",
        "Die Adresse ist unvollständig oder stammt aus einer anderen Instanz.",
        "Einem Verweis von einer Zahl folgen.",
    ),
    "release_changed": (
        "Eine freigegebene Datei wurde verändert.",
        "Ihre Prüfsumme stimmt nicht mehr; deshalb wird sie nicht gezeigt.",
        "Die Verwaltung der Instanz verständigen: Der Bestand muss aus der Sicherung kommen.",
    ),
    "figure_unknown": (
        "Diese Zahl gibt es in dieser Freigabe nicht.",
        "Die Adresse ist unvollständig, oder für Gebiet und Jahr liegt nichts vor.",
        "Die Zahl im Atlas neu auswählen.",
    ),
    "instance_unknown": (
        "Hier ist noch keine Instanz eingerichtet.",
        "Der Ordner mit den Daten fehlt.",
        "Die Verwaltung der Instanz legt ihn mit „klammer serve --create“ an.",
    ),
    # Definitions
    "definition_unchanged": (
        "Es wurde nichts geändert.",
        "",
        "Etwas ändern oder die Seite verlassen.",
    ),
    "definition_conflict": (
        "Jemand anderes hat diese Kennzahl inzwischen geändert.",
        "Ihre Fassung beruht auf der älteren. Verloren ist nichts: Ihre Eingaben stehen noch hier.",
        "Die Kennzahl in einem neuen Fenster öffnen und die Änderungen zusammenführen.",
    ),
    "definition_exists": (
        "Den Kurznamen „{name}“ gibt es schon.",
        "",
        "Einen anderen Kurznamen wählen oder die vorhandene Kennzahl ändern.",
    ),
}
