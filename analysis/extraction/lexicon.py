"""The words that the target stage knows, looked up at either end of a stretch of text, the longest word first."""

from typing import NamedTuple

from analysis import vocabulary


class Words(NamedTuple):
    """A list of words with a class each, and the length of the longest."""

    classes: dict[str, str]
    longest: int

    def start(self, text: str) -> str:
        """The longest word that `text` starts with, or the empty text.

        >>> RELATIONS.end("森林覆盖率提高到"), ACTIONS.start("新增就业")
        ('提高到', '新增')
        """
        for length in range(min(self.longest, len(text)), 0, -1):
            if text[:length] in self.classes:
                return text[:length]
        return ""

    def end(self, text: str) -> str:
        """The longest word that `text` ends with, or the empty text."""
        for length in range(min(self.longest, len(text)), 0, -1):
            if text[-length:] in self.classes:
                return text[-length:]
        return ""


def words(name: str, field: str = "class", key: str = "word") -> Words:
    """The list vocabulary/<name>.csv with the classes in its column `field`."""
    classes = {row[key]: row[field] for row in vocabulary.load(name)}
    return Words(classes, max(map(len, classes)))


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
