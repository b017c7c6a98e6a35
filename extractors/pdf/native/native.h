/* What every C file of this folder includes. */
#ifndef MINGZHANG_NATIVE_H
#define MINGZHANG_NATIVE_H

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
    X(float, FPDFText_GetCharAngle, (void *text_page, int index))

struct pdfium {
#define MEMBER(result, name, arguments) result(*name) arguments;
    PDFIUM_FUNCTIONS(MEMBER)
#undef MEMBER
};

extern struct pdfium pdfium;

#endif
