#include "CQuorateSearch.h"
#include <signal.h>
#include <string.h>

qs_thread *qs_this_thread(void) {
  static _Thread_local qs_thread thread = {0};
  return &thread;
}

int qs_moves_bits(void) {
#ifdef __x86_64__
  __builtin_cpu_init();
  // The first two generations of AMD's Zen have the instructions, and take a loop over the bits for them.
  return __builtin_cpu_supports("bmi2") && !__builtin_cpu_is("amdfam17h");
#else
  return 0;
#endif
}

void qs_use_signal_stack(void) {
  qs_thread *thread = qs_this_thread();
  if (thread->has_signal_stack) return;
  thread->has_signal_stack = 1;
  // Threads of a pool live as long as the process, so nobody gives it back; only address space until it is used.
  stack_t stack = {.ss_size = 512 << 10, .ss_flags = 0};
  stack.ss_sp = qs_reserve(stack.ss_size);
  if (stack.ss_sp) sigaltstack(&stack, 0);
}

uint64_t qs_key_with_parts(const qs_number_table *table, uint32_t position, const void *value, uint64_t key) {
  // A case may be told in bits that a part leaves free; without them the part is what it is by itself.
  uint64_t payload = *(const uint64_t *)value;
  const char *witnesses = ((const char *const *)table->metadata)[-1];
  if (*(const uint32_t *)(witnesses + 80) & 0x200000) {
    (*(void (*const *)(void *, const void *))(witnesses + 96))(&payload, table->metadata);
  }
  for (const qs_part *part = table->parts[position]; part && part->size; part++) {
    uint64_t bytes = 0;
    memcpy(&bytes, (const char *)&payload + part->offset, part->size);
    uint64_t number = qs_number_in(part->table, &bytes, part->table->metadata);
    // Different values of a part have different bytes, so there are no more numbers than its bytes can hold.
    key ^= number << (part->offset * 8);
  }
  return key;
}

const qs_number_table *qs_number_tables[QS_TABLE_PLACES];

int qs_keep_number_table(const qs_number_table *table) {
  static uint64_t count = 0;
  // A place must stay free, or a search for a type without a table would not end.
  if (count >= QS_TABLE_PLACES / 2) return 0;
  count++;
  for (uint64_t place = (uint64_t)table->metadata >> 4;; place++) {
    const qs_number_table **entry = &qs_number_tables[place % QS_TABLE_PLACES];
    if (*entry) continue;
    __atomic_store_n(entry, table, __ATOMIC_RELEASE);
    return 1;
  }
}
