// The C interface of the Z3 solver, from the system's package.
#if __has_include(<z3.h>)
#include <z3.h>
#else
#error "The Z3 solver is missing. Install it and build again:  sudo apt-get install -y libz3-dev  (macOS: brew install z3)"
#endif
