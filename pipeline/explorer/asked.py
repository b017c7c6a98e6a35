"""What a request asks of a page, as the record that the page declares."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from starlette.requests import Request

from pipeline.explorer.edition import WrongAsked
from pipeline.explorer.page import Page

_LISTS = (msgspec.inspect.ListType, msgspec.inspect.VarTupleType, msgspec.inspect.FrozenSetType)


def asked_of(page: Page, request: Request) -> Any:
    """What is asked of a page, as its record. Raises `WrongAsked` for a value that it does not take."""
    given: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        if value != "":
            given.setdefault(name, []).append(value)
    several = _several(page)
    one = {name: values if name in several else values[-1] for name, values in given.items()}
    try:
        return msgspec.convert({**one, **request.path_params}, page.asked, strict=False)
    except msgspec.ValidationError as error:
        raise WrongAsked(str(error)) from error


@cache
def _several(page: Page) -> frozenset[str]:
    """What may be asked several times: fields that are lists."""
    asked = msgspec.inspect.type_info(page.asked)
    assert isinstance(asked, msgspec.inspect.DataclassType)
    return frozenset(field.name for field in asked.fields if isinstance(field.type, _LISTS))
