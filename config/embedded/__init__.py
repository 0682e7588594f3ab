"""PostgreSQL for machines without a server: a Django backend that starts its own when needed.

`places` decides where it lives and as whom it runs, `server` starts and stops it, `base` is the
backend behind `ENGINE = "config.embedded"`. Linux only, for demo, development and tests.
"""
