"""Pages of long lists, whose exact number of rows nobody waits for."""

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 25
COUNTED = 1000
# Nobody leafs this deep; the database would read and throw away all rows before.
DEEPEST_PAGE = 400


class CappedPaginator(Paginator):
    """Counts to 1,000; beyond, `is_capped` and a page only knows whether another follows."""

    def __init__(self, rows: Any, per_page: int, *, deepest: int = DEEPEST_PAGE) -> None:
        super().__init__(rows, per_page)
        self.deepest = deepest

    @cached_property
    def counted(self) -> int:
        rows: Any = self.object_list
        # Their order does not change their number, but may cost a sort of all.
        return int(rows.order_by()[: COUNTED + 1].count())

    @property
    def is_capped(self) -> bool:
        return self.counted > COUNTED

    @cached_property
    def count(self) -> int:
        return min(self.counted, COUNTED)

    def validate_number(self, number: Any) -> int:
        if self.is_capped and str(number).isdecimal() and int(number) > 0:
            return min(int(number), self.deepest)
        return super().validate_number(number)

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        if not self.is_capped:
            return super().page(number)
        start = (number - 1) * self.per_page
        rows: list[Any] = list(self.object_list[start : start + self.per_page + 1])
        return CappedPage(rows[: self.per_page], number, self, more=len(rows) > self.per_page)


class CappedPage(Page):
    """A page of a list too long to count."""

    def __init__(
        self, rows: list[Any], number: int, paginator: CappedPaginator, *, more: bool
    ) -> None:
        super().__init__(rows, number, paginator)
        self.more = more and number < paginator.deepest
        # Rows follow, but no page: who wants them reads on from the last row.
        self.continues = more and not self.more

    def has_next(self) -> bool:
        return self.more

    def next_page_number(self) -> int:
        return self.number + 1

    def end_index(self) -> int:
        return self.start_index() + len(self.object_list) - 1


def page_of(
    request: HttpRequest,
    rows: "QuerySet[Any]",
    *,
    size: int = PAGE_SIZE,
    deepest: int = DEEPEST_PAGE,
) -> Page:
    """The page that `?page=` asks for, else the nearest there is; `?hitung=1` counts exactly."""
    if request.GET.get("hitung"):
        return Paginator(rows, size).get_page(request.GET.get("page"))
    return CappedPaginator(rows, size, deepest=deepest).get_page(request.GET.get("page"))
