/* Lines of glyphs, for the files that read them. */
#ifndef MINGZHANG_LINES_H
#define MINGZHANG_LINES_H

#include "native.h"

enum { SPACE = 1, WIDE = 2, LATIN = 4, DIGIT = 8, BLANK_MARK = -1, TAB_MARK = -2 };

static inline int is_digit_or_sign(uint32_t code) {
    return (code >= '0' && code <= '9') || code == '.' || code == ',';
}

/* The glyphs of a page, as arrays. */
struct glyphs {
    const double *boxes; /* x0, top, x1, bottom of each */
    const double *baseline;
    const uint32_t *codes;
    const uint8_t *kinds;
    int64_t n;
};

struct line { double x0, top, x1, bottom, baseline, size; };

/* Memory for lines of up to `room` glyphs. */
struct scratch {
    int64_t room;
    struct keyed *keyed, *merged;
    int64_t *order, *row, *ids, *solid, *kept, *sequence, *other;
    double *gaps;
    uint8_t *marks;
};

int scratch_make(struct scratch *scratch, int64_t room);
void scratch_free(struct scratch *scratch);

/* What is to be done with each line; its glyphs and marks of white space are `sequence`. */
typedef void take_line(void *taker, const struct line *line, const int64_t *sequence, int64_t n, int columns);

/* Gives the lines of these glyphs, top to bottom; their numbers are finite, and there is room for them. */
void lines_of(const struct glyphs *glyphs, const int64_t *members, int64_t n, struct scratch *scratch,
              take_line *take, void *taker);

#endif
