"""The words that the target stage knows, looked up at either end of a stretch of text, the longest word first."""

from collections.abc import Iterable
from typing import NamedTuple

from analysis import vocabulary


class Words(NamedTuple):
    """A list of words with a class each; for each first and last character the lengths of its words, longest first."""

    classes: dict[str, str]
    by_first: dict[str, tuple[int, ...]]
    by_last: dict[str, tuple[int, ...]]

    def start(self, text: str) -> str:
        """The longest word that `text` starts with, or the empty text.

        >>> RELATIONS.end("森林覆盖率提高到"), ACTIONS.start("新增就业")
        ('提高到', '新增')
        """
        for length in self.by_first.get(text[:1], ()):
            if text[:length] in self.classes:
                return text[:length]
        return ""

    def end(self, text: str) -> str:
        """The longest word that `text` ends with, or the empty text."""
        for length in self.by_last.get(text[-1:], ()):
            if text[-length:] in self.classes:
                return text[-length:]
        return ""


def words(name: str, field: str = "class", key: str = "word") -> Words:
    """The list vocabulary/<name>.csv with the classes in its column `field`."""
    classes = {row[key]: row[field] for row in vocabulary.load(name)}
    return Words(classes, _lengths(classes, 0), _lengths(classes, -1))


def _lengths(entries: Iterable[str], place: int) -> dict[str, tuple[int, ...]]:
    """For each character at `place` of a word the lengths of the words that have it there, longest first."""
    found: dict[str, set[int]] = {}
    for word in entries:
        found.setdefault(word[place], set()).add(len(word))
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in found.items()}


RELATIONS = words("relations")
LEADS = words("leads")
ACTIONS = words("actions")
HEADS = words("heads", "measure")
BARE_HEADS = frozenset(vocabulary.column("heads", "word", bare="yes"))
KEEPS = words("keeps", "note")


def verb_of(name: str) -> str:
    """The verb of adding that a name begins with, or the empty text: 增加值 begins with none.

    >>> verb_of("新增就业"), verb_of("增加值"), verb_of("建设用地面积")
    ('新增', '', '')
    """
    verb = ACTIONS.start(name)
    if verb and (len(HEADS.start(name)) > len(verb) or len(KEEPS.start(name)) > len(verb)):
        return ""
    return verb
