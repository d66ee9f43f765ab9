"""A workbook: text stays text, whatever it begins with, and days are days."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from workflow.papers.sheet import Column, Sheet, workbook

MADE = datetime(2022, 12, 5, 9, 0)


def written(*rows):
    return load_workbook(workbook(Sheet("表", [Column("甲", 8), Column("乙", 12)], rows), made=MADE)).active


@pytest.mark.parametrize("said", ["=1+1", "+1", "-1", "@SUM(A1)", "https://example.org", "00123", "1e5", "\t=1"])
def test_text_is_no_formula_no_link_and_no_number(said):
    cell = written([said, 1]).cell(2, 1)
    assert (cell.value, cell.data_type, cell.hyperlink) == (said, "s", None)


def test_days_moments_and_numbers_are_themselves():
    sheet = written([date(2022, 3, 1), datetime(2022, 3, 1, 9, 30, 5)], [7, "堃喆祎珺"])
    assert sheet.cell(2, 1).value == datetime(2022, 3, 1)
    assert sheet.cell(2, 1).number_format == "yyyy-mm-dd"
    assert sheet.cell(2, 2).value == datetime(2022, 3, 1, 9, 30, 5)
    assert (sheet.cell(3, 1).value, sheet.cell(3, 2).value) == (7, "堃喆祎珺")


def test_the_same_rows_are_the_same_bytes_and_the_head_stays():
    made = [workbook(Sheet("表", [Column("甲", 8)], [["一"]]), made=MADE).read() for _ in range(2)]
    assert made[0] == made[1]
    assert written().freeze_panes == "A2"
