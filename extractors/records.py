"""What extractors find. One record type per dataset of the data model, before ids are given.

Records refer to each other by position in the list that their extractor returned (`section=3` is
`sections[3]`); `pipeline.rows.assembly` makes ids of them. Money is `Decimal`. Fields are named as columns.
"""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal

from extractors.document import Place
from extractors.frozen import frozen


@frozen
class Section:
    """A node of the outline. `place` starts at the numbering mark and ends with the heading."""

    place: Place
    parent: int | None
    ordinal: int
    level: int
    number_system: str
    number_raw: str | None
    title: str
    kind: str
    """heading, run_on_heading, data_item, caption, toc_title, toc_entry, glossary_term, table_title"""
    body_start: int
    body_end: int
    canonical_section: str | None = None
    scope: str | None = None


@frozen
class Quantity:
    """A number with its unit in running text, before any interpretation."""

    place: Place
    section: int | None
    kind: str
    """amount, percent, point, count"""
    value_raw: str
    """The number as printed, without its unit."""
    unit_raw: str | None
    decimals: int
    value: Decimal
    value_yuan: Decimal | None
    where: str
    """body, reason, toc, glossary, threshold; table where forms of text files are read"""


@frozen
class Cell:
    """One cell of a logical table, in its coordinates (not the page's); `stored` as of `GridCell`."""

    place: Place
    row: int
    col: int
    row_span: int
    col_span: int
    text: str
    is_header: bool
    row_label: str | None
    row_code: str | None
    column_path: tuple[str, ...]
    value: Decimal | None
    value_yuan: Decimal | None
    value_state: str
    decimals: int | None = None
    stored: str | None = None


@frozen
class Table:
    """A logical table: grids of several pages stitched, header found, columns named."""

    place: Place
    section: int | None
    canonical_table: str | None
    title_raw: str | None
    unit_raw: str | None
    unit_multiplier: Decimal | None
    """Yuan per printed unit; null where no unit is known."""
    n_rows: int
    n_cols: int
    pages: tuple[int, ...]
    engine: str
    cells: tuple[Cell, ...]
    is_declared_empty: bool = False
    note_raw: str | None = None
    agreement: tuple[str, ...] = ()
    """The engines that gave the same grid, the one that it is by first; empty where no other was asked."""
    doubtful: tuple[str, ...] = ()
    doubtful_pages: tuple[int, ...] = ()
    """Pages with a doubtful grid that is ruled, so that another engine may see its rules otherwise."""
    ties_out: bool | None = None
    """Whether all identities hold that the table has a part in; null where none could be evaluated."""
    moved_placeholders: tuple[int, ...] = ()
    """As in `Grid`, for tables of text exports."""
    header_rows: int = 0


@frozen
class Fact:
    """One measure in one role: (entity, year, scope, measure, dims, role, value) with its place."""

    place: Place
    measure: str
    role: str
    source_kind: str
    """narrative, table, form, derived"""
    scope: str | None = None
    section: int | None = None
    table: int | None = None
    row: int | None = None
    col: int | None = None
    statement: int | None = None
    reasons: tuple[int, ...] = ()
    """The reasons that explain it; the last of them is the one that stands nearest."""
    value_year: int | None = None
    function_code: str | None = None
    economic_code: str | None = None
    item_label: str | None = None
    unit: str | None = None
    """The unit of the department that the figure is of, where sections speak of units one by one."""
    unit_raw: str | None = None
    value_raw: str | None = None
    decimals: int | None = None
    value: Decimal | None = None
    value_yuan: Decimal | None = None
    direction: int | None = None
    comparator: str | None = None
    denominator: str | None = None
    budget_basis: str | None = None
    value_state: str = "printed"
    extractor: str = "table"
    confidence: float = 1.0
    duplicate_of: int | None = None
    """The best printing of the same figure in the document; null for that printing itself."""
    duplicate_kind: str | None = None
    """How it agrees with that printing: complete, consistent (rounding explains it), inconsistent."""
    part_of: int | None = None
    """The figure that this row is a part of, where a table prints an item in several rows."""
    derivation: str | None = None
    """How a derived value comes about: sum_of_rows, ratio and the others of `figures.derivation`."""
    derived_from: tuple[int, ...] = ()
    construction: str | None = None
    """How a sentence was read (`extractors.narrative.constructions`); null for tables and forms."""
    reading: str | None = None
    """Who chose what a figure of a sentence means: null the grammar, else the identity that held for it."""
    confirmed_by: tuple[str, ...] = ()
    """What else says that it is right: table, sentence, sum, growth, share, codes of identities that hold."""
    ocr_status: str | None = None
    """read, confirmed, repaired or unproven (`pipeline.audit.recognition`); null for print."""
    proof: tuple[str, ...] = ()
    """Codes of the checks that confirm what was recognised, or that chose it."""


