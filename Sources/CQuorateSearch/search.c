#include "CQuorateSearch.h"

uint64_t *qs_thread_faults(void) {
  static _Thread_local uint64_t faults = 0;
  return &faults;
}
