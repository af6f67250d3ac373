"""A second opinion: slack_sdk's own models, whose limits follow Slack's."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block, InputBlock

from sandbox.errors import Json


def check_models(blocks: Sequence[Json], where: str) -> list[str]:
    """What slack_sdk's models refuse in blocks that already have the right shape."""
    faults: list[str] = []
    for i, block in enumerate(blocks):
        try:
            parsed: Any = Block.parse(dict(block))
            if parsed is None:
                continue
            parsed.validate_json()
            _check_inside(parsed)
        except SlackObjectFormationError as fault:
            faults.append(f"[ERROR] {fault} [json-pointer:{where}/{i}]")
    return faults


def _check_inside(block: Any) -> None:
    inside = [block.element] if isinstance(block, InputBlock) else getattr(block, "elements", None) or []
    accessory = getattr(block, "accessory", None)
    for element in [*inside, accessory]:
        if hasattr(element, "validate_json"):
            element.validate_json()
