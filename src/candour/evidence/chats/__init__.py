"""Chats as people know them, page by page, within the scope of the examination: read from the lines beside the Parquet."""
