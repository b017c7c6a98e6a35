"""Regular expressions as they come about by chance, for what must hold of all of them."""

from __future__ import annotations

from hypothesis import strategies as st

ALPHABET = "收入支出费ab1-\n"
TEXTS = st.text(alphabet=ALPHABET, max_size=12)
_CHARACTERS = ["收", "入", "支出", "a", "b", "1", ".", r"\d", r"\s", r"\S", r"\p{Han}"]
_CLASSES = ["[收支]", "[^收]", "[a-b1]", r"[^\d]", r"[a\-]", "[-a]"]
_PLACES = ["^", "$", r"\b", "(?=收)", "(?!a)", "(?<=支)", "(?<!入|b)", ""]
_ATOMS = st.sampled_from([*_CHARACTERS, *_CLASSES, *_PLACES])
_TIMES = st.sampled_from(["", "", "?", "*", "+", "{2}", "{1,3}", "{2,}", "{,2}", "*?", "++", "??", "{1,2}+"])


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    groups = st.sampled_from(["(?:", "(", "(?P<n>", "(?>", "(?=", "(?!", "(?<=", "(?<!"])
    repeated = st.tuples(inner, st.sampled_from(["(?:", "(", "(?>"]), _TIMES).map(
        lambda made: f"{made[1]}{made[0]}){made[2]}"
    )
    return st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map("|".join).map("(?:{})".format),
        repeated,
        st.tuples(groups, inner).map(lambda made: f"{made[0]}{made[1]})"),
    )


EXPRESSIONS = st.recursive(_ATOMS, _larger, max_leaves=8)
"""Expressions that `regex` may still refuse: two groups of one name in a look behind, and the like."""
