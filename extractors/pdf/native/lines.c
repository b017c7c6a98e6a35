/* Glyphs to lines. The twin in Python is extractors/pdf/lines.py, which says what is done and why. */
#include "lines.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double BASELINE_TOLERANCE = 0.45, WORD_GAP = 0.22, BLANK_GAP = 0.1, SET_APART = 0.8,
                    SET_APART_BY_BLANK = 0.3, SMALLEST = 0.01, COLUMN_GAP = 2.0, DOUBLED = 0.12,
                    CLOSE_NUMBERS = 0.06, TITLE_GAP = 0.4, EVEN = 2.2;
static const double STRETCH_GAP = 0.9, EDGE_GAP = 0.3, NUMBER_GAP = 0.2, AMOUNT_GAP = 0.15;
enum { APART_SHARE = 5, LETTER_SPACED = 3, LONGEST_TITLE = 24, INSERTED = 24 };

struct keyed { double key; int64_t id; };

int scratch_make(struct scratch *s, int64_t room) {
    s->room = room;
    s->keyed = malloc(sizeof *s->keyed * (room + 1));
    s->merged = malloc(sizeof *s->merged * (room + 1));
    s->order = malloc(sizeof *s->order * (room + 1));
    s->row = malloc(sizeof *s->row * (room + 1));
    s->ids = malloc(sizeof *s->ids * (room + 1));
    s->solid = malloc(sizeof *s->solid * (room + 1));
    s->kept = malloc(sizeof *s->kept * (room + 1));
    s->sequence = malloc(sizeof *s->sequence * (3 * room + 1));
    s->other = malloc(sizeof *s->other * (3 * room + 1));
    s->gaps = malloc(sizeof *s->gaps * (room + 1));
    s->marks = malloc(3 * room + 1);
    return s->keyed && s->merged && s->order && s->row && s->ids && s->solid && s->kept && s->sequence && s->other &&
           s->gaps && s->marks;
}

void scratch_free(struct scratch *s) {
    free(s->keyed), free(s->merged), free(s->order), free(s->row), free(s->ids), free(s->solid), free(s->kept);
    free(s->sequence), free(s->other), free(s->gaps), free(s->marks);
}

/* Sorts by key; what has the same key stays in its order. */
static void sort(struct keyed *of, int64_t n, struct keyed *merged) {
    if (n <= INSERTED) {
        for (int64_t k = 1; k < n; k++) {
            struct keyed one = of[k];
            int64_t at = k;
            for (; at > 0 && of[at - 1].key > one.key; at--) of[at] = of[at - 1];
            of[at] = one;
        }
        return;
    }
    int64_t half = n / 2, left = 0, right = half;
    sort(of, half, merged);
    sort(of + half, n - half, merged);
    if (!(of[half - 1].key > of[half].key)) return;
    for (int64_t k = 0; k < n; k++)
        merged[k] = right == n || (left < half && !(of[left].key > of[right].key)) ? of[left++] : of[right++];
    memcpy(of, merged, n * sizeof *of);
}

#define X0(g) (glyphs->boxes[4 * (g)])
#define TOP(g) (glyphs->boxes[4 * (g) + 1])
#define X1(g) (glyphs->boxes[4 * (g) + 2])
#define BOTTOM(g) (glyphs->boxes[4 * (g) + 3])
#define IS(g, kind) ((glyphs->kinds[g] & (kind)) != 0)

/* The middle one of the keys, which are sorted here. */
static double middle(struct scratch *s, int64_t n) {
    sort(s->keyed, n, s->merged);
    return s->keyed[n / 2].key;
}

static double middle_gap(struct scratch *s, const double *gaps, int64_t n) {
    for (int64_t k = 0; k < n; k++) s->keyed[k].key = gaps[k];
    return middle(s, n);
}

static int is_tight(const struct glyphs *glyphs, const int64_t *ids, int64_t n, double size) {
    double doubled = DOUBLED * size, gap = WORD_GAP * size;
    for (int64_t k = 1; k < n; k++) {
        int64_t p = ids[k - 1], g = ids[k];
        if (!(doubled <= X0(g) - X0(p) && X0(g) - X1(p) <= gap)) return 0;
    }
    return 1;
}

