"""Telephone numbers from the many ways in which people write them."""

import re

import phonenumbers


def phone_e164(text: str) -> str:
    """`0812-3456-7890`, `62812…` and `(0254) 280330` in E.164; empty when it is no number."""
    typed = text.strip()[:40]
    if re.sub(r"\D", "", typed).startswith("62") and not typed.startswith("+"):
        typed = f"+{typed}"
    try:
        number = phonenumbers.parse(typed, "ID")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
