"""The answer to an external select's `block_suggestion`.

Source: https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
"""

from typing import Any

from sandbox.validation.objects import check_group, check_option
from sandbox.validation.report import Report


def check_option_answer(answer: Any) -> list[str]:
    """Faults of `{"options": […]}` or `{"option_groups": […]}`, at most 100 each; empty when good."""
    report = Report()
    body = report.mapping(answer, "")
    if body is None:
        return report.messages
    if ("options" in body) == ("option_groups" in body):
        report.fault("/", "must provide options or option_groups, and not both")
    for i, option in enumerate(report.items(body.get("options", []), "/options", 100, least=0)):
        check_option(report, option, f"/options/{i}", "external_select")
    for i, group in enumerate(report.items(body.get("option_groups", []), "/option_groups", 100, least=0)):
        check_group(report, group, f"/option_groups/{i}", "external_select")
    return report.messages
