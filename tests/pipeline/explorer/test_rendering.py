"""Templates speak the language of who asks, each time."""

from __future__ import annotations

from pipeline.explorer.rendering import environment
from pipeline.language.spoken import speaking


def test_what_is_said_of_a_constant_is_not_kept_in_the_language_of_who_asked_first() -> None:
    template = environment().from_string('{{ "confirmed" | state }} {{ "error" | severity }}')
    with speaking("zh"):
        assert template.render() == "属实 错误"
    with speaking("en"):
        assert template.render() == "confirmed error"
