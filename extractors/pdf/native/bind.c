/* The table of PDFium's functions, by name. */
#include "native.h"
#include <string.h>

struct pdfium pdfium;

static const char *const names[] = {
#define NAME(result, name, arguments) #name,
    PDFIUM_FUNCTIONS(NAME)
#undef NAME
};

enum { COUNT = sizeof names / sizeof *names };

_Static_assert(sizeof(struct pdfium) == COUNT * sizeof(void *), "a function's address is as wide as data's");

/* The name of the k-th function of the table; null behind the last. */
EXPORT const char *pdfium_name(int k) { return k >= 0 && k < COUNT ? names[k] : 0; }

/* Takes the addresses of all functions, in the order of their names. */
EXPORT void pdfium_bind(void *const *addresses) { memcpy(&pdfium, addresses, sizeof pdfium); }
