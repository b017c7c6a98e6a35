/* What every C file of this folder includes. */
#ifndef MINGZHANG_NATIVE_H
#define MINGZHANG_NATIVE_H

#include <stddef.h>
#include <stdint.h>

#ifdef _WIN32
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

/* PDFium's functions that C calls: result, name, arguments. Python fills the table by these names (bind.c), so
   that nothing here is linked with PDFium. */
#define PDFIUM_FUNCTIONS(X)                                                                     \
    X(unsigned, FPDFText_GetUnicode, (void *text_page, int index))                              \
    X(int, FPDFText_IsGenerated, (void *text_page, int index))                                  \
    X(int, FPDFText_GetCharOrigin, (void *text_page, int index, double *x, double *y))          \
    X(int, FPDFText_GetLooseCharBox, (void *text_page, int index, float *left_top_right_bottom)) \
    X(double, FPDFText_GetFontSize, (void *text_page, int index))                               \
    X(int, FPDFText_GetMatrix, (void *text_page, int index, float *matrix))                     \
    X(float, FPDFText_GetCharAngle, (void *text_page, int index))                               \
    X(int, FPDFPage_CountObjects, (void *page))                                                 \
    X(void *, FPDFPage_GetObject, (void *page, int index))                                      \
    X(int, FPDFFormObj_CountObjects, (void *form))                                              \
    X(void *, FPDFFormObj_GetObject, (void *form, unsigned long index))                         \
    X(int, FPDFPageObj_GetType, (void *item))                                                   \
    X(int, FPDFPageObj_GetMatrix, (void *item, float *matrix))                                  \
    X(int, FPDFPageObj_GetBounds, (void *item, float *left, float *bottom, float *right, float *top)) \
    X(int, FPDFPageObj_GetStrokeColor, (void *item, unsigned *r, unsigned *g, unsigned *b, unsigned *a)) \
    X(int, FPDFPageObj_GetFillColor, (void *item, unsigned *r, unsigned *g, unsigned *b, unsigned *a)) \
    X(void *, FPDFPageObj_GetClipPath, (void *item))                                            \
    X(int, FPDFClipPath_CountPaths, (void *clip))                                               \
    X(int, FPDFClipPath_CountPathSegments, (void *clip, int path))                              \
    X(void *, FPDFClipPath_GetPathSegment, (void *clip, int path, int index))                   \
    X(int, FPDFPath_CountSegments, (void *path))                                                \
    X(int, FPDFPath_GetDrawMode, (void *path, int *fill_mode, int *stroked))                    \
    X(void *, FPDFPath_GetPathSegment, (void *path, int index))                                 \
    X(int, FPDFPathSegment_GetPoint, (void *segment, float *x, float *y))                       \
    X(int, FPDFPathSegment_GetType, (void *segment))                                            \
    X(int, FPDFPathSegment_GetClose, (void *segment))                                           \
    X(void *, FPDFTextObj_GetFont, (void *item))                                                \
    X(size_t, FPDFFont_GetBaseFontName, (void *font, char *buffer, size_t length))              \
    X(int, FPDFFont_GetIsEmbedded, (void *font))

struct pdfium {
#define MEMBER(result, name, arguments) result(*name) arguments;
    PDFIUM_FUNCTIONS(MEMBER)
#undef MEMBER
};

extern struct pdfium pdfium;

/* As numpy's minimum and maximum: what is no number stays so. */
static inline double least(double a, double b) { return a < b || a != a ? a : b; }
static inline double most(double a, double b) { return a > b || a != a ? a : b; }

/* A point of the content as displayed; `sides` are left, bottom, right, top of the page's visible box. */
static inline void display(const double *sides, int rotation, double x, double y, double *shown) {
    switch (rotation) {
    case 1: shown[0] = y - sides[1], shown[1] = x - sides[0]; break;
    case 2: shown[0] = sides[2] - x, shown[1] = y - sides[1]; break;
    case 3: shown[0] = sides[3] - y, shown[1] = sides[2] - x; break;
    default: shown[0] = x - sides[0], shown[1] = sides[3] - y;
    }
}

#endif
