# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who published what, under which licence: the words that stand under every figure."""

import hashlib
from pathlib import Path

from klammer.sources.contract import Origin

DL_DE = "dl-de/by-2-0"
REGIONAL = "Statistische Ämter des Bundes und der Länder"


def sha256_of(path: Path) -> str:
    """Hash of a file's bytes as they lie there."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def regional(title: str, *, table: str, retrieved: str, publisher: str = REGIONAL) -> Origin:
    """Origin of a table of the regional statistics database."""
    return Origin(
        publisher=publisher,
        title=title,
        table=table,
        licence=DL_DE,
        retrieved=retrieved,
        url="https://www.regionalstatistik.de/",
        attribution=f"© {publisher}, Tabelle {table}, {DL_DE}",
    )


def inkar(title: str) -> Origin:
    """Origin of an INKAR domain: assembled as Parquet by others, published by the BBSR."""
    return Origin(
        publisher="Bundesinstitut für Bau-, Stadt- und Raumforschung (BBSR)",
        title=f"INKAR, Ausgabe 2024: {title}",
        table="INKAR 2024",
        licence=DL_DE,
        retrieved="2024",
        url="https://www.inkar.de/",
        attribution="Laufende Raumbeobachtung des BBSR – INKAR, Ausgabe 2024, "
        f"© BBSR Bonn, {DL_DE}; als Parquet zusammengestellt (RegioHub/inkr)",
        assembled=True,
    )
