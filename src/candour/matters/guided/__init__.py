"""The guided complaint form: one thing a page, for the public and, in their own words, for complaint handlers."""
