"""Text as suppliers save it: encodings, line ends, delimiters, quotes, missing headers, ragged rows."""

from __future__ import annotations

import gzip

import pytest

from safestats_core.errors import UnreadableSupply


def test_line_ends_byte_order_mark_and_header_spelling_make_no_difference(take_csv, street):
    plain = take_csv(street).incidents
    header, rest = street.split("\n", 1)
    respelled = header.upper().replace(" ", "_") + "\n" + rest
    for text in (
        street.replace("\n", "\r\n"),
        street.replace("\n", "\r"),
        "\n\n" + street,
        street.replace("\n", "\n\n"),
        street.rstrip("\n"),
        respelled,
        street.encode("utf-8-sig"),
    ):
        assert take_csv(text).incidents.equals(plain)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_recognised(take_csv, street, delimiter):
    assert take_csv(street.replace(",", delimiter)).incidents.equals(take_csv(street).incidents)


def test_gzip_is_unpacked(take_csv, street):
    assert take_csv(gzip.compress(street.encode()), name="file.csv.gz").incidents.equals(take_csv(street).incidents)


def test_quoted_commas_and_line_breaks_stay_in_their_value(take_csv, street):
    taken = take_csv(street.replace("On or near High Street", '"On or near ""The Bell"",\nHigh Street"'))
    assert taken["location"][2] == 'On or near "The Bell",\nHigh Street'
    assert taken.read == 6


def test_welsh_letters_survive(take_csv, street):
    assert take_csv(street.replace("Mill Lane", "Sŵn Yr Afon"))["location"][0] == "On or near Sŵn Yr Afon"


def test_lines_in_an_old_encoding_are_read_and_noted(take_csv, street):
    lines = [line.encode("utf-8") for line in street.replace("Mill Lane", "Sŵn Yr Afon").splitlines()]
    lines[3] = lines[3].replace(b"High Street", b"Caf\xe9 Ren\xe9")
    taken = take_csv(b"\n".join(lines))
    assert taken["location"][0] == "On or near Sŵn Yr Afon"
    assert taken["location"][2] == "On or near Café René"
    assert taken.notes == {"line read as Windows-1252, not UTF-8": 1}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_other_encodings_of_unicode_are_refused_with_the_remedy(take_csv, street, encoding):
    with pytest.raises(UnreadableSupply, match="UTF-16 or UTF-32. Save it again as 'CSV UTF-8'"):
        take_csv(street.encode(encoding))


def test_of_columns_with_one_name_the_first_is_read_and_that_is_said(take_csv, street):
    header, *rows = street.splitlines()
    taken = take_csv("\n".join([f"{header},Month", *(f"{row},1999-01" for row in rows)]))
    assert taken["month"] == take_csv(street)["month"]
    assert taken.notes == {"several columns are called 'Month': the first was read": len(rows)}


def test_further_columns_become_attributes(take_csv, street):
    header, *rows = street.splitlines()
    text = "\n".join([f",{header},COLOUR,COLOUR", *(f'{n},{row},"so-called ""blue""",é' for n, row in enumerate(rows))])
    taken = take_csv(text)
    assert taken["attributes"][1] == '{"column 1": "1", "COLOUR": "so-called \\"blue\\"", "COLOUR (2)": "é"}'


def test_an_index_column_does_not_change_identities(take_csv, street):
    indexed = "\n".join(f"{n or ''},{line}" for n, line in enumerate(street.splitlines()))
    assert take_csv(indexed)["incident_id"] == take_csv(street)["incident_id"]


def test_ragged_rows_are_refused_one_by_one(take_csv, street):
    lines = street.splitlines()
    lines[2] += ",too,many"
    lines[4] = "too few"
    taken = take_csv("\n".join(lines))
    assert (taken.read, len(taken.incidents)) == (6, 4)
    assert [refusal.row for refusal in taken.refusals] == [2, 4]
    assert "14 values, the header has 12" in taken.refusals[0].reason
    assert "'too few'" in taken.refusals[1].reason


def test_ragged_rows_keep_their_numbers_in_a_large_file(take_csv, street, monkeypatch):
    monkeypatch.setattr("safestats_core.formats.delimited._BLOCK_BYTES", 5_000)
    header, *rows = street.splitlines()
    lines = [header, *(rows * 100)]
    for number in (1, 77, 78, 300, 600):
        lines[number] = "ragged"
    taken = take_csv("\n".join(lines))
    assert sorted(refusal.row for refusal in taken.refusals) == [1, 77, 78, 300, 600]
    assert (taken.read, len(taken.incidents)) == (600, 595)


def test_an_unusable_row_behind_ragged_ones_keeps_its_number(take_csv, street):
    lines = street.replace("c3d5,2024-01", "c3d5,never").splitlines()
    lines[1] = lines[3] = "ragged"
    assert sorted(refusal.row for refusal in take_csv("\n".join(lines)).refusals) == [1, 3, 6]


