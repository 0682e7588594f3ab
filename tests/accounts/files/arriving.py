"""Photos and PDFs as they arrive, harmless and hostile, and what is said of them."""

import io
from typing import Any

import pikepdf


def pdf_bytes(pages: int = 1, text: str = "Perjanjian", **options: Any) -> bytes:
    pdf = pdf_with_text(pages, text)
    target = io.BytesIO()
    pdf.save(target, **options)
    return target.getvalue()


def pdf_with_text(pages: int = 1, text: str = "Perjanjian") -> pikepdf.Pdf:
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        drawing = f"BT /F1 40 Tf 60 700 Td ({text} {number + 1}) Tj ET"
        page.Contents = pikepdf.Stream(pdf, drawing.encode())
    return pdf


def saved(pdf: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()
