"""A document as the rest of the package sees it: its text, its outline and the places where it is damaged."""

from typing import NamedTuple


class Listing(NamedTuple):
    """A row of documents.csv: what the text itself can't tell. Years are calendar years, both ends included."""

    doc_id: str
    file: str
    district: str
    doc_type: str
    period_start: int
    period_end: int
    district_code: str = ""
    sha256: str = ""
    source_name: str = ""
    source_url: str = ""
    complete: bool | None = None
    note: str = ""


class Section(NamedTuple):
    """A heading and the text under it, down to the next heading of its level or above; offsets are half-open.

    `kind` is one of analysis.tables.SECTION_KINDS. A letter, a table of contents and page furniture are sections
    without a number, so that every character of the text is told apart from the body or belongs to it.
    """

    section_id: str
    parent_id: str
    level: int
    kind: str
    number: str
    heading: str
    path: str
    start: int
    end: int
    heading_start: int
    heading_end: int


class Task(NamedTuple):
    """A numbered task: `text` without the responsibility line; `start`, `end` of the task with all its lines."""

    task_no: int
    section_id: str
    path: str
    text: str
    start: int
    end: int


class Repair(NamedTuple):
    """A damaged place: the characters as they stand, how they are read, which rule says so and how sure it is."""

    start: int
    end: int
    raw: str
    repaired: str
    rule: str
    reason: str
    certainty: str


class Document(NamedTuple):
    """A document read: `listing` is its row of documents.csv, `text` its characters, never changed."""

    listing: Listing
    text: str
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    repairs: tuple[Repair, ...]
