/* Strokes: which are rules, and which are covered. The twins in Python are extractors/pdf/rules.py and painted.py. */
#include "native.h"
#include <math.h>

enum { HORIZONTAL, VERTICAL };

/* One rule: position, low end, high end, marks. Gives 1 if it is displayed, else it is not kept. */
static int take(double *rule, double position, double low, double high, const double *marks, int n_marks,
                double across, double along, double on_edge) {
    rule[0] = position, rule[1] = low, rule[2] = high;
    for (int k = 0; k < n_marks; k++) rule[3 + k] = marks[k];
    return position >= -on_edge && position <= across + on_edge && high >= 0 && low <= along;
}

/* The horizontal and vertical rules among n segments, as displayed; `limits` are the greatest slant, the least
   length, and how far outside of the page a rule is still its edge. Each array has room for n rules. */
EXPORT void straight_rules(int64_t n, const double *ends, int n_marks, const double *marks, const double *sides,
                           int rotation, const double *limits, double *horizontal, double *vertical, int64_t *counts) {
    double width = sides[2] - sides[0], height = sides[3] - sides[1];
    if (rotation % 2) {
        double side = width;
        width = height, height = side;
    }
    counts[HORIZONTAL] = counts[VERTICAL] = 0;
    for (int64_t k = 0; k < n; k++) {
        double a[2], b[2];
        display(sides, rotation, ends[4 * k], ends[4 * k + 1], a);
        display(sides, rotation, ends[4 * k + 2], ends[4 * k + 3], b);
        double across = fabs(b[0] - a[0]), down = fabs(b[1] - a[1]);
        if (down <= limits[0] && across >= limits[1])
            counts[HORIZONTAL] += take(horizontal + counts[HORIZONTAL] * (3 + n_marks), (a[1] + b[1]) / 2,
                                       least(a[0], b[0]), most(a[0], b[0]), marks + k * n_marks, n_marks, height,
                                       width, limits[2]);
        else if (across <= limits[0] && down >= limits[1])
            counts[VERTICAL] += take(vertical + counts[VERTICAL] * (3 + n_marks), (a[0] + b[0]) / 2,
                                     least(a[1], b[1]), most(a[1], b[1]), marks + k * n_marks, n_marks, width, height,
                                     limits[2]);
    }
}

/* Which of n strokes (their corners `low` and `high`, their place in the order of painting) lie wholly under one of m
   areas (left, bottom, right, top) that is painted after them: inside of it by more than `inside` across their
   direction, and beyond it by at most as much along. */
EXPORT void covered_strokes(int64_t n, const double *low, const double *high, const double *order, int64_t m,
                            const double *boxes, const double *painted, double inside, uint8_t *covered) {
    for (int64_t k = 0; k < n; k++) {
        const double *a = low + 2 * k, *b = high + 2 * k;
        int thin = b[1] - a[1] < b[0] - a[0];
        double place = (a[thin] + b[thin]) / 2;
        covered[k] = 0;
        for (int64_t j = 0; j < m && !covered[k]; j++) {
            const double *box = boxes + 4 * j;
            covered[k] = painted[j] > order[k] && place > box[thin] + inside && place < box[2 + thin] - inside
                         && a[0] >= box[0] - inside && a[1] >= box[1] - inside && b[0] <= box[2] + inside
                         && b[1] <= box[3] + inside;
        }
    }
}

/* Glyphs from which the next one is not reached along the line; gives how many. The twin is in turned.py. */
EXPORT int64_t may_be_turned(int64_t n, const double *middle_x, const double *middle_y, const double *boxes,
                             double near, double straight, int64_t *found) {
    int64_t count = 0;
    for (int64_t k = 0; k + 1 < n; k++) {
        double dx = middle_x[k + 1] - middle_x[k], dy = fabs(middle_y[k + 1] - middle_y[k]);
        if (!(dx < 0 || dy > dx)) continue;
        const double *box = boxes + 4 * k;
        double size = near * most(box[3] - box[1], box[2] - box[0]);
        if ((fabs(dx) <= straight * dy && dy <= size) || (dx < 0 && dx >= -size && dy <= straight * -dx))
            found[count++] = k;
    }
    return count;
}
