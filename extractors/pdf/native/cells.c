/* Which glyph lies in which cell, what the cells print, and which grids need a second look. The twins in Python
   are in extractors/pdf: cell_glyphs.py, cell_text.py, and the modules that take that look. */
#include "lines.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Whether the places of n glyphs are numbers to reckon with: their sums and products are finite too. */
EXPORT int are_plain(const double *boxes, const double *baseline, int64_t n) {
    const double most = 1e100;
    for (int64_t k = 0; k < 4 * n; k++)
        if (!(fabs(boxes[k]) < most)) return 0;
    for (int64_t k = 0; k < n; k++)
        if (!(fabs(baseline[k]) < most)) return 0;
    return 1;
}

/* How many of n ascending edges lie at or before x, less one: the elementary row or column of x. */
static int64_t between(const double *edges, int64_t n, double x) {
    int64_t low = 0, high = n;
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (x < edges[middle])
            high = middle;
        else
            low = middle + 1;
    }
    return low - 1;
}

/* Puts the glyphs whose middle lies in a lattice, and that are free, into its cells: `order` gets their numbers
   cell by cell, ascending in each, `starts` where each cell begins in it (n_cells + 1), `cell_of` (n) the cell
   of each glyph, -1 for none. They are free no more. Gives how many they are. */
EXPORT int64_t fill_cells(const double *middle_x, const double *middle_y, int64_t n, const double *x_edges,
                          int64_t n_x, const double *y_edges, int64_t n_y, const int64_t *owner,
                          int64_t n_cells, uint8_t *is_free, int64_t *cell_of, int64_t *order, int64_t *starts) {
    memset(starts, 0, (n_cells + 1) * sizeof *starts);
    for (int64_t g = 0; g < n; g++) {
        int64_t col = is_free[g] ? between(x_edges, n_x, middle_x[g]) : -1;
        int64_t row = col >= 0 && col < n_x - 1 ? between(y_edges, n_y, middle_y[g]) : -1;
        cell_of[g] = -1;
        if (row < 0 || row >= n_y - 1) continue;
        is_free[g] = 0;
        cell_of[g] = owner[row * (n_x - 1) + col];
        starts[cell_of[g] + 1]++;
    }
    for (int64_t k = 0; k < n_cells; k++) starts[k + 1] += starts[k];
    for (int64_t g = 0; g < n; g++)
        if (cell_of[g] >= 0) order[starts[cell_of[g]]++] = g;
    memmove(starts + 1, starts, n_cells * sizeof *starts);
    starts[0] = 0;
    return starts[n_cells];
}

static const double LEVEL = 0.05, WORD_GAP = 0.22, DOUBLED = 0.12, NEXT_LINE = 0.6, INSIDE = 0.3;

/* Is the cell more than what was drawn, in the order in which it was drawn? (cell_text.py) */
static int is_mended(const struct glyphs *glyphs, const double *middle_y, const int64_t *members, int64_t n) {
    double least = INFINITY, most = -INFINITY, tallest = -INFINITY;
    for (int64_t k = 0; k < n; k++) {
        const double *box = glyphs->boxes + 4 * members[k];
        uint8_t kind = glyphs->kinds[members[k]];
        double height = box[3] - box[1], size = kind & WIDE ? box[2] - box[0] : height;
        if (kind & SPACE) return 1;
        if (size < least) least = size;
        if (size > most) most = size;
        if (height > tallest) tallest = height;
    }
    for (int64_t k = 1; k < n; k++) {
        int64_t before = members[k - 1], here = members[k];
        const double *left = glyphs->boxes + 4 * before, *right = glyphs->boxes + 4 * here;
        double gap = right[0] - left[2], step = right[0] - left[0];
        double fall = (middle_y[here] + INSIDE * (right[3] - right[1])) -
                      (middle_y[before] + INSIDE * (left[3] - left[1]));
        int tight = fabs(fall) <= LEVEL * least && gap <= WORD_GAP * least && step >= DOUBLED * most &&
                    step > 0;
        int broken = fall > NEXT_LINE * tallest && !(glyphs->kinds[before] & glyphs->kinds[here] & LATIN);
        if (!tight && !broken) return 1;
    }
    return 0;
}

