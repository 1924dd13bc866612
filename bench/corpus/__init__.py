"""A large archive of real prose to search in: the documentation packages of Debian, fetched, read and stored once."""
