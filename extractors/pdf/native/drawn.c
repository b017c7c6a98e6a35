/* What is drawn on a page: the strokes of its paths and what each is painted with. The twin in Python is
   extractors/pdf/drawn_pure.py: what is looked at, in which order, and every sum are the same there. */
#include "native.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT = 1, PATH = 2, IMAGE = 3, FORM = 5 };    /* FPDF_PAGEOBJ_… */
enum { LINE_TO = 0, MOVE_TO = 2 };                   /* FPDF_SEGMENT_… */
enum { PAINT_COLUMNS = 10, MAX_NAME = 1024 };

struct limits {
    double max_rule_thickness, no_width;
    int64_t rectangle_segments, max_objects, max_form_depth, max_font_name;
};

/* Arrays grow as they are filled; `read_drawn` makes them, `free_drawn` gives them back. */
struct drawn {
    double *strokes; /* x0, y0, x1, y1 */
    int64_t *owners;
    double *paint; /* PAINT_COLUMNS each */
    int64_t *addresses;
    char *fonts; /* names, each with its null */
    int64_t n_strokes, room_strokes, n_objects, room_objects, n_fonts, room_fonts;
    int64_t n_images, left, truncated, out_of_memory;
};

struct point {
    double x, y;
};

struct walk {
    struct drawn *to;
    const struct limits *limits;
    float x, y; /* the last point that PDFium gave: where it gives none, it stays */
};

static const double IDENTITY[6] = {1, 0, 0, 1, 0, 0};

static int is_identity(const double *m) {
    for (int k = 0; k < 6; k++)
        if (m[k] != IDENTITY[k]) return 0;
    return 1;
}

/* `first`, then `then`. */
static void product(const double *first, const double *then, double *both) {
    if (is_identity(then)) {
        memcpy(both, first, 6 * sizeof *both);
        return;
    }
    double a = first[0], b = first[1], c = first[2], d = first[3], e = first[4], f = first[5];
    both[0] = a * then[0] + b * then[2], both[1] = a * then[1] + b * then[3];
    both[2] = c * then[0] + d * then[2], both[3] = c * then[1] + d * then[3];
    both[4] = e * then[0] + f * then[2] + then[4], both[5] = e * then[1] + f * then[3] + then[5];
}

static void matrix_of(void *item, double *matrix) {
    float own[6] = {0, 0, 0, 0, 0, 0};
    if (!pdfium.FPDFPageObj_GetMatrix(item, own)) {
        memcpy(matrix, IDENTITY, sizeof IDENTITY);
        return;
    }
    for (int k = 0; k < 6; k++) matrix[k] = own[k];
}

/* `array` of `size` bytes an element with room for `wanted`; null, and the walk ends, if there is no memory. */
static void *grown(struct drawn *to, void *array, int64_t *room, int64_t wanted, size_t size) {
    if (wanted <= *room) return array;
    int64_t more = wanted + *room / 2 + 256;
    void *larger = realloc(array, (size_t)more * size);
    if (larger) *room = more;
    else to->out_of_memory = 1;
    return larger;
}

static void take_stroke(struct drawn *to, int64_t owner, double x0, double y0, double x1, double y1) {
    int64_t n = to->n_strokes, room = to->room_strokes, same = room;
    double *strokes = grown(to, to->strokes, &room, n + 1, 4 * sizeof *strokes);
    if (strokes) to->strokes = strokes;
    int64_t *owners = grown(to, to->owners, &same, n + 1, sizeof *owners);
    if (owners) to->owners = owners;
    if (!strokes || !owners) return;
    to->room_strokes = room;
    double *stroke = strokes + 4 * n;
    stroke[0] = x0, stroke[1] = y0, stroke[2] = x1, stroke[3] = y1;
    owners[n] = owner;
    to->n_strokes++;
}

/* Notes the font of a string without width, if it is not embedded. */
static void note_font(struct walk *walk, void *item) {
    struct drawn *to = walk->to;
    float left = 0, bottom = 0, right = 0, top = 0;
    pdfium.FPDFPageObj_GetBounds(item, &left, &bottom, &right, &top);
    if (!(fabs((double)right - (double)left) < walk->limits->no_width)) return;
    void *font = pdfium.FPDFTextObj_GetFont(item);
    if (!font || pdfium.FPDFFont_GetIsEmbedded(font) != 0) return;
    char name[MAX_NAME + 1] = "";
    size_t longest = walk->limits->max_font_name < MAX_NAME ? (size_t)walk->limits->max_font_name : MAX_NAME;
    pdfium.FPDFFont_GetBaseFontName(font, name, longest);
    int64_t length = (int64_t)strlen(name) + 1;
    if (to->n_fonts >= length && !memcmp(to->fonts + to->n_fonts - length, name, (size_t)length)) return;
    char *fonts = grown(to, to->fonts, &to->room_fonts, to->n_fonts + length, 1);
    if (!fonts) return;
    to->fonts = fonts;
    memcpy(fonts + to->n_fonts, name, (size_t)length);
    to->n_fonts += length;
}

