"""A table as a workbook that a spreadsheet program opens: text stays text, days are days."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

import xlsxwriter

from workflow.domain.facts.base import SHANGHAI

Cell = str | int | date | datetime

MOST_ROWS = 1_048_575
"""How many rows a sheet holds under its head."""


@dataclass(frozen=True)
class Column:
    """The head of a column, and its width in characters."""

    head: str
    width: int


def wall(moment: datetime) -> datetime:
    """A moment as a clock in China shows it: a spreadsheet knows no zones."""
    return moment.astimezone(SHANGHAI).replace(tzinfo=None, microsecond=0)


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook: its name, its head, its rows."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]


def workbook(*sheets: Sheet, made: datetime) -> BinaryIO:
    """A workbook of which a row at a time is held; the same rows are the same bytes.

    `made`: the moment it is to carry, a wall clock without zone. Days and moments are cells of their own kind, and whatever
    a text begins with, it is no formula and no link.
    """
    out = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": made})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"valign": "top", "text_wrap": True})
        day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        moment = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm:ss"})
        for each in sheets:
            sheet = book.add_worksheet(each.name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(each.columns):
                sheet.set_column(place, place, column.width)
                sheet.write_string(0, place, column.head, head)
            for line, row in enumerate(each.rows, 1):
                for place, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(line, place, cell, plain)
                    elif isinstance(cell, date):
                        sheet.write_datetime(line, place, cell, moment if isinstance(cell, datetime) else day)
                    else:
                        sheet.write_number(line, place, cell, plain)
    out.seek(0)
    return out
