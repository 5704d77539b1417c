# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the search knows."""

from django.db import models

from klammer_web.accounts.models import Workspace


class SearchEntry(models.Model):
    """What the search knows of an object: how it introduces itself, and who may find it."""

    kind = models.CharField("Art", max_length=60)
    object_id = models.CharField("Gegenstand", max_length=300)
    workspace = models.ForeignKey(
        Workspace, on_delete=models.CASCADE, null=True, related_name="search_entries"
    )
    title = models.CharField("Titel", max_length=300)
    detail = models.CharField("Zusatz", max_length=300, blank=True)
    text = models.TextField("Text", blank=True)
    address = models.CharField("Adresse", max_length=500)
    weight = models.SmallIntegerField("Gewicht", default=0)

    class Meta:
        verbose_name = "Sucheintrag"
        verbose_name_plural = "Sucheinträge"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="found_once")]

    def __str__(self):
        return self.title


class SearchWord(models.Model):
    """A word the instance uses: compounds are split against it, typing errors mended by it."""

    word = models.CharField("Wort", max_length=60, unique=True)
    stem = models.CharField("Stamm", max_length=60, db_index=True)
    count = models.PositiveIntegerField("Einträge", default=0)

    class Meta:
        verbose_name = "Suchwort"
        verbose_name_plural = "Suchwörter"

    def __str__(self):
        return self.word


class SearchGram(models.Model):
    """Three letters in a row, and a word that has them."""

    gram = models.CharField("drei Buchstaben", max_length=3, db_index=True)
    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="grams")

    class Meta:
        verbose_name = "Buchstabenfolge"
        verbose_name_plural = "Buchstabenfolgen"

    def __str__(self):
        return self.gram
