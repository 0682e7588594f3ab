"""Whether a text is left anywhere."""

from django.db import connection


def tables_with(text: str) -> set[str]:
    """Every table of the database in which the text stands anywhere, whatever its column."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT EXISTS (SELECT 1 FROM "{table}" r WHERE r::text ILIKE %s)',
                [f"%{text}%"],
            )
            if cursor.fetchone()[0]:
                found.add(table)
    return found
