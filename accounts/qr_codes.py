"""Addresses as QR codes, for telephones that read them from a screen or from paper."""

from io import BytesIO

import segno


def qr_image(address: str) -> str:
    """As the source of an image, so that a page that is shown once carries it along."""
    return segno.make_qr(address, error="m").svg_data_uri(scale=4, border=2)


def qr_svg(address: str, *, border: int, ground: str | None = None) -> bytes:
    """As a file; `border` counts squares, and no ground lets the paper show through."""
    drawn = BytesIO()
    segno.make_qr(address, error="m").save(
        drawn, kind="svg", scale=4, border=border, light=ground, xmldecl=False
    )
    return drawn.getvalue()