/* Where the lines of a cell are joined. */
struct joined { const struct glyphs *glyphs; int64_t *sequence, n; };

static uint8_t kind_of(const struct glyphs *glyphs, int64_t g) {
    return glyphs->kinds[g < 0 ? glyphs->n + g : g]; /* as Python counts from the end */
}

static void join_line(void *taker, const struct line *line, const int64_t *sequence, int64_t n, int columns) {
    struct joined *joined = taker;
    (void)line, (void)columns;
    if (joined->n && kind_of(joined->glyphs, joined->sequence[joined->n - 1]) &
                         kind_of(joined->glyphs, sequence[0]) & LATIN)
        joined->sequence[joined->n++] = BLANK_MARK;
    for (int64_t k = 0; k < n; k++) {
        if (sequence[k] >= 0)
            joined->sequence[joined->n++] = sequence[k];
        else if (!((kind_of(joined->glyphs, sequence[k ? k - 1 : n - 1]) |
                    kind_of(joined->glyphs, sequence[k + 1])) & WIDE))
            joined->sequence[joined->n++] = BLANK_MARK;
    }
}

static int is_numeric(uint32_t code) {
    return is_digit_or_sign(code) || code == '-' || code == '%' || code == ' ';
}

struct cell { int64_t row, col, row_span, col_span; };

/* What each cell prints, in reading order, and what parts it from the next: of each character the glyph, -1
   for none, and the code. There is room for four times the members and for the cells. `starts` (n_cells + 1) is
   where each cell begins, one behind the end of the one before; `suspect` whether any may be a reason for doubt.
   The members are `members`, cell by cell from `first` (n_cells + 1). Gives 0; -1 where memory is short. */
EXPORT int read_cells(const double *boxes, const double *baseline, const uint32_t *codes,
                      const uint8_t *kinds, const double *middle_y, int64_t n_glyphs, const int64_t *members,
                      const int64_t *first, const struct cell *cells, int64_t n_cells, int64_t *sequence,
                      uint32_t *text, int64_t *starts, int *suspect) {
    struct glyphs glyphs = {boxes, baseline, codes, kinds, n_glyphs};
    struct joined joined = {&glyphs, sequence, 0};
    struct scratch scratch;
    int64_t most = 0, at = 0;
    int has_scratch = 0, is_done = 1;
    *suspect = 0;
    for (int64_t k = 0; k < n_cells; k++)
        if (first[k + 1] - first[k] > most) most = first[k + 1] - first[k];
    for (int64_t k = 0; k < n_cells && is_done; k++) {
        int64_t n = first[k + 1] - first[k], last = -1;
        const int64_t *own = members + first[k];
        if (k) {
            text[at] = cells[k].row != cells[k - 1].row ? '\n' : '\t';
            sequence[at++] = BLANK_MARK;
        }
        starts[k] = at;
        joined.sequence = sequence + at;
        joined.n = 0;
        if (is_mended(&glyphs, middle_y, own, n)) {
            if (!has_scratch) is_done = scratch_make(&scratch, most);
            has_scratch = 1;
            if (is_done) lines_of(&glyphs, own, n, &scratch, join_line, &joined);
        } else {
            memcpy(joined.sequence, own, n * sizeof *own);
            joined.n = n;
        }
        int falls = 0, dots = 0, has_blank = 0;
        for (int64_t i = 0; i < joined.n; i++) {
            int64_t g = joined.sequence[i];
            text[at + i] = g < 0 ? ' ' : codes[g];
            dots += text[at + i] == '.';
            has_blank |= text[at + i] == ' ';
            if (g < 0) continue;
            if (last >= 0 &&
                baseline[g] - baseline[last] > NEXT_LINE * (boxes[4 * last + 3] - boxes[4 * last + 1]))
                falls = 1;
            last = g;
        }
        if (joined.n && last == joined.sequence[joined.n - 1] && kinds[last] & DIGIT)
            *suspect |= is_numeric(text[at]) ? falls || dots > 1 || has_blank : dots > 0;
        at += joined.n;
    }
    starts[n_cells] = at + 1;
    if (has_scratch) scratch_free(&scratch);
    return is_done ? 0 : -1;
}

