"""The assignment's part of `make bench`.

python -m tests.bench.assignment --scale 0.1          a tenth of the school and of the province
python -m tests.bench.assignment --only school        one shape
python -m tests.bench.assignment --json FILE          all figures as JSON too
python -m tests.bench.assignment --docs docs/measurements-assignment.md   the table into the page
"""

import os

import django
from django.utils.module_loading import import_string

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
    django.setup()
    # Only now: messages need the settings.
    import_string("tests.bench.assignment.running.main")()
