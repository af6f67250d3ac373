"""Companies, members, events, works and dues out of people's own files: read, never guessed.

The command line and files handed over in Slack read by the same rules; what to do with a fault is theirs.
"""
