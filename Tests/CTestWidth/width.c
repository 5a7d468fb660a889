#include "width.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/// Sets how many tests run at once, before Swift Testing reads it: as many as there are processors.
///
/// Most tests wait for a search or for a process of their own. Swift Testing begins another test whenever one waits,
/// until hundreds of searches share two processors and their caches; one test for each processor takes less than half
/// of the time. Whoever has set the variable keeps the value.
__attribute__((constructor)) static void set_test_width(void) {
    char width[16];
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    snprintf(width, sizeof width, "%ld", processors > 2 ? processors : 2);
    setenv("SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH", width, 0);
}
