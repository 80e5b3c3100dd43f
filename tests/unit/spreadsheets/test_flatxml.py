"""Excel's XML of 2002 and 2003: cells, formats, merges and what is hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.ambon.domain.spreadsheets import read
from tests.unit.spreadsheets.judging import judge, truth

HEAD = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles>
  <Style ss:ID="Default" ss:Name="Normal"/>
  <Style ss:ID="s1"><NumberFormat ss:Format="Percent"/></Style>
  <Style ss:ID="s2"><NumberFormat ss:Format="Short Date"/></Style>
  <Style ss:ID="s3"><NumberFormat ss:Format="000"/></Style>
 </Styles>
"""
ROWS = """ <Worksheet ss:Name="Data"><Table>
   <Column ss:Index="2" ss:Width="90"/>
   <Row><Cell ss:MergeAcross="4"><Data ss:Type="String">DINAS KESEHATAN</Data></Cell></Row>
   <Row ss:Index="3">
    <Cell ss:MergeDown="1"><Data ss:Type="String">Kecamatan</Data></Cell>
    <Cell ss:MergeAcross="1"><Data ss:Type="String">Penduduk</Data></Cell>
    <Cell ss:MergeDown="1"><Data ss:Type="String">Cakupan</Data></Cell>
    <Cell ss:MergeDown="1"><Data ss:Type="String">Kode</Data></Cell>
    <Cell ss:MergeDown="1"><Data ss:Type="String">Tanggal</Data></Cell>
   </Row>
   <Row><Cell ss:Index="2"><Data ss:Type="String">L</Data></Cell>
    <Cell><Data ss:Type="String">P</Data></Cell></Row>
   <Row><Cell><Data ss:Type="String">Nusaniwe</Data></Cell>
    <Cell><Data ss:Type="Number">49213</Data></Cell><Cell><Data ss:Type="Number">48911</Data></Cell>
    <Cell ss:StyleID="s1"><Data ss:Type="Number">0.125</Data></Cell>
    <Cell ss:StyleID="s3"><Data ss:Type="Number">7</Data></Cell>
    <Cell ss:StyleID="s2"><Data ss:Type="DateTime">2025-10-01T00:00:00.000</Data></Cell></Row>
   <Row><Cell><Data ss:Type="String">Sirimau</Data></Cell>
    <Cell><Data ss:Type="Number">71200</Data></Cell><Cell><Data ss:Type="Number">70100</Data></Cell>
    <Cell ss:StyleID="s1"><Data ss:Type="Number">1</Data></Cell>
    <Cell ss:StyleID="s3"><Data ss:Type="Number">12</Data></Cell>
    <Cell ss:StyleID="s2"><Data ss:Type="DateTime">2025-01-10T00:00:00.000</Data></Cell></Row>
  </Table></Worksheet>
 <Worksheet ss:Name="Rahasia"><Table><Row><Cell><Data ss:Type="String">a</Data></Cell></Row></Table>
  <WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">
   <Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
"""


def made(folder: Path, content: str, head: str = HEAD) -> Path:
    path = folder / "laporan.xls"
    path.write_text(f"{head}{content}</Workbook>", encoding="utf-8")
    return path


def test_formats_merges_and_codes_are_read(tmp_path: Path) -> None:
    wanted = truth(
        "Kecamatan:text | Penduduk – L:integer | Penduduk – P:integer | Cakupan:percent"
        " | Kode:code | Tanggal:date",
        [
            ["Nusaniwe", 49213, 48911, "12.5", "007", "2025-10-01"],
            ["Sirimau", 71200, 70100, 100, "012", "2025-01-10"],
        ],
    )
    verdict = judge(made(tmp_path, ROWS), wanted)
    assert verdict.is_right, verdict


def test_a_hidden_sheet_is_no_table(tmp_path: Path) -> None:
    reading = read(made(tmp_path, ROWS))
    assert [table.sheet for table in reading.tables] == ["Data"]
    assert any("Rahasia" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    ("head", "content"),
    [(HEAD, "<Worksheet><Table><Row>"), (f'<!DOCTYPE x [<!ENTITY a "b">]>{HEAD}', ROWS)],
    ids=["cut", "with entities"],
)
def test_a_broken_or_dangerous_file_is_refused(tmp_path: Path, head: str, content: str) -> None:
    reading = read(made(tmp_path, content, head))
    assert reading.status == "refused"
    assert reading.error
