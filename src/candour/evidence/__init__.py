"""Exhibits, messages, exposure: what phones and exports hold, read without loss."""
