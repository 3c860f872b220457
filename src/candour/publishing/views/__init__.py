"""The public pages, and those from which a case file is published."""