@frozen
class Reason:
    """A 主要原因 clause. The facts that it explains name it (`Fact.reasons`)."""

    place: Place
    text: str
    cause: str = ""
    """The text without the words that open it."""
    explains: str | None = None
    """change, budget_gap (a final figure against its budget), level (what a figure consists of); null where
    no figure is known that it explains."""


@frozen
class ProjectFund:
    """Money of one kind in a form: budget, what was spent, and the points for it."""

    place: Place
    fund_type: str
    """total, current_year_fiscal, carryover, other, special_account, unit_funds; fiscal money by the level
    that gives it: central_fiscal, provincial_fiscal, municipal_fiscal, county_fiscal, local_fiscal,
    superior_fiscal, own_fiscal"""
    initial_budget: Decimal | None = None
    full_year_budget: Decimal | None = None
    executed: Decimal | None = None
    """The three amounts are yuan."""
    execution_rate: Decimal | None = None
    weight: Decimal | None = None
    score: Decimal | None = None
    initial_budget_raw: str | None = None
    full_year_budget_raw: str | None = None
    executed_raw: str | None = None
    execution_rate_raw: str | None = None
    weight_raw: str | None = None
    score_raw: str | None = None


@frozen
class Goal:
    """A goal of a project in words: what was expected, what was achieved."""

    place: Place
    expected: str | None
    actual: str | None


@frozen
class Indicator:
    """A line of a form's indicators: its levels, target, actual value and points."""

    place: Place
    level1_raw: str | None
    level2_raw: str | None
    level3_raw: str | None
    inherited: tuple[str, ...]
    """Which of level1, level2, level3 come from a merged cell above."""
    target_raw: str | None
    actual_raw: str | None
    weight: Decimal | None
    score: Decimal | None
    level1: str | None = None
    level2: str | None = None
    level3: str | None = None
    target_operator: str | None = None
    target_value: Decimal | None = None
    target_unit: str | None = None
    target_upper: Decimal | None = None
    """The upper end of a range; then `target_value` is the lower end and the operator ≥."""
    actual_value: Decimal | None = None
    actual_unit: str | None = None
    actual_semantics: str | None = None
    attainment: Decimal | None = None
    deviation_reason: str | None = None
    level_repairs: tuple[str, ...] = ()
    """Levels whose name is not as printed: level1, level2 (a slip), level1_of_level2 (not printed)."""


@frozen
class Project:
    """One self-evaluation or goal form."""

    place: Place
    form_kind: str
    """pf_project_self_eval, pf_department_self_eval, pf_project_goal, pf_department_goal"""
    form_year: int | None = None
    name_raw: str | None = None
    name_norm: str | None = None
    project_code: str | None = None
    competent_department: str | None = None
    implementing_unit: str | None = None
    total_weight: Decimal | None = None
    total_score: Decimal | None = None
    funds: tuple[ProjectFund, ...] = ()
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    leader: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    """Leader and phone are personal data: written only on request, to their own dataset."""
    personal: tuple[Place, ...] = field(default=(), repr=False)
    """The cells of the form that name a person or a telephone number, its own or of who filled it in."""


@frozen
class ListedUnit:
    """A unit that the document lists as part of the department."""

    place: Place
    unit_name_raw: str
    note_raw: str | None = None
    kind: str = "budget_scope"
    """budget_scope (the budget or account covers it) or subordinate (it belongs to the department)"""
    is_own: bool = False
    """True for the department itself (本级)."""


