"""Dates owed, each with its trail and its history, and tasks people set for themselves."""
