"""What stands before a person: places, messages, modals, home, and what is left in their inputs."""

from sandbox import messages, views
from sandbox.core import Core
from sandbox.errors import Json, Refused
from sandbox.inside import inside
from sandbox.workspace import Channel


class Surfaces:
    """Finds what an act names, as the person sees it."""

    def __init__(self, core: Core) -> None:
        self._ws = core.workspace
        self._left: dict[tuple[str, str, str], Json] = {}

    def values(self, user: str, surface: Json, where: Json) -> Json:
        """What stands in the inputs; in a message each person's own, as their client keeps it."""
        if "channel" not in where:
            found: Json = surface["state"]["values"]
            return found
        key = (user, str(where["channel"]), str(where["ts"]))
        self._left[key] = views.initial_state(messages.all_blocks(surface), self._left.get(key))
        return self._left[key]

    def find(self, user: str, where: Json) -> tuple[Json, list[Json]]:
        """The message, modal or home that `where` names, as this person sees it, and its blocks."""
        self.acting(user)
        found: Json | None = None
        if "channel" in where:
            place = self.place(user, where["channel"])
            found = next((m for m in place.seen_by(user) if m["ts"] == where["ts"]), None)
        elif "view" in where:
            found = next((v for v in self._ws.stacks.get(user, []) if v["id"] == where["view"]), None)
        elif where.get("home"):
            found = self._ws.homes.get(user)
        if found is None:
            raise Refused("what you wanted to press is no longer there")
        return found, messages.all_blocks(found)

    def acting(self, user: str) -> None:
        """Refuse deactivated accounts."""
        if self._ws.user(user)["deleted"]:
            raise Refused("this account is deactivated")

    def place(self, user: str, channel: str) -> Channel:
        """A place this person is in."""
        self.acting(user)
        place = self._ws.place(channel)
        if user not in place.members:
            raise Refused(f"{user} is not in {place.name}")
        return place


def find_element(blocks: list[Json], block_id: str, action_id: str) -> tuple[Json, Json]:
    """The block and its element with these ids; Refused when they are gone."""
    for block in blocks:
        if block.get("block_id") != block_id:
            continue
        for element in inside(block):
            if element.get("action_id") == action_id:
                return block, element
    raise Refused("that control is no longer there")