/* The bounds of an object of a form as they lie in the page's content: left, bottom, right, top. */
static void placed(void *item, const double *outer, double *box) {
    float l = 0, b = 0, r = 0, t = 0;
    pdfium.FPDFPageObj_GetBounds(item, &l, &b, &r, &t);
    double x0 = outer[0] * l + outer[2] * b + outer[4], x1 = outer[0] * r + outer[2] * t + outer[4];
    double y0 = outer[1] * l + outer[3] * b + outer[5], y1 = outer[1] * r + outer[3] * t + outer[5];
    box[0] = least(x0, x1), box[1] = least(y0, y1), box[2] = most(x0, x1), box[3] = most(y0, y1);
}

/* The points of one subpath so far, as far as they are needed again. */
struct subpath {
    int64_t n;
    struct point first, last, low, high;
};

static void add_point(struct walk *walk, struct subpath *sub, int64_t owner, int stroked, struct point p) {
    if (!sub->n) {
        sub->first = sub->low = sub->high = p;
    } else if (stroked) {
        take_stroke(walk->to, owner, sub->last.x, sub->last.y, p.x, p.y);
    } else {
        if (p.x < sub->low.x) sub->low.x = p.x;
        if (p.y < sub->low.y) sub->low.y = p.y;
        if (p.x > sub->high.x) sub->high.x = p.x;
        if (p.y > sub->high.y) sub->high.y = p.y;
    }
    sub->last = p;
    sub->n++;
}

/* Ends a subpath; of a filled one that is thin its middle line is taken. */
static void end_subpath(struct walk *walk, struct subpath *sub, int64_t owner, int stroked) {
    double thickness = walk->limits->max_rule_thickness;
    if (sub->n >= 2 && !stroked) {
        double x0 = sub->low.x, y0 = sub->low.y, x1 = sub->high.x, y1 = sub->high.y;
        if (y1 - y0 <= thickness && x1 - x0 > y1 - y0) {
            double middle = (y0 + y1) / 2;
            take_stroke(walk->to, owner, x0, middle, x1, middle);
        } else if (x1 - x0 <= thickness) {
            double middle = (x0 + x1) / 2;
            take_stroke(walk->to, owner, middle, y0, middle, y1);
        }
    }
    sub->n = 0;
}

/* Takes every stroke of a path. */
static void take_path(struct walk *walk, void *item, int count, int stroked, const double *outer, int64_t owner) {
    double own[6], m[6];
    struct subpath sub = {0};
    matrix_of(item, own);
    product(own, outer, m);
    for (int k = 0; k < count && !walk->to->out_of_memory; k++) {
        void *segment = pdfium.FPDFPath_GetPathSegment(item, k);
        pdfium.FPDFPathSegment_GetPoint(segment, &walk->x, &walk->y);
        double x = walk->x, y = walk->y;
        struct point p = {m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]};
        int kind = pdfium.FPDFPathSegment_GetType(segment);
        if (kind != LINE_TO) { /* behind a curve, neither it nor what hangs on it is a rule */
            end_subpath(walk, &sub, owner, stroked);
            if (kind == MOVE_TO) add_point(walk, &sub, owner, stroked, p);
            continue;
        }
        add_point(walk, &sub, owner, stroked, p);
        if (sub.n > 2 && pdfium.FPDFPathSegment_GetClose(segment)) add_point(walk, &sub, owner, stroked, sub.first);
    }
    end_subpath(walk, &sub, owner, stroked);
}

struct path {
    void *item;
    double box[4];
    int count, filled, stroked, looked_at, simple, flat, steep;
    double order;
};

