// The C interface of libsodium, from the system's package.
#if __has_include(<sodium.h>)
#include <sodium.h>
#else
#error "libsodium is missing. Install it and build again:  sudo apt-get install -y libsodium-dev  (macOS: brew install libsodium)"
#endif
