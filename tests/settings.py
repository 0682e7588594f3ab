"""The project's settings in test mode; the few overrides make tests quick and quiet."""

import os

os.environ["SELARAS_MODE"] = "test"

from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGGING_CONFIG = None
