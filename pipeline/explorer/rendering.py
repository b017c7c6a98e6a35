"""Records to pages of HTML: the templates, and how numbers are written in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.filters import FILTERS as DEFAULT_FILTERS
from jinja2.runtime import Context

from pipeline.ask.amounts import amount, column_unit, in_column, signed
from pipeline.explorer import names, value_names
from pipeline.explorer.addresses import of_question, on_the_web
from pipeline.explorer.answers import leads, shown_rows
from pipeline.explorer.pages.document_words import in_names, word
from pipeline.language.places import place_spoken
from pipeline.language.spoken import language, told, tr, tr_n

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"


@cache
def environment() -> Environment:
    """The templates. All that is filled in is escaped; a name that is not there is an error."""
    found = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    found.globals.update(tr=tr, tr_n=tr_n, told=told, word=word)
    found.globals.update(money_scales=names.money_scales, division_path=names.division_path)
    found.filters.update(number=number, plain=plain, in_names=in_names)
    found.filters.update(money=money, wan=wan, percent=percent, asked=asked, spoken_place=spoken_place)
    found.filters.update(shown_rows=shown_rows, leads=leads)
    found.filters.update(amount=amount, in_column=in_column, signed=signed, column_unit=column_unit)
    found.filters.update(
        web=on_the_web,
        measure=names.measure,
        division=names.division,
        scope=names.scope,
        finding=names.finding,
        category=names.category,
        state=names.state,
        severity=names.severity,
        kind=value_names.kind,
        role=value_names.role,
        fund=value_names.fund,
        group_role=value_names.group_role,
        flag=value_names.flag,
        why_not=value_names.why_not,
        elsewhere=value_names.elsewhere,
        alias_kind=value_names.alias_kind,
        relation=value_names.relation,
        broken=value_names.broken,
        own_fund=names.own_fund,
        component=value_names.component,
        body_group=value_names.body_group,
        level=value_names.level,
        match=value_names.match,
        in_words=names.amount_of,
        counted_in=names.counted_in,
    )
    for name in found.filters.keys() - DEFAULT_FILTERS.keys():
        found.filters[name] = _anew(found.filters[name])
    return found


def _anew(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that is asked each time: what it says of a constant would else be said once, when the template
    is compiled, in the language of who asked first.
    """

    @pass_context
    def filtered(_: Context, *values: Any, **more: Any) -> Any:
        return function(*values, **more)

    return filtered


def rendered(template: str, **values: Any) -> str:
    """A page. `page` is its record, `to` the addresses, `here` the address that was asked."""
    return environment().get_template(template).render(lang=language(), **values)


@cache
def version() -> str:
    """What changes when a file of `static` does."""
    files = sorted(path for path in STATIC.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:10]


def number(value: Decimal | float | None) -> str:
    """With thousands separators, as many decimals as it has; a dash for null.

    >>> number(Decimal("1234567.80")), number(None)
    ('1,234,567.80', '—')
    """
    return "—" if value is None else f"{value:,}"


def plain(value: Decimal | None) -> str:
    """With thousands separators, without zeros behind the last digit; a dash for null.

    >>> plain(Decimal("28849.380000")), plain(Decimal("100"))
    ('28,849.38', '100')
    """
    return "—" if value is None else f"{value.normalize():,f}"


def spoken_place(locator: str) -> str:
    """A place without pages as people speak of it, in the language of the person."""
    return place_spoken(None, locator)


def money(yuan: Decimal | None) -> str:
    """Yuan with two decimals; a dash for null.

    >>> money(Decimal("-31000"))
    '-31,000.00'
    """
    return "—" if yuan is None else f"{yuan:,.2f}"


def wan(yuan: Decimal | None) -> str:
    """Yuan in units of ten thousand, in which most documents print them: exactly, with two decimals or more.

    >>> wan(Decimal("101504800")), wan(Decimal("-12")), wan(None)
    ('10,150.48', '-0.0012', '—')
    """
    if yuan is None:
        return "—"
    exact = (yuan / 10_000).normalize()
    return f"{exact:,.{max(2, -int(exact.as_tuple().exponent))}f}"


def percent(value: Decimal | float | None) -> str:
    """Percent with two decimals; a dash for null.

    >>> percent(Decimal("12.5"))
    '12.50 %'
    """
    return "—" if value is None else f"{value:,.2f} %"


def asked(address: str, **changes: Any) -> str:
    """The same address with something asked otherwise; null takes it out.

    >>> asked("/findings?code=A&code=B&page=3", page=None, lang="zh")
    '/findings?code=A&code=B&lang=zh'
    """
    parts = urlsplit(address)
    given: dict[str, Any] = {}
    for name, value in parse_qsl(parts.query):
        given.setdefault(name, []).append(value)
    return parts.path + of_question({**given, **changes})
