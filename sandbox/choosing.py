"""Files that people choose in a modal: uploaded as they are chosen, and told with the submission.

Source: https://docs.slack.dev/reference/block-kit/block-elements/file-input-element
"""

import base64
import binascii
import mimetypes

from sandbox.api import files
from sandbox.core import Core
from sandbox.errors import ApiError, Json, Refused
from sandbox.inside import inside
from sandbox.workspace import File, Workspace

LARGEST = 10 * 2**20
"""Bytes of one file."""
MOST = 10
"""Files of an element that says nothing else."""
SCOPE = "files:read"


def need_scope_of_files(ws: Workspace, blocks: list[Json]) -> None:
    """`missing_scope` of a view with a file input, where the app may not read files.

    That it fails is documented, its code is not.
    """
    asks = any(one["type"] == "file_input" for block in blocks for one in inside(block))
    if asks and SCOPE not in ws.manifest.scopes:
        raise ApiError("missing_scope", needed=SCOPE, provided=",".join(ws.manifest.scopes))


def chosen(core: Core, user: str, element: Json, held: list[Json], name: str, content: bytes) -> list[Json]:
    """The files of an element with one more, as it is submitted; one alone takes another's place."""
    kinds, most = element.get("filetypes"), int(element.get("max_files") or MOST)
    if kinds and name.rpartition(".")[2].lower() not in kinds:
        raise Refused(f"files of this kind cannot be chosen here; these can: {', '.join(kinds)}")
    if not content:
        raise Refused("Slack takes no empty file")
    if len(content) > LARGEST:
        raise Refused("this file is larger than 10 MB")
    kept = [] if most == 1 else held
    if len(kept) >= most:
        raise Refused(f"{most} files at most can be chosen here")
    ws = core.workspace
    file = File(ws.new_id("F"), name, len(content), name, content=content, completed=True)
    file.owner, file.created = user, ws.epoch()
    file.mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    ws.files[file.id] = file
    return [*kept, files.shown(core, file)]


def decoded(content: str) -> bytes:
    """A file as a page's JSON carries it, in base64."""
    try:
        return base64.b64decode(content, validate=True)
    except binascii.Error:
        raise Refused("this file did not come whole") from None
