"""What row and column say of a value, before its role: the measure, and what it is measured of."""

from __future__ import annotations

from extractors.frozen import frozen


@frozen
class Meaning:
    """A measure with its scope, and the item of the row where it has one."""

    measure: str
    scope: str | None
    function_code: str | None = None
    economic_code: str | None = None
    item_label: str | None = None

    @property
    def is_coded(self) -> bool:
        """Is it of a classification code?"""
        return self.function_code is not None or self.economic_code is not None
