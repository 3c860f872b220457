"""WhatsApp's text export: one header line for each message, in any of its forms, calendars and scripts."""
