/* Where an object can be seen. The twin in Python is extractors/pdf/visibility.py. */
#include "native.h"

enum { LEFT, TOP, RIGHT, BOTTOM };

/* A box of the content (x0, y0, x1, y1) as displayed. */
static void display_box(const double *sides, int rotation, const float *box, double *shown) {
    double first[2], second[2];
    display(sides, rotation, box[0], box[1], first);
    display(sides, rotation, box[2], box[3], second);
    for (int k = 0; k < 2; k++) shown[k] = least(first[k], second[k]), shown[k + 2] = most(first[k], second[k]);
}

/* How many clip paths an object has. `seen` is what they leave of the box that it holds. */
static int clip(void *item, const double *sides, int rotation, double *seen) {
    void *clip = pdfium.FPDFPageObj_GetClipPath(item);
    int paths = clip ? pdfium.FPDFClipPath_CountPaths(clip) : 0;
    for (int path = 0; path < paths; path++) {
        int points = 0, segments = pdfium.FPDFClipPath_CountPathSegments(clip, path);
        float x, y, box[4];
        for (int k = 0; k < segments; k++) {
            if (!pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, k), &x, &y)) continue;
            if (!points || x < box[0]) box[0] = x;
            if (!points || y < box[1]) box[1] = y;
            if (!points || x > box[2]) box[2] = x;
            if (!points || y > box[3]) box[3] = y;
            points++;
        }
        if (!points) continue;
        double shown[4];
        display_box(sides, rotation, box, shown);
        if (shown[LEFT] > seen[LEFT]) seen[LEFT] = shown[LEFT];
        if (shown[TOP] > seen[TOP]) seen[TOP] = shown[TOP];
        if (shown[RIGHT] < seen[RIGHT]) seen[RIGHT] = shown[RIGHT];
        if (shown[BOTTOM] < seen[BOTTOM]) seen[BOTTOM] = shown[BOTTOM];
    }
    return paths;
}

/* What the clip paths of each of n objects leave of the boxes that `seen` holds. */
EXPORT void clip_boxes(int64_t n, void *const *items, const double *sides, int rotation, double *seen) {
    for (int64_t k = 0; k < n; k++) clip(items[k], sides, rotation, seen + 4 * k);
}

/* Of an object that has clip paths and bounds: what these leave of the box that `seen` holds, and behind it the
   bounds as displayed. Gives whether it has both. */
EXPORT int clipped_object(void *item, const double *sides, int rotation, double *seen) {
    float box[4];
    if (clip(item, sides, rotation, seen) <= 0) return 0;
    if (!pdfium.FPDFPageObj_GetBounds(item, box, box + 1, box + 2, box + 3)) return 0;
    display_box(sides, rotation, box, seen + 4);
    return 1;
}
