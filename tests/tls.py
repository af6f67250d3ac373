"""Certificates that no test uses."""

import ssl
from functools import cache


@cache
def certificates() -> ssl.SSLContext:
    """What the SDK would read for every connection, 28 ms each, though none to the sandbox is encrypted."""
    return ssl.create_default_context()
