"""Tables and queries: the only room that knows SQL.

Functions take an open session and plain values, and give back the club's own frozen dataclasses, so that
nothing outside can write by assigning to a row. SQLite and PostgreSQL run the same statements.
"""
