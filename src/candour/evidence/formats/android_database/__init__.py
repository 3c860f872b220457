"""WhatsApp for Android: msgstore.db with its old and its new tables, and the names that wa.db gives."""