static int64_t without_doubles(const struct glyphs *glyphs, const int64_t *ids, int64_t n, double size,
                               int64_t *kept) {
    double limit = DOUBLED * size;
    int64_t count = 0;
    for (int64_t k = 0; k < n; k++) {
        int64_t g = ids[k], near = count - 1;
        int is_double = 0;
        for (; near >= 0 && X0(g) - X0(kept[near]) < limit && !is_double; near--)
            is_double = glyphs->codes[g] == glyphs->codes[kept[near]];
        if (!is_double) kept[count++] = g;
    }
    return count;
}

static int is_letter_spaced(const struct glyphs *glyphs, struct scratch *s, int64_t n, double size) {
    if (n < 2 || n > LONGEST_TITLE) return 0;
    double least = s->gaps[0], most = s->gaps[0];
    for (int64_t k = 1; k < n - 1; k++) {
        if (s->gaps[k] < least) least = s->gaps[k];
        if (s->gaps[k] > most) most = s->gaps[k];
    }
    if (!(least > TITLE_GAP * size)) return 0;
    if (!(most < EVEN * middle_gap(s, s->gaps, n - 1))) return 0;
    for (int64_t k = 0; k < n; k++)
        if (!IS(s->kept[k], WIDE)) return 0;
    return 1;
}

/* marks[i]: bit 1, the file writes a blank before the i-th glyph kept; bit 2, it is set apart. */
static void mark_apart(const struct glyphs *glyphs, struct scratch *s, int64_t n, int64_t n_ids, double size) {
    int64_t at = 0, n_wide = 0, n_apart = 0;
    double far = SET_APART * size, far_by_blank = SET_APART_BY_BLANK * size;
    for (int64_t i = 0; i < n; i++) {
        while (at < n_ids && s->ids[at] != s->kept[i]) at++;
        s->marks[i] = i > 0 && at > 0 && IS(s->ids[at - 1], SPACE);
    }
    for (int64_t i = 1; i < n; i++) {
        if (!IS(s->kept[i], WIDE) || !IS(s->kept[i - 1], WIDE)) continue;
        n_wide++;
        if (s->gaps[i - 1] > far || (s->marks[i] & 1 && s->gaps[i - 1] > far_by_blank)) {
            s->marks[i] |= 2;
            n_apart++;
        }
    }
    int64_t most = n_wide / APART_SHARE > 1 ? n_wide / APART_SHARE : 1;
    if (n_apart > most)
        for (int64_t i = 0; i < n; i++) s->marks[i] &= 1;
}

static int is_in_number(uint32_t code) { return is_digit_or_sign(code) || code == '-'; }

static int is_single(const struct glyphs *glyphs, const int64_t *sequence, int64_t n, int64_t k) {
    int64_t g = sequence[k];
    return g >= 0 && (is_digit_or_sign(glyphs->codes[g]) || glyphs->codes[g] == '%') &&
           (k == 0 || sequence[k - 1] < 0 || IS(sequence[k - 1], WIDE)) &&
           (k == n - 1 || sequence[k + 1] < 0 || IS(sequence[k + 1], WIDE));
}

/* Drops the blanks inside of letter-spaced numbers of s->sequence. */
static int64_t join_spaced_digits(const struct glyphs *glyphs, struct scratch *s, int64_t n) {
    int64_t *sequence = s->sequence, kept = 0;
    memset(s->marks, 0, n);
    for (int64_t k = 0; k < n; k++) {
        if (!is_single(glyphs, sequence, n, k)) continue;
        int64_t first = k;
        while (k + 2 < n && sequence[k + 1] == BLANK_MARK && is_single(glyphs, sequence, n, k + 2)) k += 2;
        if ((k - first) / 2 + 1 >= LETTER_SPACED)
            for (int64_t blank = first + 1; blank < k; blank += 2) s->marks[blank] = 1;
    }
    for (int64_t k = 0; k < n; k++)
        if (!s->marks[k]) sequence[kept++] = sequence[k];
    return kept;
}

