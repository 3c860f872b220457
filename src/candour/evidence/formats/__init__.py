"""Readers of what phones and services export, one module for each format."""
