"""Cellebrite's report (UFDR): a zip with report.xml. Built from what public parsers read and keep as examples; no whole one was found."""
