"""Schedules for the hearing: their rows, as a spreadsheet, as a PDF, and as a bundle that opens offline."""
