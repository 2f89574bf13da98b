"""Out to the world: files, triple stores over HTTP, networks, tables."""
