"""Entries of a report's address books: the names they give explain who a message is from, and nothing else of them is kept."""

from candour.evidence.formats.ufdr.models import Node
from candour.evidence.formats.ufdr.report import Report

KIND = "Contact"
READ = "an entry of an address book: its name stands beside its numbers and addresses, the rest is not copied"


def add_names(report: Report, node: Node) -> None:
    """Two public parsers name these fields; that numbers and addresses are the `Value` of an entry was read in one only."""
    name = node.field("Name")
    for entry in node.models("Entries"):
        address = entry.field("Value")
        if name is None or address is None:
            continue
        known = report.names.setdefault(address, {"display_name": name})
        if known["display_name"] != name:
            known.setdefault("contact_name", name)
