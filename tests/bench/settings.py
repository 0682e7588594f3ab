"""The project's settings for measuring: no debugging, nothing sent, the stock admin beside it."""

import os

os.environ["SELARAS_MODE"] = "test"
os.environ.setdefault("SELARAS_DB_NAME", "selaras_bench")

from config.settings import *  # noqa: F403 # settings are read as one module

ROOT_URLCONF = "tests.bench.stock"
LOGGING_CONFIG = None
# No collected static files here; pages name them all the same.
WHITENOISE_AUTOREFRESH = False