@frozen
class IdentityEvidence:
    """What one answer about the document rests on."""

    field: str
    """Column of `documents`: title, doc_kind, fiscal_year, entity_name, division_code, scope_type, …"""
    value: str | None
    method: str
    """How the place told it: title, label, heading, qualifier, unit_list, statement, …"""
    place: Place | None
    """Null where the answer follows from another one: from the publisher's name."""
    confidence: float = 1.0


@frozen
class BodyAlias:
    """Another name of a body that the document calls `name`."""

    place: Place | None
    name: str
    alias: str
    kind: str
    """short_name, nameplate, second_name, self_reference"""


@frozen
class BodyRelation:
    """What became of a body, as the document says."""

    place: Place
    kind: str
    """rename, merge, split, created, abolished"""
    before: str | None
    after: str | None
    earliest: str | None = None
    """First day on which it can have taken effect, ISO; null unknown."""
    latest: str | None = None


@frozen
class Identity:
    """Who published what for which year, as the document itself says."""

    title: str | None
    doc_kind: str
    """final_account, budget, self_evaluation, performance_goal, evaluation_report, other"""
    fiscal_year: int | None
    entity_name: str | None
    scope_type: str
    """department_rollup, department_own, single_unit, unknown"""
    division_code: str | None
    published_on: str | None = None
    default_unit: str | None = None
    is_disclosure: bool = True
    level: str | None = None
    """central, province, city or county; null where the division is unknown."""
    evidence: tuple[IdentityEvidence, ...] = ()
    scope_method: str | None = None
    """What decided the scope; null where it is unknown."""
    units: tuple[ListedUnit, ...] = ()
    units_stated: int | None = None
    """How many budget units the document says that it covers."""
    parent_name: str | None = None
    """Department that the publishing unit belongs to, as printed."""
    aliases: tuple[BodyAlias, ...] = ()
    relations: tuple[BodyRelation, ...] = ()


@frozen
class Check:
    """One accounting identity, evaluated. Operands are positions in the list of facts."""

    code: str
    formula: str
    lhs_facts: tuple[int, ...]
    rhs_facts: tuple[int, ...]
    lhs: Decimal | None
    rhs: Decimal | None
    diff: Decimal | None
    tolerance: Decimal | None
    result: str
    """pass, pass_rounding, pass_truncated, pass_plugged, fail, not_applicable, missing_operand"""
    severity: str
    category: str = "arithmetic"
    message_zh: str = ""
    message_en: str = ""
    interval_low: Decimal | None = None
    interval_high: Decimal | None = None
    places: tuple[Place, ...] = ()
    """Where the operands are printed that are no facts (points of a form): evidence of a finding."""
    suspicious: bool = False
    """A missing operand that the document need not lack: its cell is there, and blank."""
    finding: str | None = None
    """The code of the finding that a failure gives, where it is not that of the check."""
    confidence: float = 1.0
    """How sure it is that the operands are what it is about; the reading of tables is judged apart."""
    printed: str | None = None
    """What a finding calls printed; null: the left side."""
    computed: str | None = None
    """What a finding calls computed; null: the right side."""


@frozen
class Finding:
    """What a document gets wrong, with the places that show it."""

    code: str
    category: str
    """arithmetic, contradiction, semantics, format, completeness, identity, plausibility"""
    severity: str
    """info, warning, error"""
    message_zh: str
    message_en: str
    places: tuple[Place, ...]
    """Where it shows; first the place that is in doubt."""
    check: int | None = None
    """The failed check that it comes from, by position."""
    facts: tuple[int, ...] = ()
    printed: str | None = None
    computed: str | None = None
    confidence: float = 1.0
    """How sure it is that the document is wrong, and not its reading."""
    gap_yuan: Decimal | None = None
    """The difference in yuan, without its sign; null where it is not one of money."""
    gap_share: Decimal | None = None
    """The difference as a share of the printed figure."""
