"""Belonging to the club: admission, charter, members, directories, own data."""
