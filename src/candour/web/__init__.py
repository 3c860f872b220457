"""Settings, addresses, middleware, home pages and the command line: the room nobody imports."""
