"""Many new rows at once by COPY, several times quicker than INSERT; triggers and checks still run.

PostgreSQL keeps who did it from the first statement of the transaction on, so COPY comes after one.
"""

from collections.abc import Sequence

from django.db import models, transaction


def copy_in(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert unsaved rows; their keys stay unknown here."""
    # Itself, not the name that looks it up: it is asked for each value.
    connection = transaction.get_connection()
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    statement = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(
                [
                    field.get_db_prep_save(field.pre_save(row, add=True), connection)
                    for field in fields
                ]
            )
