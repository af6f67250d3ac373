"""The live line: each change of the box is sent to the windows that show it, at once and merged."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from anyio import CapacityLimiter, to_thread
from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.errors import Refused
from sandbox.page.box import Box
from sandbox.page.guard import refusal
from sandbox.page.seen import seen_by

WINDOWS = 64
"""Open windows at most; each keeps one waiting thread, apart from the threads that serve requests."""

PATIENCE = 1.0
"""Seconds that one wait lasts, so that no thread outlives its window for longer."""

MERGE = 0.02
"""Seconds during which changes are gathered: an app's answer is often three changes in a row."""

FORBIDDEN, UNKNOWN_USER = 4403, 4404


def live(box: Box) -> Callable[[WebSocket], Awaitable[None]]:
    """The WebSocket endpoint `/_/live?user=U…`: sends what the user sees, now and after every change."""
    threads = CapacityLimiter(WINDOWS)

    async def endpoint(socket: WebSocket) -> None:
        await socket.accept()
        if refusal(socket) is not None:
            await socket.close(FORBIDDEN)
            return
        sender = asyncio.create_task(_send_changes(box, socket, threads))
        leaving = asyncio.create_task(_until_closed(socket))
        await asyncio.wait({sender, leaving}, return_when=asyncio.FIRST_COMPLETED)
        for task in (sender, leaving):
            task.cancel()
        await asyncio.gather(sender, leaving, return_exceptions=True)

    return endpoint


async def _send_changes(box: Box, socket: WebSocket, threads: CapacityLimiter) -> None:
    user = socket.query_params.get("user", "")
    try:
        while True:
            seen = await run_in_threadpool(seen_by, box, user)
            await socket.send_json(seen)
            minute = _minute(datetime.fromisoformat(seen["now"]))
            while box.rev <= seen["rev"] and _minute(box.clock.now()) == minute:
                await to_thread.run_sync(
                    box.wait_change, seen["rev"], PATIENCE, limiter=threads, abandon_on_cancel=True
                )
            await asyncio.sleep(MERGE)
    except Refused:
        await socket.close(UNKNOWN_USER)
    except (WebSocketDisconnect, RuntimeError):
        return  # The window was closed between two sends.


def _minute(moment: datetime) -> int:
    """The minute that the page's clock shows: a clock that moves is news, even when nothing else happens."""
    return int(moment.timestamp() // 60)


async def _until_closed(socket: WebSocket) -> None:
    """Return when the window goes away; what it sends is not read."""
    try:
        while True:
            await socket.receive_text()
    except (WebSocketDisconnect, RuntimeError):
        return