@pytest.mark.parametrize("closed", [True, False], ids=["by another", "never"])
def test_rows_behind_a_quotation_mark_that_is_never_closed_are_refused_and_counted(take_csv, street, closed):
    header, *rows = street.splitlines()
    lines = [header, *(rows * 10)]
    lines[10] += '"see note'
    lines[50] += '"' * closed
    taken = take_csv("\n".join(lines) + "\n")
    inside = 40 if closed else 50
    assert (taken.read, len(taken.incidents), len(taken.refusals)) == (60, 59 - inside, inside + 1)
    assert sorted(refusal.row for refusal in taken.refusals) == list(range(10, 11 + inside))
    assert f"Its 'Context' goes on over {inside} lines that look like rows" in taken.refusals[0].reason
    assert "It stands inside the 'Context' of row 10" in taken.refusals[1].reason


def test_rows_behind_those_that_a_quotation_mark_swallowed_keep_their_numbers(take_csv, street, monkeypatch):
    monkeypatch.setattr("safestats_core.formats.delimited._BLOCK_BYTES", 5_000)
    header, *rows = street.splitlines()
    lines = [header, *(rows * 20)]
    for first, last in ((10, 20), (60, 64)):
        lines[first] += '"see note'
        lines[last] += '"'
    for number in (5, 30, 100):
        lines[number] = "ragged"
    lines[110] = lines[110].replace("2024-01", "never")
    taken = take_csv("\n".join(lines))
    assert sorted(refusal.row for refusal in taken.refusals) == [5, *range(10, 21), 30, *range(60, 65), 100, 110]
    assert "of row 60" in next(refusal.reason for refusal in taken.refusals if refusal.row == 62)
    assert (taken.read, len(taken.incidents)) == (120, 100)


def test_two_stray_quotation_marks_in_neighbouring_rows_do_not_make_one_row_of_them(take_csv, street):
    lines = street.splitlines()
    lines[2], lines[3] = (line.replace(",On or near ", ',"On or near ') for line in lines[2:4])
    taken = take_csv("\n".join(lines))
    assert (taken.read, len(taken.incidents), len(taken.refusals)) == (6, 4, 2)


@pytest.mark.parametrize(
    "address", ["Flat 1\n12 High Street, Leeds", "Flat 1\r\n12, High Street\r\nLeeds, LS1, Yorks, UK\n"]
)
def test_a_value_with_line_breaks_is_one_value(take_csv, street, address):
    lines = street.splitlines()
    lines[2] += f'"{address}"'
    taken = take_csv("\n".join(lines))
    assert (taken.read, len(taken.incidents)) == (6, 6)


def test_a_row_with_the_character_nul_is_refused_for_no_postgresql_would_keep_it(take_csv, street):
    lines = street.splitlines()
    lines[2] = lines[2].replace("On or near", "On or\0near")
    lines[4] = "one\0only"
    taken = take_csv("\n".join(lines))
    assert (taken.read, len(taken.incidents)) == (6, 4)
    reasons = [refusal.reason for refusal in taken.refusals]
    assert reasons[0] == "The location holds the character NUL, which cannot be kept. Take it out."
    assert "one\N{SYMBOL FOR NULL}only" in reasons[1]


def test_a_header_alone_is_no_rows_and_no_error(take_csv, street):
    assert take_csv(street.splitlines()[0]).read == 0


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf"])
def test_an_empty_file_says_so(take_csv, content):
    with pytest.raises(UnreadableSupply, match=r"file\.csv: The file is empty"):
        take_csv(content)


def test_a_file_without_a_header_says_what_to_do(take_csv, street):
    with pytest.raises(UnreadableSupply, match="Add a header line, or name the columns in a profile"):
        take_csv(street.split("\n", 3)[3])


def test_a_profile_can_name_the_columns_of_a_file_without_a_header(take_csv, example):
    taken = take_csv('40.1,-75.3,"EMS: FALL, AT HOME",2016-07-15 12:01,A,B\n', example("emergency-calls"))
    assert (taken["category"], taken["source_category"]) == (["medical"], ["EMS"])
    assert str(taken["start"][0]) == "2016-07-15 16:01:00+00:00"


def test_a_quotation_mark_that_is_never_closed_is_reported(take_csv, street, monkeypatch):
    monkeypatch.setattr("safestats_core.formats.delimited._BLOCK_BYTES", 5_000)
    rows = street + "".join(street.splitlines(True)[1:]) * 100
    with pytest.raises(UnreadableSupply, match=r"file\.csv: It cannot be split into rows.*quotation mark"):
        take_csv(rows.replace("On or near Mill Lane", '"On or near Mill Lane', 1))


def test_a_cut_archive_is_reported(take_csv, street):
    with pytest.raises(UnreadableSupply, match=r"file\.csv\.gz: The file cannot be unpacked"):
        take_csv(gzip.compress(street.encode() * 50)[:-60], name="file.csv.gz")
