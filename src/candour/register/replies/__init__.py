"""Replies to requests for information, read: what a workbook hides, which cell answers what, and totals as ranges."""
