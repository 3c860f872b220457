"""Cellebrite's report (UFDR): a zip with report.xml. No public sample was found; built from what public parsers read."""
