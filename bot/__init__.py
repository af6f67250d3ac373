"""Assembly: settings, serving, the command line, the demo's club."""

from pathlib import Path

__version__ = "0.1.0"
"""Of the whole program; the wheel's is read from here."""

MANIFEST = Path(__file__).with_name("manifest.yml")
"""What Slack knows of the app. In the checkout a link to the file at its top, so that a wheel has it too."""
