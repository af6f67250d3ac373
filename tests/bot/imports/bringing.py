"""Bringing a file in as the command line does."""

from collections.abc import Callable

Import = Callable[..., int]
"""Kind, content (text, or bytes as they are), options: the exit code."""
