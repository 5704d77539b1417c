# SPDX-FileCopyrightText: 2026 Klammer contributors
# SPDX-License-Identifier: EUPL-1.2
"""Putting objects into the search, taking them out, and building it anew."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from uuid import UUID

from django.db import transaction

from klammer_web.chain.models import SearchEntry, SearchGram, SearchWord
from klammer_web.chain.search import compounds, index
from klammer_web.chain.search.asking import TITLE, kind_token
from klammer_web.chain.search.words import STOPWORDS, stem, trigrams, words

_AT_ONCE = 2_000  # entries in one statement
_FEW = 50  # entries up to which words are looked up one by one; above, the vocabulary is read


@dataclass(frozen=True, slots=True)
class Found:
    """What a context tells the search about one of its objects.

    keys       official keys and file references, found as they are
    readers    tokens of `search.readers`: who may find it; without any nobody does
    weight     more than 0 stands before others that fit equally well
    """

    kind: str
    object_id: str
    title: str
    address: str
    readers: tuple[str, ...]
    workspace_id: UUID | None = None
    detail: str = ""
    text: str = ""
    keys: tuple[str, ...] = ()
    weight: int = 0


StemsOf = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Source:
    """Everything of these kinds that a context wants to be found."""

    kinds: tuple[str, ...]
    objects: Callable[[], Iterable[Found]]


_SOURCES: dict[str, Source] = {}
_LABELS: dict[str, str] = {}


def register(name: str, *, kinds: dict[str, str], objects: Callable[[], Iterable[Found]]) -> None:
    """Name a source of objects; `kinds` gives each kind it has the German word for several."""
    _SOURCES[name] = Source(tuple(kinds), objects)
    _LABELS.update(kinds)


def label(kind: str) -> str:
    """Return the German word for several objects of a kind."""
    return _LABELS.get(kind, kind)


def sources() -> tuple[str, ...]:
    """Return the names of all sources."""
    return tuple(_SOURCES)


@transaction.atomic
def put(objects: Iterable[Found]) -> int:
    """Make objects findable, or findable differently; return how many.

    Words that are new to the instance are learned first, so that compounds can be split by them.
    """
    done = 0
    vocabulary: set[str] | None = None
    for part in _parts(objects):
        counts = Counter(word for one in part for word in _own_words(one))
        _learn(counts)
        if len(part) > _FEW and vocabulary is None:
            vocabulary = set(SearchWord.objects.values_list("word", flat=True).iterator())
        if vocabulary is None:
            known = _known(set().union(*(compounds.candidates(word) for word in counts)))
        else:
            vocabulary.update(counts)
            known = vocabulary
        _store(part, known.__contains__)
        done += len(part)
    if done > _AT_ONCE:
        index.settle()
    return done


@transaction.atomic
def remove(kind: str, ids: Iterable[str]) -> None:
    """Make objects unfindable."""
    gone = SearchEntry.objects.filter(kind=kind, object_id__in=list(ids))
    index.remove(list(gone.values_list("pk", flat=True)))
    gone.delete()


@transaction.atomic
def rebuild() -> int:
    """Build the search anew from every registered source; return the number of entries."""
    index.clear()
    for model in (SearchEntry, SearchGram, SearchWord):
        model.objects.all().delete()
    counts = Counter(
        word for source in _SOURCES.values() for one in source.objects() for word in _own_words(one)
    )
    _learn(counts)
    done = 0
    for source in _SOURCES.values():
        for part in _parts(source.objects()):
            _store(part, counts.__contains__)
            done += len(part)
    index.settle()
    return done


@transaction.atomic
def refresh(name: str) -> int:
    """Put everything of one source, and take out what it names no longer; return how many."""
    source = _SOURCES[name]
    named: set[tuple[str, str]] = set()

    def passing() -> Iterator[Found]:
        for one in source.objects():
            named.add((one.kind, one.object_id))
            yield one

    done = put(passing())
    stored = SearchEntry.objects.filter(kind__in=source.kinds)
    gone = [
        pk for pk, *key in stored.values_list("pk", "kind", "object_id") if tuple(key) not in named
    ]
    index.remove(gone)
    stored.filter(pk__in=gone).delete()
    return done


def _parts(objects: Iterable[Found]) -> Iterator[list[Found]]:
    rest = iter(objects)
    while part := list(islice(rest, _AT_ONCE)):
        yield list({(one.kind, one.object_id): one for one in part}.values())


def _own_words(one: Found) -> set[str]:
    return set(words(f"{one.title} {one.detail} {one.text}")) - STOPWORDS


def _learn(counts: Counter[str]) -> None:
    """Count words, and keep the letters of those that are new."""
    before: dict[str, int] = {}
    for part in _slices(sorted(counts)):
        known = SearchWord.objects.filter(word__in=part)
        before.update(known.values_list("word", "count"))
    SearchWord.objects.bulk_create(
        (
            SearchWord(word=word, stem=stem(word), count=before.get(word, 0) + number)
            for word, number in sorted(counts.items())
        ),
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["word"],
        update_fields=["count"],
    )
    new = sorted(counts.keys() - before.keys())
    for part in _slices(new):
        ids = SearchWord.objects.filter(word__in=part).values_list("word", "pk")
        SearchGram.objects.bulk_create(
            (
                SearchGram(gram=gram, word_id=pk)
                for word, pk in ids
                if word.isalpha()
                for gram in sorted(trigrams(word))
            ),
            batch_size=_AT_ONCE,
        )


def _known(asked: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for part in _slices(sorted(asked)):
        found |= set(SearchWord.objects.filter(word__in=part).values_list("word", flat=True))
    return found


def _slices(every: list[str]) -> Iterator[list[str]]:
    return (every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE))


def _store(part: list[Found], is_word: compounds.IsWord) -> None:
    SearchEntry.objects.bulk_create(
        [_entry(one) for one in part],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["workspace", "title", "detail", "text", "address", "weight"],
    )
    kinds = {one.kind for one in part}
    ids = {one.object_id for one in part}
    stored = SearchEntry.objects.filter(kind__in=kinds, object_id__in=ids)
    rows = {
        (kind, identity): pk for kind, identity, pk in stored.values_list("kind", "object_id", "pk")
    }
    stems_of = lru_cache(maxsize=50_000)(lambda word: _stems(word, is_word))
    index.put((rows[one.kind, one.object_id], _tokens(one, stems_of)) for one in part)


def _entry(one: Found) -> SearchEntry:
    return SearchEntry(
        kind=one.kind,
        object_id=one.object_id,
        workspace_id=one.workspace_id,
        title=one.title[:300],
        detail=one.detail[:300],
        text=one.text,
        address=one.address,
        weight=one.weight,
    )


def _tokens(one: Found, stems_of: StemsOf) -> set[str]:
    title = {token for word in words(one.title) for token in stems_of(word)}
    body = {token for word in words(f"{one.detail} {one.text}") for token in stems_of(word)}
    keys = {"".join(words(key)) for key in one.keys} - {""}
    titled = {TITLE + token for token in title}
    return title | titled | body | keys | {kind_token(one.kind), *one.readers}


def _stems(word: str, is_word: compounds.IsWord) -> tuple[str, ...]:
    """The stem of a word, and those of its parts; nothing for a word that every text has."""
    if word in STOPWORDS:
        return ()
    return (stem(word), *(stem(part) for part in compounds.split(word, is_word)))
