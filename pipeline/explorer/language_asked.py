"""In which language a request is answered."""

from __future__ import annotations

from starlette.requests import Request

from pipeline.language.spoken import Language

COOKIE = "lang"
"""Name of the cookie that keeps a choice, and of what is asked to choose."""


def language_of(request: Request) -> Language:
    """As asked (`?lang=`), as chosen before, or the one that the browser would rather have."""
    for told in (request.query_params.get(COOKIE), request.cookies.get(COOKIE)):
        if told in ("zh", "en"):
            return "zh" if told == "zh" else "en"
    return preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> Language:
    """The language of an Accept-Language; English where it has neither.

    >>> preferred("fr, en;q=0.5, zh-CN;q=0.8"), preferred("")
    ('zh', 'en')
    """
    weighed = []
    for n, part in enumerate(header.split(",")):
        name, _, rest = part.strip().partition(";")
        try:
            weight = float(rest.strip().removeprefix("q=") or 1)
        except ValueError:
            weight = 0.0
        weighed.append((-weight, n, name.lower()[:2]))
    return next(
        ("zh" if name == "zh" else "en" for _, _, name in sorted(weighed) if name in ("zh", "en")), "en"
    )
