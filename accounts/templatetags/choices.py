"""The options of a select: written in one go, because a list's filter has hundreds of them."""

from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def options(widget: dict[str, Any]) -> SafeString:
    """What Django's own template of a select writes; `widget` is its context."""
    lines: list[str] = []
    for group, choices, _index in widget["optgroups"]:
        if group:
            lines.append(format_html('\n  <optgroup label="{}">', group))
        lines += [_option(choice) for choice in choices]
        if group:
            lines.append("\n  </optgroup>")
    return mark_safe("".join(lines))  # noqa: S308 # each line is escaped


def _option(choice: dict[str, Any]) -> str:
    value, label = conditional_escape(str(choice["value"])), conditional_escape(choice["label"])
    chosen = flatatt(choice["attrs"]) if choice["attrs"] else ""
    return f'\n  <option value="{value}"{chosen}>{label}</option>'
