"""The page: the workspace in a browser, for people.

One promise: `routes(box)` gives the Starlette routes which show `box` to whoever sits at this machine. The
page knows a workspace only through `box.snapshot` and `box.act`, so it shows nothing that Slack would hide.
"""

from sandbox.page.routes import routes

__all__ = ["routes"]
