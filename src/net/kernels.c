/* kernels.c - which table of kernels to use. In: a name or none. Out: the table. Knows nothing of what they do. */
#include "net/kernels.h"

#include <string.h>

static const nst_kernels *const tables[] = {
/* best first; the last always works */
#ifdef NST_HAVE_X86
    &nst_kernels_amx,  &nst_kernels_avx512, &nst_kernels_avx2,
#endif
#ifdef NST_HAVE_NEON
    &nst_kernels_neon,
#endif
    &nst_kernels_ref,
};

const nst_kernels *nst_kernels_table(size_t i) {
  return i < sizeof tables / sizeof *tables ? tables[i] : NULL;
}

const nst_kernels *nst_kernels_pick(const char *name) {
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    if ((!name || strcmp(name, tables[i]->name) == 0) && tables[i]->usable()) return tables[i];
  }
  return NULL;
}
