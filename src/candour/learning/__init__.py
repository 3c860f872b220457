"""Recommendations to learn from, what was answered to them, and what was promised and kept."""
