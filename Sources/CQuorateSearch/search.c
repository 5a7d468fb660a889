// SwiftPM wants a source file; the header holds everything.
#include "CQuorateSearch.h"
