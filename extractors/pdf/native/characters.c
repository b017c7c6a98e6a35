/* The characters of a text page. The twin in Python is extractors/pdf/walk_pure.py. */
#include "native.h"

enum { BLANK = 32 };

/* The UTF-16 code of each of n characters; `made_up` in the place of a blank that PDFium inserts by itself. */
EXPORT void character_codes(void *text_page, int n, uint32_t made_up, uint32_t *codes) {
    for (int i = 0; i < n; i++) {
        codes[i] = pdfium.FPDFText_GetUnicode(text_page, i);
        if (codes[i] == BLANK && pdfium.FPDFText_IsGenerated(text_page, i)) codes[i] = made_up;
    }
}

/* As numpy's minimum and maximum: what is no number stays so. */
static double least(double a, double b) { return a < b || a != a ? a : b; }
static double most(double a, double b) { return a > b || a != a ? a : b; }

/* A point of the content as displayed; `sides` are left, bottom, right, top of the page's visible box. */
static void display(const double *sides, int rotation, double x, double y, double *shown) {
    switch (rotation) {
    case 1: shown[0] = y - sides[1], shown[1] = x - sides[0]; break;
    case 2: shown[0] = sides[2] - x, shown[1] = y - sides[1]; break;
    case 3: shown[0] = sides[3] - y, shown[1] = sides[2] - x; break;
    default: shown[0] = x - sides[0], shown[1] = sides[3] - y;
    }
}

/* Of the n characters `numbers`, as displayed: the loose box (x0, top, x1, bottom) and the baseline. */
EXPORT void character_places(void *text_page, int n, const int64_t *numbers, const double *sides, int rotation,
                             double *boxes, double *baselines) {
    for (int k = 0; k < n; k++, boxes += 4) {
        int i = (int)numbers[k];
        double x = 0, y = 0, first[2], second[2];
        float box[4] = {0, 0, 0, 0}; /* left, top, right, bottom */
        pdfium.FPDFText_GetCharOrigin(text_page, i, &x, &y);
        pdfium.FPDFText_GetLooseCharBox(text_page, i, box);
        display(sides, rotation, x, y, first);
        baselines[k] = first[1];
        display(sides, rotation, box[0], box[1], first);
        display(sides, rotation, box[2], box[3], second);
        boxes[0] = least(first[0], second[0]), boxes[1] = least(first[1], second[1]);
        boxes[2] = most(first[0], second[0]), boxes[3] = most(first[1], second[1]);
    }
}

/* Of the n characters `numbers`: the size of the font as its file says, and the six numbers of the matrix. */
EXPORT void character_sizes(void *text_page, int n, const int64_t *numbers, double *sizes, float *matrices) {
    for (int k = 0; k < n; k++) {
        sizes[k] = pdfium.FPDFText_GetFontSize(text_page, (int)numbers[k]);
        pdfium.FPDFText_GetMatrix(text_page, (int)numbers[k], matrices + 6 * k);
    }
}

/* Of the n characters `numbers`: how far each is turned, in radians. */
EXPORT void character_angles(void *text_page, int n, const int64_t *numbers, double *angles) {
    for (int k = 0; k < n; k++) angles[k] = pdfium.FPDFText_GetCharAngle(text_page, (int)numbers[k]);
}
