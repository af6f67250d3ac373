"""A call on its way through the ordered faults: before it is done, instead of it, and before its answer."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from sandbox.core import Core
from sandbox.errors import Json
from sandbox.faults import DOWNLOAD, RESPONSE_URL, UPLOAD

LOOK = 0.002
"""Seconds between two looks at whether a gate is open, or an app has hung up."""
PAGE = "<!DOCTYPE html><html><head><title>Slack</title></head><body><h1>{}</h1></body></html>"
SAID = {503: "503 Service Unavailable", 200: "We will be back soon"}


@dataclass(frozen=True)
class Answer:
    """A response, and its body as it is recorded."""

    response: Response
    body: Json


class Struck:
    """One call, and what strikes it."""

    def __init__(self, core: Core, name: str, request: Request) -> None:
        self._faults, self._clock = core.faults, core.workspace.clock
        self._name, self._request = name, request
        self._by: dict[str, Any] = {}
        self._began = self._clock.now()

    async def comes(self, args: Mapping[str, Any]) -> Answer | None:
        """Waits as ordered; what is answered instead of doing what was asked, if anything is."""
        await self._waits(answer=False)
        self._by = {fault.kind: fault.value for fault in self._faults.take(self._name, args)}
        self._began = self._clock.now()
        if "first" in self._by:
            self._by["first"]()
        if "latency" in self._by:
            await asyncio.sleep(float(self._by["latency"]))
        return self._instead()

    async def goes(self) -> None:
        """The call is done, or not to be done: its answer is late, or never comes."""
        if "then" in self._by:
            self._by["then"]()
        if "slow" in self._by:
            # From when it began: calls that are under way together are slow together.
            self._clock.reach(self._began + timedelta(seconds=float(self._by["slow"])))
        await self._waits(answer=True)
        if self._by.keys() & {"unanswered", "unheard"}:
            await self._hung_up()
        elif self._by.keys() & {"reset_before", "reset_after"}:
            self._request.scope["sandbox.abort"]()

    async def _waits(self, *, answer: bool) -> None:
        while (gate := self._faults.gate(self._name, answer=answer)) is not None:
            gate.arrived.set()
            await asyncio.sleep(LOOK)

    async def _hung_up(self) -> None:
        cleared = self._faults.cleared
        while cleared == self._faults.cleared and not await self._request.is_disconnected():
            await asyncio.sleep(LOOK)

    def _instead(self) -> Answer | None:
        by = self._by
        if "page" in by:
            status = int(by["page"])
            page = HTMLResponse(PAGE.format(SAID[status]), status)
            return Answer(page, {"ok": False, "error": f"page_{status}"})
        if "500" in by:
            return answer({"ok": False, "error": "internal_error"}, 500)
        if "429" in by:
            return limited(int(by["429"]))
        if "error" in by and self._name in (UPLOAD, DOWNLOAD, RESPONSE_URL):
            return answer({"ok": False, "error": by["error"]}, 400)
        if "error" in by:
            return answer({"ok": False, "error": by["error"]}, 200)
        if by.keys() & {"reset_before", "unheard"}:
            return answer({"ok": False, "error": "connection_reset"}, 500)
        return None


def limited(seconds: int) -> Answer:
    """Too many calls: 429 with `Retry-After`."""
    return answer({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(seconds)})


def answer(body: Json, status: int, headers: Mapping[str, str] | None = None) -> Answer:
    """An answer in JSON."""
    return Answer(JSONResponse(body, status, headers=headers), body)
