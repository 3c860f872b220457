"""ChatStorage.sqlite: the database of WhatsApp on an iPhone."""
