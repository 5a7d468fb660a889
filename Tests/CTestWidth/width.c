#include "width.h"

#include <stdio.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <unistd.h>

/// Sets how Swift Testing runs tests, before it reads it: as many at once as there are processors, and thrown errors
/// as cheap as elsewhere.
///
/// Most tests wait for a search or for a process of their own. Swift Testing begins another test whenever one waits,
/// until hundreds of searches share two processors and their caches; one test for each processor takes less than half
/// of the time.
///
/// Swift Testing also walks the stack whenever anything throws, also what is caught on the same line: tests of parsers
/// and replays spent a third of their time on that, and its printed reports show none of it.
///
/// The solver takes and gives back megabytes for each question. glibc would hand them to the system every time, and fetch
/// fresh pages for the next question: a third of the time of a small proof.
///
/// Whoever has set a variable keeps the value.
__attribute__((constructor)) static void set_test_width(void) {
    char width[16];
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    snprintf(width, sizeof width, "%ld", processors > 2 ? processors : 2);
    setenv("SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH", width, 0);
    setenv("SWT_SWIFT_ERROR_BACKTRACING_ENABLED", "0", 0);
#ifdef __GLIBC__
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
#endif
}
