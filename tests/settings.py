"""The project's settings in test mode; the few overrides make tests quick and quiet."""

import os

os.environ["SELARAS_MODE"] = "test"

from config.settings import *  # noqa: F403 # settings are read as one module

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGGING_CONFIG = None
# Tests have no collected static files; look each up where it lies.
WHITENOISE_AUTOREFRESH = True

# A cluster made without a locale is SQL_ASCII, and its own template with it.
DATABASES["default"]["TEST"] = {"TEMPLATE": "template0", "CHARSET": "UTF8"}  # noqa: F405 # from there
