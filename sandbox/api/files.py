"""`files.*`: promise, upload, complete.

Source: https://docs.slack.dev/messaging/working-with-files#uploading_files
"""

import mimetypes
from typing import Any
from urllib.parse import quote

from sandbox import messages
from sandbox.api.chat import target
from sandbox.api.method import Args, Method
from sandbox.core import Core
from sandbox.errors import ApiError, Json
from sandbox.workspace import File

LONGEST_ALT = 1000
"""Characters of a description for screen readers."""


def shown(core: Core, file: File) -> Json:
    """A file object.

    Source: https://docs.slack.dev/reference/objects/file-object
    """
    ws = core.workspace
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2] or "text",
        "user": file.owner or ws.bot_user_id,
        "user_team": ws.team_id,
        "size": file.length,
        "is_public": False,
        "permalink": f"{core.base}/files/{file.owner or ws.bot_user_id}/{file.id}/{quote(file.name)}",
        **(_elsewhere(file) if file.elsewhere else _hosted(core, file)),
        "channels": [c for c in file.channels if c.startswith("C")],
        "ims": [c for c in file.channels if c.startswith("D")],
    } | ({"alt_txt": file.alt} if file.alt else {})


def _hosted(core: Core, file: File) -> Json:
    address = f"{core.base}/files-pri/{core.workspace.team_id}-{file.id}"
    name = quote(file.name)
    return {
        "mode": "hosted",
        "is_external": False,
        "url_private": f"{address}/{name}",
        "url_private_download": f"{address}/download/{name}",
    }


def _elsewhere(file: File) -> Json:
    """Of Google Drive and others: a link is all that Slack has.

    Source: https://docs.slack.dev/messaging/working-with-files#remote
    """
    return {
        "mode": "external",
        "is_external": True,
        "external_type": "gdrive",
        "url_private": file.elsewhere,
    }


def upload_url(core: Core, args: Args) -> Json:
    """Promise a file of `length` bytes; answers where to send them.

    Source: https://docs.slack.dev/reference/methods/files.getUploadURLExternal
    """
    ws = core.workspace
    length = args.text("length") or ""
    if not length.isdigit() or int(length) == 0:
        raise ApiError("invalid_arguments", ["[ERROR] length must be a positive number of bytes"])
    name = args.text("filename") or ""
    alt = args.text("alt_txt") or ""
    if len(alt) > LONGEST_ALT:
        raise ApiError("alt_txt_too_large")
    file = File(ws.new_id("F"), name, int(length), created=ws.epoch(), alt=alt)
    file.mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    with ws.change():
        ws.files[file.id] = file
        ticket = ws.scribble(24)
        core.uploads[ticket] = file.id
    return {"upload_url": f"{core.base}/upload/v1/{ticket}", "file_id": file.id}


def complete(core: Core, args: Args) -> Json:
    """Share uploaded files in a channel or DM (by its own id), or keep them private.

    Source: https://docs.slack.dev/reference/methods/files.completeUploadExternal
    """
    ws = core.workspace
    files = _uploaded(core, args.json("files", "invalid_arguments"))
    channel_id = args.text("channel_id")
    channel = None
    if channel_id is not None:
        if channel_id in ws.users:
            raise ApiError("invalid_channel")
        channel = target(ws, channel_id)
    blocks = args.json("blocks", "invalid_blocks_format")
    if blocks and "initial_comment" not in args:
        messages.check_content(None, blocks)
    with ws.change():
        for file in files:
            file.completed = True
            if channel is not None:
                file.channels.append(channel.id)
    if channel is not None:
        comment = args.text("initial_comment") or ""
        message = messages.from_app(ws, comment, None if comment else blocks, upload=True)
        message["text"] = comment
        message["files"] = [shown(core, file) for file in files]
        if "thread_ts" in args:
            message["thread_ts"] = args.text("thread_ts")
        messages.store(core, channel, message)
    return {"files": [shown(core, file) for file in files]}


def _uploaded(core: Core, given: Any) -> list[File]:
    if not isinstance(given, list) or not given:
        raise ApiError("invalid_arguments", ["[ERROR] files must be a list with at least one file"])
    found: list[File] = []
    for entry in given:
        file = core.workspace.files.get(entry.get("id", "") if isinstance(entry, dict) else "")
        if file is None or file.content is None or file.completed:
            raise ApiError("file_not_found")
        file.title = entry.get("title") or file.name
        found.append(file)
    return found


def existing(core: Core, args: Args) -> File:
    """The file; `file_not_found` or `file_deleted`."""
    file = core.workspace.files.get(args.text("file") or "")
    if file is None or not file.completed:
        raise ApiError("file_not_found")
    if file.deleted:
        raise ApiError("file_deleted")
    return file


def info(core: Core, args: Args) -> Json:
    """One file.

    Source: https://docs.slack.dev/reference/methods/files.info
    """
    return {"file": shown(core, existing(core, args)), "comments": []}


def list_files(core: Core, args: Args) -> Json:
    """The app's files, newest first, of one channel when asked.

    Source: https://docs.slack.dev/reference/methods/files.list
    """
    channel = args.text("channel")
    files = [f for f in core.workspace.files.values() if f.completed and not f.deleted]
    chosen = [f for f in files if channel is None or channel in f.channels][::-1]
    paging = {"count": len(chosen), "total": len(chosen), "page": 1, "pages": 1}
    return {"files": [shown(core, f) for f in chosen], "paging": paging}


def delete(core: Core, args: Args) -> Json:
    """Delete a file.

    Source: https://docs.slack.dev/reference/methods/files.delete
    """
    file = existing(core, args)
    with core.workspace.change():
        file.deleted = True
    return {}


METHODS = {
    "files.getUploadURLExternal": Method(upload_url, "files:write", 4, ("filename", "length")),
    "files.completeUploadExternal": Method(complete, "files:write", 4, ("files",)),
    "files.info": Method(info, "files:read", 4, ("file",)),
    "files.list": Method(list_files, "files:read", 3),
    "files.delete": Method(delete, "files:write", 3, ("file",)),
}