/* s->sequence with the numbers of a run parted, in s->other. */
static int64_t part_numbers(const struct glyphs *glyphs, struct scratch *s, int64_t n, double size) {
    int64_t count = 0;
    for (int64_t start = 0; start < n;) {
        int64_t stop = start, dots = 0;
        while (stop < n && s->sequence[stop] >= 0 && is_digit_or_sign(glyphs->codes[s->sequence[stop]]))
            dots += glyphs->codes[s->sequence[stop++]] == '.';
        if (dots > 1) {
            int64_t *run = s->sequence + start;
            for (int64_t k = 1; k < stop - start; k++) s->gaps[k - 1] = X0(run[k]) - X1(run[k - 1]);
            double apart = middle_gap(s, s->gaps, stop - start - 1) + CLOSE_NUMBERS * size;
            for (int64_t k = 0; k < stop - start; k++) {
                if ((k ? s->gaps[k - 1] : 0.0) > apart) s->other[count++] = BLANK_MARK;
                s->other[count++] = run[k];
            }
        } else {
            if (stop == start) stop++;
            memcpy(s->other + count, s->sequence + start, (stop - start) * sizeof *s->other);
            count += stop - start;
        }
        start = stop;
    }
    return count;
}

/* The glyphs kept with white space where it carries meaning, in s->other. */
static int64_t spaced(const struct glyphs *glyphs, struct scratch *s, int64_t n, int64_t n_ids, double size,
                      int *columns) {
    for (int64_t i = 1; i < n; i++) s->gaps[i - 1] = X0(s->kept[i]) - X1(s->kept[i - 1]);
    int letter_spaced = is_letter_spaced(glyphs, s, n, size), has_blank = 0;
    mark_apart(glyphs, s, n, n_ids, size);
    int64_t count = 0;
    s->sequence[count++] = s->kept[0];
    *columns = 1;
    for (int64_t i = 1; i < n; i++) {
        double gap = s->gaps[i - 1];
        if (gap > COLUMN_GAP * size && !letter_spaced) {
            s->sequence[count++] = TAB_MARK;
            (*columns)++;
        } else if ((!IS(s->kept[i], WIDE) && !IS(s->kept[i - 1], WIDE) &&
                    (gap > WORD_GAP * size || (s->marks[i] & 1 && gap > BLANK_GAP * size))) ||
                   (s->marks[i] & 2 && !letter_spaced)) {
            s->sequence[count++] = BLANK_MARK;
            has_blank = 1;
        }
        s->sequence[count++] = s->kept[i];
    }
    if (has_blank) count = join_spaced_digits(glyphs, s, count);
    return part_numbers(glyphs, s, count, size);
}

static void line_of(const struct glyphs *glyphs, struct scratch *s, int64_t n, take_line *take, void *taker) {
    int64_t n_solid = 0, n_wide = 0;
    for (int64_t k = 0; k < n; k++) s->keyed[k] = (struct keyed){X0(s->row[k]), s->row[k]};
    sort(s->keyed, n, s->merged);
    for (int64_t k = 0; k < n; k++) {
        int64_t g = s->ids[k] = s->keyed[k].id;
        if (!IS(g, SPACE)) s->solid[n_solid++] = g;
    }
    if (!n_solid) return;
    struct line line = {X0(s->solid[0]), INFINITY, -INFINITY, -INFINITY, 0, 0};
    for (int64_t k = 0; k < n_solid; k++) {
        int64_t g = s->solid[k];
        if (TOP(g) < line.top) line.top = TOP(g);
        if (X1(g) > line.x1) line.x1 = X1(g);
        if (BOTTOM(g) > line.bottom) line.bottom = BOTTOM(g);
        if (IS(g, WIDE)) s->keyed[n_wide++].key = X1(g) - X0(g);
    }
    if (!n_wide)
        for (int64_t k = 0; k < n_solid; k++) s->keyed[k].key = BOTTOM(s->solid[k]) - TOP(s->solid[k]);
    line.size = middle(s, n_wide ? n_wide : n_solid);
    if (line.size < SMALLEST) line.size = SMALLEST;
    for (int64_t k = 0; k < n_solid; k++) s->keyed[k].key = glyphs->baseline[s->solid[k]];
    line.baseline = middle(s, n_solid);
    if (n_solid == n && is_tight(glyphs, s->solid, n, line.size)) {
        take(taker, &line, s->solid, n, 1);
        return;
    }
    int columns;
    int64_t n_kept = without_doubles(glyphs, s->solid, n_solid, line.size, s->kept);
    int64_t count = spaced(glyphs, s, n_kept, n, line.size, &columns);
    take(taker, &line, s->other, count, columns);
}

