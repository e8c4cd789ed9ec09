"""The tables as one workbook, a sheet each: as much of Office Open XML (ECMA-376) as plain tables need.

Libraries that write workbooks take longer for 200,000 cells than reading and counting the documents takes, or stamp
the file with the time of its making. What a workbook of plain tables needs is little: numbers in brackets below are
paragraphs of part 1 of the standard.

A cell does not say where it stands but follows the one before it, as the standard allows: that halves the file.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from analysis.tables.columns import COLUMNS
from analysis.tables.schema import TABLES

# Excel takes no longer text into a cell.
LONGEST_CELL = 32_767
# The day before day 1 of a workbook would be 1899-12-31, had not the first spreadsheet counted a 29 February 1900.
DAY_0 = date(1899, 12, 30)
# A file's making is not part of its content; the earliest date that a zip file can hold stands for none.
NO_DATE = (1980, 1, 1, 0, 0, 0)
EMPTY = "<c/>"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# What XML can't hold or takes for markup, and text that would be read as such an escape (22.9.2.19).
_SPECIAL = re.compile("[&<>\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# The formats that cells name by number: 0 plain, 1 bold, 2 a date.
BOLD, DATE = 1, 2
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class _Texts(dict[str, str]):
    """The cell of every text, which names it by its number among all texts (18.4): each is written once."""

    def __init__(self) -> None:
        super().__init__({"": EMPTY})
        self.written: list[str] = []

    def __missing__(self, text: str) -> str:
        cell = self[text] = f'<c t="s"><v>{len(self.written)}</v></c>'
        self.written.append(f'<si><t xml:space="preserve">{_escaped(text[:LONGEST_CELL])}</t></si>')
        return cell

    def part(self) -> str:
        """The part of the workbook that holds the texts."""
        return f'{HEAD}<sst xmlns="{MAIN}">{"".join(self.written)}</sst>'


def _escaped(text: str) -> str:
    """The text as XML holds it.

    >>> _escaped("<5 & _x0041_\\x0b")
    '&lt;5 &amp; _x005F_x0041__x000B_'
    """
    return _SPECIAL.sub(lambda found: _MARKUP.get(found[0]) or f"_x{ord(found[0]):04X}_", text)


def workbook_bytes(tables: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """All tables as one workbook; each is given as the columns of its schema, every value as in CSV.

    Texts stay texts, never formulas or links, and are cut at 32,767 characters; numbers, booleans and dates are such.
    The header row is bold and stays in view; the columns can be filtered.
    """
    texts = _Texts()
    sheets = [_sheet(name, columns, texts) for name, columns in tables.items()]
    places = [f"worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    related = [
        *(("worksheet", place) for place in places),
        ("styles", "styles.xml"),
        ("sharedStrings", "sharedStrings.xml"),
    ]
    parts = {
        "[Content_Types].xml": _content_types(places),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _contents({name: len(columns[0]) for name, columns in tables.items()}),
        "xl/_rels/workbook.xml.rels": _relations(related),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": texts.part(),
        **{f"xl/{place}": sheet for place, sheet in zip(places, sheets, strict=True)},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for place, part in parts.items():
            entry = zipfile.ZipInfo(place, NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # The system that wrote the file, which zipfile asks the machine for: 3 is Unix.
            entry.create_system = 3
            package.writestr(entry, part)
    return file.getvalue()


def _sheet(name: str, columns: Sequence[Sequence[str]], texts: _Texts) -> str:
    """A sheet (18.3.1.99): the header row, which stays in view, and the rows."""
    names = TABLES[name].columns
    header = "".join(f'<c s="{BOLD}" t="inlineStr"><is><t>{column}</t></is></c>' for column in names)
    cells = [_cells(COLUMNS[column].kind, values, texts) for column, values in zip(names, columns, strict=True)]
    rows = "</row><row>".join([header, *map("".join, zip(*cells, strict=True))])
    area = _area(name, len(columns[0]))
    filtered = f'<autoFilter ref="{area}"/>' if columns[0] else ""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><dimension ref="{area}"/><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<sheetData><row>{rows}</row></sheetData>{filtered}</worksheet>"
    )


def _area(name: str, rows: int, sign: str = "") -> str:
    """The cells of a table with its header, with `sign` before each letter and number.

    >>> _area("terms", 10), _area("terms", 10, "$")
    ('A1:E11', '$A$1:$E$11')
    """
    hundreds, units = divmod(len(TABLES[name].columns) - 1, 26)
    letters = f"{chr(64 + hundreds) if hundreds else ''}{chr(65 + units)}"
    return f"{sign}A{sign}1:{sign}{letters}{sign}{rows + 1}"


def _cells(kind: str, values: Sequence[str], texts: _Texts) -> Iterable[str]:
    """A column's cells (18.3.1.4)."""
    if kind == "text":
        return map(texts.__getitem__, values)
    if kind == "boolean":
        return [f'<c t="b"><v>{value == "true":d}</v></c>' if value else EMPTY for value in values]
    if kind == "date":
        days = [(date.fromisoformat(value) - DAY_0).days if value else 0 for value in values]
        return [f'<c s="{DATE}"><v>{day}</v></c>' if day else EMPTY for day in days]
    return [f"<c><v>{value}</v></c>" if value else EMPTY for value in values]


def _contents(row_counts: Mapping[str, int]) -> str:
    """The workbook's contents (18.2.27): its sheets, and what each filters, which Excel wants to find named here."""
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>' for number, name in enumerate(row_counts, 1)
    )
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">{name}!{_area(name, rows, "$")}'
        "</definedName>"
        for place, (name, rows) in enumerate(row_counts.items())
        if rows
    )
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets>{filters and f'<definedNames>{filters}</definedNames>'}</workbook>"
    )


def _relations(related: Iterable[tuple[str, str]]) -> str:
    """The parts that a part names (part 2 of the standard): the kind and place of each, numbered from 1."""
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{place}"/>'
        for number, (kind, place) in enumerate(related, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def _content_types(sheets: Iterable[str]) -> str:
    """What kind of content each part has (part 2 of the standard)."""
    kinds = {"workbook": "sheet.main", "styles": "styles", "sharedStrings": "sharedStrings"}
    kinds = {f"{part}.xml": kind for part, kind in kinds.items()} | dict.fromkeys(sheets, "worksheet")
    items = "".join(
        f'<Override PartName="/xl/{place}" ContentType="{SHEET_TYPE}.{kind}+xml"/>' for place, kind in kinds.items()
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{items}</Types>'
    )
