"""What a ranking is called, and what its documents speak for: in the language of the person."""

from __future__ import annotations

from patterns import load
from patterns.codes import names_in
from patterns.interface import Text, text_for, texts
from patterns.shapes.measures import Measures
from pipeline.ask.compare import Ranking
from pipeline.ask.coverage import scope_name
from pipeline.language.spoken import language, tr


def measure_name(measure: str) -> str:
    """What a measure is called; its id where it has no name."""
    known = {one.id: Text(zh=one.name_zh, en=one.name_en) for one in load(Measures).measure}
    return text_for(measure, known).of(language())


def title_of(ranking: Ranking) -> str:
    """The title: measure in its form, year, kind and scope."""
    words, spoken = texts().ranking, language()
    kind = text_for(ranking.doc_kind, words.kinds).of(spoken)
    of = measure_name(ranking.measure)
    if ranking.code is not None:
        known = names_in(ranking.code, ranking.year or None)
        of = tr("{measure}, {item}", measure=of, item=" ".join((ranking.code, *known[:1])))
    measure = _in_form(ranking, of)
    if ranking.year:
        title = words.title.filled(year=ranking.year, kind=kind, measure=measure).of(spoken)
    else:
        title = tr("{measure}, {kind} of every year", measure=measure, kind=kind)
    scope = scope_name(ranking.scope)
    return words.of_scope.filled(title=title, scope=scope.of(spoken)).of(spoken)


def _in_form(ranking: Ranking, measure: str) -> str:
    match ranking.form:
        case "per_head":
            return tr("{measure} per head of staff", measure=measure)
        case "share":
            if ranking.total in (None, ranking.measure):
                return tr("share in {measure}", measure=measure)
            return tr(
                "{measure} as a share of {total}", measure=measure, total=measure_name(ranking.total or "")
            )
        case "change" | "growth" if ranking.before is None:
            return tr("{measure}: since the year before", measure=measure)
        case "change" | "growth":
            return tr("{measure}: since {year}", measure=measure, year=ranking.before)
        case "gap":
            return tr("{measure}: spent beyond the budget", measure=measure)
        case "execution_rate":
            return tr("{measure}: execution rate", measure=measure)
    return measure


def coverage_of(ranking: Ranking) -> tuple[Text, Text]:
    """How many documents have the figure, and how many bodies have published."""
    words, of = texts().ranking, ranking.coverage
    ranked = len({row["doc_id"] for row in ranking.rows})
    return (
        words.covered.filled(ranked=ranked, all=of.documents),
        words.published.filled(bodies=of.bodies, known=of.bodies_known),
    )


def note_of(ranking: Ranking, shown: int) -> str:
    """The line below a chart: how many of all places it shows, from how many figures, and its coverage."""
    words, every = texts().ranking, len(ranking.places)
    remarks = [words.shown.filled(shown=shown, all=every)] if shown < every else []
    remarks += [words.traceable.filled(n=len(ranking.rows)), *coverage_of(ranking)]
    return words.both.of(language()).join(remark.of(language()) for remark in remarks)