static const double TOUCHING = 0.15, FULL_LINE = 1.4, ADJACENT = 0.3, TALL = 42.0;
enum { CUT = 1, OVERFLOWS = 2, OPEN = 4, MIN_ROWS = 3 };

static int touches(const struct glyphs *glyphs, int64_t g) {
    const double *here = glyphs->boxes + 4 * g, *after = here + 4;
    double near = TOUCHING * (here[3] - here[1]);
    return fabs(after[0] - here[2]) < near && fabs(glyphs->baseline[g + 1] - glyphs->baseline[g]) < near;
}

/* Could the glyph that the file writes behind the last one of a cell be of this cell? (overflow.py) */
static int may_overflow(const struct glyphs *glyphs, const int64_t *cell_of, const struct cell *cells,
                        const struct cell *own, int64_t last, const double *x_edges, int64_t n_rows) {
    const double *box = glyphs->boxes + 4 * last, *after = box + 4;
    if (last + 1 >= glyphs->n || !(glyphs->kinds[last] & glyphs->kinds[last + 1] & WIDE)) return 0;
    int is_full = x_edges[own->col + own->col_span] - box[2] < FULL_LINE * (box[2] - box[0]);
    if (cell_of[last + 1] < 0) return own->row + own->row_span == n_rows && is_full;
    const struct cell *other = cells + cell_of[last + 1];
    if (other->col == own->col && other->row == own->row + own->row_span) return is_full;
    if (other->row != own->row || other->col != own->col + own->col_span) return 0;
    double em = after[2] - after[0];
    return fabs(glyphs->baseline[last + 1] - glyphs->baseline[last]) < ADJACENT * em &&
           !(after[0] - box[2] > ADJACENT * em);
}

/* What of a grid needs a second look: CUT where a number may run over a rule, OVERFLOWS where a label may, OPEN
   where a row may hold several. Where a bit is not set, the module that takes this look would change nothing. */
EXPORT int look_at_cells(const double *boxes, const double *baseline, const uint32_t *codes,
                         const uint8_t *kinds, int64_t n_glyphs, const int64_t *cell_of, const int64_t *members,
                         const int64_t *first, const struct cell *cells, int64_t n_cells, const double *x_edges,
                         const double *y_edges, int64_t n_rows) {
    struct glyphs glyphs = {boxes, baseline, codes, kinds, n_glyphs};
    int found = 0;
    for (int64_t g = 0; g + 1 < n_glyphs && !(found & CUT); g++)
        if (cell_of[g] >= 0 && cell_of[g + 1] >= 0 && cell_of[g] != cell_of[g + 1] &&
            is_digit_or_sign(codes[g]) && is_digit_or_sign(codes[g + 1]) && touches(&glyphs, g))
            found |= CUT;
    for (int64_t k = 0; k < n_cells; k++) {
        if (first[k + 1] == first[k]) continue;
        if (may_overflow(&glyphs, cell_of, cells, cells + k, members[first[k + 1] - 1], x_edges, n_rows))
            found |= OVERFLOWS;
        if (y_edges[cells[k].row + 1] - y_edges[cells[k].row] > TALL) {
            int marks = 0;
            for (int64_t i = first[k]; i < first[k + 1]; i++)
                marks += codes[members[i]] == '.' || codes[members[i]] == ',';
            if (marks >= MIN_ROWS) found |= OPEN;
        }
    }
    return found;
}