/* Thin lines and filled rectangles by their bounds; other paths point by point. */
static void take_paths(struct walk *walk, struct path *paths, int64_t n, const double *outer) {
    struct drawn *to = walk->to;
    double thickness = walk->limits->max_rule_thickness;
    int64_t points = 0, taken = 0;
    int any = 0, on_page = is_identity(outer);
    for (int64_t k = 0; k < n; k++) {
        struct path *path = paths + k;
        path->count = pdfium.FPDFPath_CountSegments(path->item);
        pdfium.FPDFPath_GetDrawMode(path->item, &path->filled, &path->stroked);
        path->looked_at = path->count >= 2 && (path->filled || path->stroked);
        if (path->looked_at) points += path->count;
        if (points > to->left) {
            if (path->looked_at) to->truncated = 1;
            path->looked_at = 0;
        }
        if (path->looked_at) taken += path->count, any = 1;
    }
    to->left -= taken;
    if (!any) return;
    int64_t first = to->n_objects, room = to->room_objects, same = room;
    double *paint = grown(to, to->paint, &room, first + n, PAINT_COLUMNS * sizeof *paint);
    if (paint) to->paint = paint;
    int64_t *addresses = grown(to, to->addresses, &same, first + n, sizeof *addresses);
    if (addresses) to->addresses = addresses;
    if (!paint || !addresses) return;
    to->room_objects = room;
    to->n_objects += n;
    for (int64_t k = 0; k < n; k++) {
        struct path *path = paths + k;
        double *noted = paint + PAINT_COLUMNS * (first + k), *box = path->box;
        unsigned colour[4] = {0, 0, 0, 0};
        placed(path->item, outer, box);
        (path->stroked ? pdfium.FPDFPageObj_GetStrokeColor : pdfium.FPDFPageObj_GetFillColor)(
            path->item, colour, colour + 1, colour + 2, colour + 3);
        double width = box[2] - box[0], height = box[3] - box[1];
        memcpy(noted, box, sizeof path->box);
        for (int c = 0; c < 4; c++) noted[4 + c] = colour[c];
        noted[8] = path->order;
        noted[9] = path->filled && least(width, height) > thickness;
        addresses[first + k] = on_page ? (int64_t)(intptr_t)path->item : 0;
        path->simple = path->looked_at
                       && (path->stroked ? path->count == 2 : path->count <= walk->limits->rectangle_segments);
        path->flat = path->simple && height <= thickness && width > height;
        path->steep = path->simple && !path->flat && width <= thickness;
        if (path->flat) take_stroke(to, first + k, box[0], (box[1] + box[3]) / 2, box[2], (box[1] + box[3]) / 2);
    }
    for (int64_t k = 0; k < n; k++) {
        double *box = paths[k].box;
        if (paths[k].steep)
            take_stroke(to, first + k, (box[0] + box[2]) / 2, box[1], (box[0] + box[2]) / 2, box[3]);
    }
    for (int64_t k = 0; k < n && !to->out_of_memory; k++) {
        struct path *path = paths + k;
        if (path->looked_at && !(path->simple && (path->flat || path->steep || !path->stroked)))
            take_path(walk, path->item, path->count, path->stroked, outer, first + k);
    }
}

/* Looks at the objects of a page or form; text only where it has no width. They are painted one after the other;
   `start` to `stop` is the range of numbers that say so. */
static void visit(struct walk *walk, void *container, int is_form, int64_t n, const double *outer, int64_t depth,
                  double start, double stop) {
    struct drawn *to = walk->to;
    if (n < 0) n = 0;
    if (n > walk->limits->max_objects + 1) n = walk->limits->max_objects + 1;
    if (n > to->left) {
        n = to->left > 0 ? to->left : 0;
        to->truncated = 1;
    }
    to->left -= n;
    if (n <= 0) return;
    struct path *paths = calloc((size_t)n, sizeof *paths);
    void **forms = calloc((size_t)n, sizeof *forms);
    if (!paths || !forms) to->out_of_memory = 1;
    int64_t n_paths = 0;
    double step = (stop - start) / (double)n;
    for (int64_t k = 0; k < n && !to->out_of_memory; k++) {
        void *item = is_form ? pdfium.FPDFFormObj_GetObject(container, (unsigned long)k)
                             : pdfium.FPDFPage_GetObject(container, (int)k);
        switch (pdfium.FPDFPageObj_GetType(item)) {
        case TEXT: note_font(walk, item); break;
        case IMAGE: to->n_images++; break;
        case FORM: forms[k] = item; break;
        case PATH:
            paths[n_paths].item = item;
            paths[n_paths++].order = (double)k * step + start;
        }
    }
    if (!to->out_of_memory) take_paths(walk, paths, n_paths, outer);
    free(paths);
    for (int64_t k = 0; k < n && !to->out_of_memory && depth < walk->limits->max_form_depth; k++) {
        if (!forms[k]) continue;
        double own[6], inner[6];
        matrix_of(forms[k], own);
        product(own, outer, inner);
        double next = k + 1 == n ? stop : (double)(k + 1) * step + start;
        visit(walk, forms[k], 1, pdfium.FPDFFormObj_CountObjects(forms[k]), inner, depth + 1, (double)k * step + start,
              next);
    }
    free(forms);
}

/* Fills `drawn` with what is drawn on a page; it must be given back by `free_drawn`. */
EXPORT void read_drawn(void *page, const struct limits *limits, struct drawn *drawn) {
    struct walk walk = {drawn, limits, 0, 0};
    memset(drawn, 0, sizeof *drawn);
    drawn->left = limits->max_objects;
    visit(&walk, page, 0, pdfium.FPDFPage_CountObjects(page), IDENTITY, 0, 0, 1);
}

EXPORT void free_drawn(struct drawn *drawn) {
    free(drawn->strokes), free(drawn->owners), free(drawn->paint), free(drawn->addresses), free(drawn->fonts);
    memset(drawn, 0, sizeof *drawn);
}
