"""gunicorn's settings: `gunicorn -c python:config.web config.wsgi`."""

import logging
import os
from pathlib import Path

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("SELARAS_WEB_PROCESSES", "2"))
worker_class = "gthread"
threads = int(os.environ.get("SELARAS_WEB_THREADS", "8"))
timeout = 60
graceful_timeout = 10
# Renewed now and then, each at its own time, so that memory lost to a leak comes back.
max_requests = 5000
max_requests_jitter = 500
if Path("/dev/shm").is_dir():  # noqa: S108 # a sign of life must not wait for a disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108 # as above
# The processes that answer people get the time limits of config.environment.
raw_env = ["SELARAS_PROCESS=web"]
# Whether a request came by https is Django's to decide, by SELARAS_PROXY_SSL_HEADER alone.
forwarded_allow_ips = ""
control_socket_disable = True
# Our own middleware logs each request by its route: gunicorn's log would hold the path.
accesslog = None


class WithoutAddresses(logging.Filter):
    """Takes the address of a request out of gunicorn's own complaints."""

    def filter(self, record: logging.LogRecord) -> bool:
        for opening in ("Error handling request", "Invalid request"):
            if str(record.msg).startswith(opening):
                record.msg, record.args = opening, ()
        return True


logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
    "filters": {"addresses": {"()": WithoutAddresses}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["addresses"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "gunicorn.error": {"level": "WARNING"},
        "gunicorn.access": {"level": "WARNING"},
    },
}
