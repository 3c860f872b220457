"""The tables of bodies are read strictly: a fault stops the reading and names file, line and remedy."""

from pathlib import Path

import pytest

from candour.bodies.kinds import Confidence
from candour.bodies.loading import read_body_tables
from candour.bodies.table_rows import UnreadableBodyTable
from candour.bodies.tables import DATA, Source, read_sources
from tests.make.bodies import altered, copied_tables

FAULTS = [
    ("forces.csv", "kent,Kent Police,territorial", "kent,,territorial", "'official_name' is missing"),
    ("forces.csv", "kent,Kent Police,territorial", "kent,Kent Police,county", "'force_kind' is 'county'"),
    ("forces.csv", "kent,Kent Police,", "essex,Kent Police,", "the key 'essex' is used twice"),
    ("forces.csv", "iopc,Part 2", "ipoc,Part 2", "no body with the key 'ipoc'"),
    ("forces.csv", "iopc,Part 2", "example-iopc,Part 2", "a fictional body"),
    ("forces.csv", "ons_code,", "ons_cod,", "unknown column 'ons_cod'"),
    ("forces.csv", "1,1,1,,police-uk-lists", "1,1,1,,hearsay", "'hearsay' is not in sources.toml"),
    ("forces.csv", "1,1,1,,police-uk-lists", "1,1,1,,", "'source' is missing"),
    ("forces.csv", "1,1,1,,police-uk-lists", "1,1,yes,,police-uk-lists", "Use 1 for yes and 0 for no"),
    ("forces.csv", "1,1,1,,police-uk-lists", "1,1,1,police-uk-lists", "one field for each heading"),
    ("forces.csv", "2013-10-07", "7 October 2013", "Write it as 2022, 2022-07 or 2022-07-14"),
    (
        "forces.csv",
        ",foia-2000,The chief officer of police,foia-part5",
        ",,,foia-part5",
        "Say which law it is",
    ),
    ("policing-bodies.csv", "2000-07-03,2012-01-15", "2000-07-03,1999", "'valid_to' is before 'valid_from'"),
    ("names.csv", "metropolitan,Met,also", "metropolitan,Met,nickname", "'kind' is 'nickname'"),
    ("names.csv", "metropolitan,Met,also", "metropolis,Met,also", "no body with the key 'metropolis'"),
    ("names.csv", "metropolitan,MPS,abbreviation", "metropolitan,Met,abbreviation", "the name 'Met' twice"),
    (
        "names.csv",
        "Hampshire Constabulary,former,,2022",
        "Hampshire Constabulary,former,2023,2022",
        "'to' is before",
    ),
    ("governance.csv", "mopac,2012-01-16", "mopac,2012-01-15", "End the earlier one the day before"),
    ("governance.csv", "mopac,2012-01-16", "mopac,2012-01", "Write a whole date"),
    ("governance.csv", "mopac,2012-01-16", "mopac,", "'from' is missing"),
    ("governance.csv", "metropolitan,mopac", "metropolitan,kent", "'kent' is not a policing body"),
    ("governance.csv", "metropolitan,mopac", "mopac,mopac", "'mopac' is not a police force"),
    ("governance.csv", "metropolitan,mopac", "metropolitan,wexmoor-pcc", "Keep fiction apart"),
    ("governance.csv", "2000-07-03,2012-01-15", "2013-07-03,2012-01-15", "'to' is before 'from'"),
    ("examples/delegation.csv", "wexmoor,1", "wexmoor,4", "Use 1, 2 or 3"),
    ("examples/delegation.csv", "wexmoor,1", "wexmoor,2", "rest on a notice"),
    ("examples/delegation.csv", "wexmoor,1", "wexmoor-pcc,1", "is not a police force"),
]


@pytest.mark.parametrize(("table", "old", "new", "said"), FAULTS)
def test_a_fault_in_a_table_is_named_with_its_file_and_line(
    tmp_path: Path, table: str, old: str, new: str, said: str
) -> None:
    folder = copied_tables(tmp_path)
    altered(folder / table, old, new)

    with pytest.raises(UnreadableBodyTable) as refused:
        read_body_tables(folder=folder)

    assert said in str(refused.value)
    assert table.rsplit("/", 1)[-1] in str(refused.value)
    assert "line " in str(refused.value)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    folder = copied_tables(tmp_path)
    (folder / "names.csv").unlink()
    with pytest.raises(UnreadableBodyTable, match=r"names\.csv: the table is missing"):
        read_body_tables(folder=folder)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('confidence = "read"', 'confidence = "certain"', "'confidence'"),
        ("checked = 2026-11-20", 'checked = "lately"', "'checked'"),
        ("title =", "titel =", "unknown key 'titel'"),
    ],
)
def test_a_source_says_in_words_what_it_is_how_sure_and_when_it_was_checked(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    folder = copied_tables(tmp_path)
    altered(folder / "sources.toml", old, new)
    with pytest.raises(UnreadableBodyTable, match=said):
        read_body_tables(folder=folder)


def test_every_described_source_is_cited_by_some_row() -> None:
    tables = read_body_tables()
    rows = (*tables.bodies, *tables.names, *tables.governance, *tables.delegation)
    cited = {row.source.title for row in rows} | {
        body.foi_source.title for body in tables.bodies if body.foi_source
    }
    described = {source.title for source in _sources().values()}
    assert cited == described


def test_general_knowledge_is_never_shown_as_read() -> None:
    assert _sources()["general-knowledge"].confidence == Confidence.UNCONFIRMED


def _sources() -> dict[str, Source]:
    return read_sources(DATA / "sources.toml")
