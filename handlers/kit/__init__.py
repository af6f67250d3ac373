"""What the features share: how Slack's payloads are read and answered, blocks, and the seats' bookkeeping."""
