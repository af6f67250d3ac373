"""Tabs of the browser, lent to one test after another: to open one costs as much as most tests do with it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Page

DESK, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


@dataclass(frozen=True)
class Look:
    """What cannot be changed once a tab is open."""

    phone: bool = False
    dark: bool = False
    locale: str = "fr-FR"
    script: bool = True


@dataclass
class Tab:
    """A page, and what it said and asked for since it was lent."""

    look: Look
    page: Page
    said: list[ConsoleMessage] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def wipe(self) -> None:
        """Forgets everything: the next to have it finds a tab that nobody used."""
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self.page.context.clear_cookies()
        self.page.emulate_media(media="null")
        self.page.mouse.move(0, 0)
        self.page.goto("about:blank")
        for heard in (self.said, self.faults, self.asked):
            heard.clear()


class Tabs:
    """All tabs of one browser, each with a memory of its own."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: defaultdict[Look, list[Tab]] = defaultdict(list)

    def lend(self, look: Look) -> Tab:
        """An empty tab."""
        idle = self._idle[look]
        return idle.pop() if idle else self._open(look)

    def take_back(self, tab: Tab) -> None:
        """Lends it again, once it is wiped."""
        tab.wipe()
        self._idle[tab.look].append(tab)

    def _open(self, look: Look) -> Tab:
        context = self._browser.new_context(
            viewport=PHONE if look.phone else DESK,  # type: ignore[arg-type]
            color_scheme="dark" if look.dark else "light",
            locale=look.locale,
            java_script_enabled=look.script,
        )
        context.set_default_timeout(10_000)
        tab = Tab(look, context.new_page())
        tab.page.on("console", lambda said: tab.said.append(said))  # the library takes no method of a list
        tab.page.on("pageerror", lambda fault: tab.faults.append(str(fault)))
        tab.page.on("request", lambda asked: tab.asked.append(asked.url))
        return tab