void lines_of(const struct glyphs *glyphs, const int64_t *members, int64_t n, struct scratch *s,
              take_line *take, void *taker) {
    int64_t in_row = 0;
    struct keyed *order = s->keyed;
    if (!n) return;
    for (int64_t k = 0; k < n; k++) order[k] = (struct keyed){glyphs->baseline[members[k]], members[k]};
    sort(order, n, s->merged);
    int64_t *rest = s->order; /* line_of sorts in s->keyed */
    for (int64_t k = 0; k < n; k++) rest[k] = order[k].id;
    for (int64_t k = 0; k < n; k++) {
        int64_t g = rest[k];
        if (in_row) {
            int64_t last = s->row[in_row - 1];
            double height = BOTTOM(g) - TOP(g), other = BOTTOM(last) - TOP(last);
            if (other < height) height = other;
            if (glyphs->baseline[g] - glyphs->baseline[last] > BASELINE_TOLERANCE * height) {
                line_of(glyphs, s, in_row, take, taker);
                in_row = 0;
            }
        }
        s->row[in_row++] = g;
    }
    line_of(glyphs, s, in_row, take, taker);
}

/* Where `find_lines` writes. */
struct written {
    const struct glyphs *glyphs;
    double *lines;
    int32_t *counts;
    int64_t *sequence;
    uint32_t *text;
    int64_t n_sequence, n_lines;
};

/* Can a cell of a table without rules end inside of the line? */
static int is_parted(const struct glyphs *glyphs, const int64_t *sequence, int64_t n, double size) {
    const double limits[] = {STRETCH_GAP * size, EDGE_GAP * size, NUMBER_GAP * size};
    int64_t first = -1, last = -1;
    for (int64_t k = 0; k < n; k++) {
        int64_t g = sequence[k];
        if (g < 0) continue;
        if (first < 0) first = g;
        double gap = last < 0 ? -INFINITY : X0(g) - X1(last);
        if (gap > AMOUNT_GAP * size) {
            if (gap > limits[is_in_number(glyphs->codes[last]) + is_in_number(glyphs->codes[g])]) return 1;
            if (IS(g, WIDE) && (!IS(first, WIDE) || IS(first, DIGIT))) return 1;
        }
        last = g;
    }
    return 0;
}

static void write_line(void *taker, const struct line *line, const int64_t *sequence, int64_t n, int columns) {
    struct written *written = taker;
    const struct glyphs *glyphs = written->glyphs;
    int32_t *counts = written->counts + 3 * written->n_lines;
    memcpy(written->lines + 6 * written->n_lines++, line, sizeof *line);
    counts[0] = (int32_t)n;
    counts[1] = columns;
    counts[2] = is_parted(glyphs, sequence, n, line->size);
    for (int64_t k = 0; k < n; k++) {
        int64_t g = sequence[k];
        written->sequence[written->n_sequence] = g;
        written->text[written->n_sequence++] = g >= 0 ? glyphs->codes[g] : g == TAB_MARK ? '\t' : ' ';
    }
}

/* The lines of n members of a page. Of each line six numbers (x0, top, x1, bottom, baseline, size) and three
   counts (entries of the sequence, columns, whether it is parted); there is room for n lines and 3 n entries, of
   which `text` gets the codes. Gives the number of lines; -1 where memory is short. */
EXPORT int64_t find_lines(const double *boxes, const double *baseline, const uint32_t *codes,
                          const uint8_t *kinds, int64_t n_glyphs, const int64_t *members, int64_t n,
                          double *lines, int32_t *counts, int64_t *sequence, uint32_t *text) {
    struct glyphs glyphs = {boxes, baseline, codes, kinds, n_glyphs};
    struct written written = {&glyphs, lines, counts, sequence, text, 0, 0};
    struct scratch scratch;
    int is_done = scratch_make(&scratch, n);
    if (is_done) lines_of(&glyphs, members, n, &scratch, write_line, &written);
    scratch_free(&scratch);
    return is_done ? written.n_lines : -1;
}
