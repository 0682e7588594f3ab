"""`make bench`: fills two databases of its own and measures every main page in both.

SCALE=0.1 make bench                      with a tenth of the nation
python -m tests.bench --json FILE         all figures as JSON too
python -m tests.bench --docs docs/measurements.md   the table into the documentation
python -m tests.bench --reuse --only work what the last run filled, some pages only
"""

import os

import django
from django.utils.module_loading import import_string

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
    django.setup()
    # Only now: its imports need the settings.
    import_string("tests.bench.running.main")()
