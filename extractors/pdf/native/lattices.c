/* Rules to lattices. The twin in Python is extractors/pdf/lattice.py, which says what is done and why. */
#include "native.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct rule { double position, low, high; };
struct rules { struct rule *of; int n; };
struct numbers { double *of; int n; };
struct limits {
    double snap_rows, snap_columns, shortest, join_gap, touch, same_column, open_side, wall_coverage;
};

/* What is found, number by number; what does not fit is counted only. */
struct found { double *of; int64_t size, n; };

static void put(struct found *found, double value) {
    if (found->n < found->size) found->of[found->n] = value;
    found->n++;
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int by_rule(const void *a, const void *b) {
    const double *x = a, *y = b;
    for (int k = 0; k < 3; k++)
        if (x[k] != y[k]) return x[k] < y[k] ? -1 : 1;
    return 0;
}

static int by_low(const void *a, const void *b) {
    const struct rule *x = a, *y = b;
    if (x->low != y->low) return x->low < y->low ? -1 : 1;
    return (x->high > y->high) - (x->high < y->high);
}

/* Sorts pieces of one rule by their ends and joins those with small gaps; gives how many are left. */
static int join(struct rule *pieces, int n, double gap) {
    int kept = 0;
    qsort(pieces, n, sizeof *pieces, by_low);
    for (int k = 0; k < n; k++) {
        if (kept && pieces[k].low <= pieces[kept - 1].high + gap) {
            if (pieces[k].high > pieces[kept - 1].high) pieces[kept - 1].high = pieces[k].high;
        } else {
            pieces[kept++] = pieces[k];
        }
    }
    return kept;
}

static void snap(struct rules *rules, double tolerance, const struct limits *limits) {
    int n = rules->n, start = 0, kept = 0;
    struct rule *rule = rules->of;
    qsort(rule, n, sizeof *rule, by_rule);
    for (int k = 1; k <= n; k++) {
        if (k < n && rule[k].position - rule[k - 1].position <= tolerance / 2) continue;
        double weights = 0, sum = 0;
        for (int i = start; i < k; i++) {
            double weight = rule[i].high - rule[i].low;
            if (weight < limits->shortest) weight = limits->shortest;
            weights += weight;
            sum += weight * rule[i].position;
        }
        int joined = join(rule + start, k - start, limits->join_gap);
        for (int i = 0; i < joined; i++) {
            rule[kept] = rule[start + i];
            rule[kept++].position = sum / weights;
        }
        start = k;
    }
    rules->n = kept;
}

static int cross(const struct rule *row, const struct rule *column, double touch) {
    return row->position >= column->low - touch && row->position <= column->high + touch &&
           column->position >= row->low - touch && column->position <= row->high + touch;
}

/* Numbers the meshes in the order of their first rows: the mesh of each row and column, -1 for none. */
static int meshes(const struct rules *rows, const struct rules *columns, double touch, int *of_row,
                  int *of_column, int *waiting) {
    int n = 0;
    for (int r = 0; r < rows->n; r++) of_row[r] = -1;
    for (int c = 0; c < columns->n; c++) of_column[c] = -1;
    for (int start = 0; start < rows->n; start++) {
        if (of_row[start] >= 0) continue;
        int first = 0, last = 0;
        of_row[start] = n;
        waiting[last++] = start;
        while (first < last) {
            const struct rule *row = rows->of + waiting[first++];
            for (int c = 0; c < columns->n; c++) {
                if (of_column[c] >= 0 || !cross(row, columns->of + c, touch)) continue;
                of_column[c] = n;
                for (int r = 0; r < rows->n; r++)
                    if (of_row[r] < 0 && cross(rows->of + r, columns->of + c, touch)) {
                        of_row[r] = n;
                        waiting[last++] = r;
                    }
            }
        }
        n++;
    }
    return n;
}

/* The columns of a mesh, then the free pieces that belong to it. */
static int with_free_pieces(const struct rules *columns, const int *of_column, int mesh,
                            const struct limits *limits, struct rule *own) {
    int n = 0;
    double low = INFINITY, high = -INFINITY;
    for (int c = 0; c < columns->n; c++)
        if (of_column[c] == mesh) {
            own[n++] = columns->of[c];
            if (columns->of[c].low < low) low = columns->of[c].low;
            if (columns->of[c].high > high) high = columns->of[c].high;
        }
    int of_mesh = n;
    if (!of_mesh) return 0;
    for (int c = 0; c < columns->n; c++) {
        const struct rule *column = columns->of + c;
        if (of_column[c] == mesh) continue;
        int takes = of_column[c] < 0 && fabs(column->low - low) <= limits->join_gap &&
                    fabs(column->high - high) <= limits->join_gap;
        if (!takes && column->low > low && column->high <= high + limits->join_gap)
            for (int k = 0; k < of_mesh && !takes; k++)
                takes = fabs(column->position - own[k].position) < limits->same_column;
        if (takes) own[n++] = *column;
    }
    return n;
}

static int edges(const struct rule *rules, int n, double tolerance, const struct limits *limits, double low,
                 double high, double *positions, double *out) {
    int count = 0;
    for (int k = 0; k < n; k++) positions[k] = rules[k].position;
    qsort(positions, n, sizeof *positions, by_value);
    for (int start = 0; start < n;) {
        int last = start;
        while (last + 1 < n && positions[last + 1] - positions[last] <= tolerance) last++;
        double one = positions[start], other = positions[last];
        if (!count && low < (other - one <= tolerance ? one : (one + other) / 2) - limits->open_side)
            out[count++] = low;
        out[count++] = other - one <= tolerance ? one : (one + other) / 2;
        start = last + 1;
    }
    if (high > out[count - 1] + limits->open_side) out[count++] = high;
    return count;
}

static int nearest(const double *edges, int n, double position) {
    int low = 0, high = n;
    while (low < high) {
        int middle = (low + high) / 2;
        if (edges[middle] < position)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || (low < n && edges[low] - position < position - edges[low - 1])) return low;
    return low - 1;
}

/* walls[e * (n_cross - 1) + k]: does a rule at edge e cover the stretch between cross edges k and k + 1? There is
   room for n rules in `drawn`, for n numbers in `edge_of`, for n_at + 1 in `first`, for n_cross in `covered`. */
static void walls(const struct rule *rules, int n, const double *at, int n_at, const double *cross_edges,
                  int n_cross, double tolerance, const struct limits *limits, struct rule *drawn, int *edge_of,
                  int *first, double *covered, unsigned char *out) {
    int stretches = n_cross - 1;
    memset(out, 0, (size_t)n_at * stretches);
    memset(first, 0, (n_at + 1) * sizeof *first);
    for (int k = 0; k < n; k++) {
        int edge = nearest(at, n_at, rules[k].position);
        edge_of[k] = fabs(at[edge] - rules[k].position) <= tolerance ? edge : -1;
        if (edge_of[k] >= 0) first[edge + 1]++;
    }
    for (int e = 0; e < n_at; e++) first[e + 1] += first[e];
    for (int k = 0; k < n; k++)
        if (edge_of[k] >= 0) drawn[first[edge_of[k]]++] = rules[k];
    for (int e = 0; e < n_at; e++) {
        int start = e ? first[e - 1] : 0; /* every first has moved on to the next one */
        if (start == first[e]) continue;
        int count = join(drawn + start, first[e] - start, limits->join_gap);
        for (int s = 0; s < stretches; s++) covered[s] = 0;
        for (const struct rule *piece = drawn + start; piece < drawn + start + count; piece++)
            for (int s = 0; s < stretches; s++) {
                double high = cross_edges[s + 1] < piece->high ? cross_edges[s + 1] : piece->high;
                double low = cross_edges[s] > piece->low ? cross_edges[s] : piece->low;
                if (high - low > 0) covered[s] += high - low;
            }
        for (int s = 0; s < stretches; s++)
            out[(size_t)e * stretches + s] =
                covered[s] >= limits->wall_coverage * (cross_edges[s + 1] - cross_edges[s]);
    }
}

/* Merges elementary cells: puts row, column, row span and column span of each cell; fills `owner`. */
static int merge(int n_rows, int n_cols, const unsigned char *right, const unsigned char *lower, int *owner,
                 struct found *found, int *uneven, int *divided) {
    /* right[edge * n_rows + row], lower[edge * n_cols + col] */
    int n = 0;
    *uneven = *divided = 0;
    for (int64_t k = 0; k < (int64_t)n_rows * n_cols; k++) owner[k] = -1;
    for (int row = 0; row < n_rows; row++)
        for (int col = 0; col < n_cols; col++) {
            if (owner[(int64_t)row * n_cols + col] >= 0) continue;
            int width = 1, height = 1;
            while (col + width < n_cols && !right[(int64_t)(col + width) * n_rows + row] &&
                   owner[(int64_t)row * n_cols + col + width] < 0)
                width++;
            for (; row + height < n_rows; height++) {
                int64_t below = row + height;
                int is_wall = 0, is_uneven = 0;
                for (int c = col; c < col + width; c++) {
                    is_wall |= lower[below * n_cols + c];
                    is_uneven |= c > col && right[(int64_t)c * n_rows + below];
                    is_uneven |= owner[below * n_cols + c] >= 0;
                }
                if (is_wall) break;
                if (is_uneven) {
                    *uneven = 1;
                    break;
                }
            }
            for (int64_t r = row; r < row + height; r++)
                for (int c = col; c < col + width; c++) owner[r * n_cols + c] = n;
            put(found, row);
            put(found, col);
            put(found, height);
            put(found, width);
            *divided |= width != n_cols;
            n++;
        }
    return n;
}

enum { HEAD = 5 };

/* Puts one lattice: counts of x edges, y edges, cells and open columns, and whether it is uneven; then the
   edges, the cells, the owners of the elementary cells and the open columns. 0 where memory is short. */
static int lattice(const struct rule *rows, int n_rows, const struct rule *columns, int n_columns,
                   const struct limits *limits, struct found *found, int *count) {
    int most = n_rows > n_columns ? n_rows : n_columns, done = 0;
    double *xs = malloc((n_columns + 2) * sizeof *xs), *ys = malloc((n_rows + 2) * sizeof *ys);
    double *covered = malloc((most + 2) * sizeof *covered);
    struct rule *drawn = malloc((most + 2) * sizeof *drawn);
    unsigned char *right = 0, *lower = 0;
    int *owner = 0, *edge_of = malloc((most + 2) * sizeof *edge_of), *first = malloc((most + 4) * sizeof *first);
    if (!xs || !ys || !covered || !drawn || !edge_of || !first) goto out;
    double left = INFINITY, end = -INFINITY, top = INFINITY, bottom = -INFINITY;
    for (int k = 0; k < n_rows; k++) {
        if (rows[k].low < left) left = rows[k].low;
        if (rows[k].high > end) end = rows[k].high;
    }
    for (int k = 0; k < n_columns; k++) {
        if (columns[k].low < top) top = columns[k].low;
        if (columns[k].high > bottom) bottom = columns[k].high;
    }
    int n_x = edges(columns, n_columns, limits->snap_columns, limits, left, end, covered, xs);
    int n_y = edges(rows, n_rows, limits->snap_rows, limits, top, bottom, covered, ys);
    done = 1;
    if (n_x < 3 || n_y < 2) goto out;
    size_t n_cells = (size_t)(n_x - 1) * (n_y - 1);
    right = malloc((size_t)n_x * (n_y - 1));
    lower = malloc((size_t)n_y * (n_x - 1));
    owner = malloc(n_cells * sizeof *owner);
    done = right && lower && owner;
    if (!done) goto out;
    walls(columns, n_columns, xs, n_x, ys, n_y, limits->snap_columns, limits, drawn, edge_of, first,
          covered, right);
    walls(rows, n_rows, ys, n_y, xs, n_x, limits->snap_rows, limits, drawn, edge_of, first,
          covered, lower);
    int n_walls = 0, uneven, divided;
    for (int c = 0; c < n_x - 1; c++) n_walls += lower[c];
    int n_open = n_walls ? n_x - 1 - n_walls : 0;
    int64_t head = found->n;
    for (int k = 0; k < HEAD; k++) put(found, 0);
    for (int k = 0; k < n_x; k++) put(found, xs[k]);
    for (int k = 0; k < n_y; k++) put(found, ys[k]);
    for (int c = 0; n_open && c < n_x - 1; c++)
        if (!lower[c]) put(found, c);
    memset(right, 1, n_y - 1);
    memset(right + (size_t)(n_x - 1) * (n_y - 1), 1, n_y - 1);
    memset(lower, 1, n_x - 1);
    memset(lower + (size_t)(n_y - 1) * (n_x - 1), 1, n_x - 1);
    int n_merged = merge(n_y - 1, n_x - 1, right, lower, owner, found, &uneven, &divided);
    if (!divided) { /* a chart's grid lines, a framed text */
        found->n = head;
        goto out;
    }
    for (size_t k = 0; k < n_cells; k++) put(found, owner[k]);
    double counts[HEAD] = {n_x, n_y, n_open, n_merged, uneven};
    if (head + HEAD <= found->size) memcpy(found->of + head, counts, sizeof counts);
    (*count)++;
out:
    free(xs), free(ys), free(covered), free(drawn), free(right), free(lower), free(owner);
    free(edge_of), free(first);
    return done;
}

/* The lattices that rules (position, low, high) draw, in any order, into `out` of `size` numbers: how many, then
   each as `lattice` puts it. Gives how many numbers they are, written only as far as there is room; -1 where
   memory is short or a number is not finite. `limits` are the constants of the twin, in the order of the struct.
*/
EXPORT int64_t find_lattices(const double *horizontal, int n_horizontal, const double *vertical, int n_vertical,
                             const double *limits_, double *out, int64_t size) {
    struct limits limits;
    struct found found = {out, size, 0};
    struct rules rows = {malloc((n_horizontal + 1) * sizeof(struct rule)), n_horizontal};
    struct rules columns = {malloc((n_vertical + 1) * sizeof(struct rule)), n_vertical};
    struct rule *own_rows = malloc((n_horizontal + 1) * sizeof(struct rule));
    struct rule *own_columns = malloc((n_vertical + 1) * sizeof(struct rule));
    int *of_row = malloc((n_horizontal + 1) * sizeof(int)), *waiting = malloc((n_horizontal + 1) * sizeof(int));
    int *of_column = malloc((n_vertical + 1) * sizeof(int));
    int is_done = rows.of && columns.of && own_rows && own_columns && of_row && waiting && of_column, count = 0;
    for (int k = 0; is_done && k < 3 * n_horizontal; k++) is_done = isfinite(horizontal[k]);
    for (int k = 0; is_done && k < 3 * n_vertical; k++) is_done = isfinite(vertical[k]);
    if (is_done) {
        memcpy(&limits, limits_, sizeof limits);
        memcpy(rows.of, horizontal, n_horizontal * sizeof(struct rule));
        memcpy(columns.of, vertical, n_vertical * sizeof(struct rule));
        snap(&rows, limits.snap_rows, &limits);
        snap(&columns, limits.snap_columns, &limits);
        put(&found, 0);
        int n_meshes = meshes(&rows, &columns, limits.touch, of_row, of_column, waiting);
        for (int mesh = 0; is_done && mesh < n_meshes; mesh++) {
            int n_rows = 0, n_columns = with_free_pieces(&columns, of_column, mesh, &limits, own_columns);
            if (!n_columns) continue;
            for (int r = 0; r < rows.n; r++)
                if (of_row[r] == mesh) own_rows[n_rows++] = rows.of[r];
            is_done = lattice(own_rows, n_rows, own_columns, n_columns, &limits, &found, &count);
        }
        if (size > 0) out[0] = count;
    }
    free(rows.of), free(columns.of), free(own_rows), free(own_columns);
    free(of_row), free(waiting), free(of_column);
    return is_done ? found.n : -1;
}
