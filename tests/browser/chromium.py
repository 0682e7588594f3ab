"""Finds a Chromium on the machine: `python -m tests.browser.chromium` says which."""

import os
import shutil
import sys

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
# Chromium asks its maker's servers nothing, and needs neither a display nor a large /dev/shm.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def find() -> str | None:
    """$CHROMIUM, else the first that stands in the path."""
    candidates = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else NAMES
    return next((path for name in candidates if (path := shutil.which(name))), None)


if __name__ == "__main__":
    found = find()
    sys.stdout.write(f"Chromium: {found or 'none'}\n")
    sys.exit(0 if found else 1)
