// What the search needs and Swift does not offer: prefetching, atomic words inside large mappings, and the
// mappings themselves. All but the last is inlined into the Swift code that calls it.
#pragma once
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#ifdef __APPLE__
#include <mach/mach.h>
#endif

#define QS_INLINE static inline __attribute__((always_inline))

QS_INLINE void qs_prefetch(const void *place) { __builtin_prefetch(place, 0, 3); }

QS_INLINE uint64_t qs_load_acquire(const uint64_t *place) { return __atomic_load_n(place, __ATOMIC_ACQUIRE); }

QS_INLINE void qs_store_release(uint64_t *place, uint64_t value) {
  __atomic_store_n(place, value, __ATOMIC_RELEASE);
}

// Puts `desired` where 0 was; otherwise gives back what is there.
QS_INLINE uint64_t qs_claim(uint64_t *place, uint64_t desired) {
  uint64_t expected = 0;
  __atomic_compare_exchange_n(place, &expected, desired, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
  return expected;
}

QS_INLINE uint64_t qs_fetch_add(uint64_t *place, uint64_t amount) {
  return __atomic_fetch_add(place, amount, __ATOMIC_ACQ_REL);
}

// Whether `qs_gather` and `qs_scatter` are one fast instruction each here. Where they are not, others are to be used.
int qs_moves_bits(void);

// The bits of a word that stand where the mask has ones, moved together from the lowest place on.
QS_INLINE uint64_t qs_gather(uint64_t word, uint64_t mask) {
  uint64_t bits = 0;
#ifdef __x86_64__
  __asm__("pextq %2, %1, %0" : "=r"(bits) : "r"(word), "r"(mask));
#else
  for (uint64_t place = 1; mask; mask &= mask - 1, place <<= 1) {
    if (word & mask & -mask) bits |= place;
  }
#endif
  return bits;
}

// The lowest bits, moved apart to where the mask has ones.
QS_INLINE uint64_t qs_scatter(uint64_t bits, uint64_t mask) {
  uint64_t word = 0;
#ifdef __x86_64__
  __asm__("pdepq %2, %1, %0" : "=r"(word) : "r"(bits), "r"(mask));
#else
  for (; mask; mask &= mask - 1, bits >>= 1) {
    if (bits & 1) word |= mask & -mask;
  }
#endif
  return word;
}

// The places of a byte in sixteen, all looked at in one step: for byte k of the first word bit 8k, for byte k of the
// second bit 8k + 4.
QS_INLINE uint64_t qs_places(uint64_t first, uint64_t second, uint8_t sought) {
  typedef uint8_t bytes __attribute__((vector_size(16)));
  typedef uint64_t words __attribute__((vector_size(16)));
  words both = {first, second};
  words same = (words)((bytes)both == (bytes){} + sought);
  return (same[0] & 0x0101010101010101u) | (same[1] & 0x1010101010101010u);
}

// The position of an enum's case among the cases of its type, first those with a payload; 0 for a type that is no enum.
// Swift keeps what tells in the value witness table (`docs/ABI/TypeMetadata.rst` of the Swift repository): eight
// functions, size and stride come before the flags, then `getEnumTag`. All of it is constant for a type that the
// compiler knows, so that the position of a case that stands in the text folds to a number.
QS_INLINE uint32_t qs_enum_position(const void *value, const void *metadata) {
  const char *witnesses = ((const char *const *)metadata)[-1];
  if (!(*(const uint32_t *)(witnesses + 80) & 0x200000)) return 0;
  return (*(uint32_t(*const *)(const void *, const void *))(witnesses + 88))(value, metadata);
}

// The number of cases of an enum without payloads, or -1 for any other type. The type descriptor has the number of cases
// with a payload in 24 bits behind 20 bytes, and that of the others after it.
QS_INLINE int64_t qs_plain_case_count(const void *metadata) {
  if (((const uint64_t *)metadata)[0] != 0x201) return -1;
  const char *descriptor = ((const char *const *)metadata)[1];
  if (*(const uint32_t *)(descriptor + 20) & 0xffffff) return -1;
  return *(const uint32_t *)(descriptor + 24);
}

// The numbers of the values of a type of at most eight bytes, worked out once from its cases and fields.
typedef struct qs_number_table qs_number_table;

// A part of a value that has bytes of its own which say nothing.
typedef struct {
  uint32_t offset;
  // In bytes; 0 ends a list of parts.
  uint32_t size;
  const qs_number_table *table;
} qs_part;

// A value and its number. The key is the bytes that count, the parts replaced by their numbers.
typedef struct {
  uint64_t key;
  uint32_t position;
  // UINT32_MAX in an empty slot.
  uint32_t number;
} qs_number;

struct qs_number_table {
  const void *metadata;
  uint64_t count;
  // For each case the bytes that count; a struct is one case.
  const uint64_t *masks;
  // For each case a list of parts; NULL where no case has any.
  const qs_part *const *parts;
  // Open addressing, four slots a value or more, a power of two of them.
  const qs_number *slots;
  uint64_t slot_mask;
  // The bytes of each value.
  const uint64_t *values;
};

uint64_t qs_key_with_parts(const qs_number_table *table, uint32_t position, const void *value, uint64_t key);

QS_INLINE uint64_t qs_number_hash(uint64_t key, uint32_t position) {
  uint64_t mixed = (key + (uint64_t)position * 0x9e3779b97f4a7c15u) * 0xff51afd7ed558ccdu;
  return mixed >> 32;
}

// The number of a value that stands in eight bytes, zeros behind it; UINT32_MAX for one that is not in the table.
QS_INLINE uint64_t qs_number_in(const qs_number_table *table, const void *value, const void *metadata) {
  uint32_t position = qs_enum_position(value, metadata);
  uint64_t key = *(const uint64_t *)value & table->masks[position];
  if (table->parts) key = qs_key_with_parts(table, position, value, key);
  for (uint64_t slot = qs_number_hash(key, position);; slot++) {
    const qs_number *entry = &table->slots[slot & table->slot_mask];
    if (entry->key == key && entry->position == position) return entry->number;
    if (entry->number == UINT32_MAX) return UINT32_MAX;
  }
}

// The tables of all types, found by the addresses of their metadata. A place is written once.
#define QS_TABLE_PLACES 4096
extern const qs_number_table *qs_number_tables[QS_TABLE_PLACES];

// The table of a type, or NULL before it is made.
QS_INLINE const qs_number_table *qs_number_table_of(const void *metadata) {
  for (uint64_t place = (uint64_t)metadata >> 4;; place++) {
    const qs_number_table *table =
        __atomic_load_n(&qs_number_tables[place % QS_TABLE_PLACES], __ATOMIC_ACQUIRE);
    if (!table || table->metadata == metadata) return table;
  }
}

// Keeps a table; the caller sees to it that nobody else does at the same time. 0 when there is no place left.
int qs_keep_number_table(const qs_number_table *table);

// Address space without memory behind it: pages come, zeroed, when they are first written. NULL on failure.
QS_INLINE void *qs_reserve(size_t bytes) {
#ifdef MAP_NORESERVE
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
#else
  int flags = MAP_PRIVATE | MAP_ANONYMOUS;
#endif
  void *place = mmap(0, bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
  return place == MAP_FAILED ? 0 : place;
}

QS_INLINE void qs_unmap(void *place, size_t bytes) { munmap(place, bytes); }

QS_INLINE void qs_use_huge_pages(void *place, size_t bytes) {
#ifdef MADV_HUGEPAGE
  madvise(place, bytes, MADV_HUGEPAGE);
#endif
}

// Gives the memory behind whole pages back; their content is lost.
QS_INLINE void qs_discard(void *place, size_t bytes) { madvise(place, bytes, MADV_DONTNEED); }

// Bytes of this process that are in memory now, or 0 when the system does not say.
QS_INLINE uint64_t qs_resident_bytes(void) {
#ifdef __APPLE__
  mach_task_basic_info_data_t info;
  mach_msg_type_number_t count = MACH_TASK_BASIC_INFO_COUNT;
  if (task_info(mach_task_self(), MACH_TASK_BASIC_INFO, (task_info_t)&info, &count) != KERN_SUCCESS) return 0;
  return info.resident_size;
#else
  char text[128];
  int file = open("/proc/self/statm", O_RDONLY);
  if (file < 0) return 0;
  ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  if (length <= 0) return 0;
  text[length] = 0;
  unsigned long total = 0, resident = 0;
  if (sscanf(text, "%lu %lu", &total, &resident) != 2) return 0;
  return (uint64_t)resident * (uint64_t)sysconf(_SC_PAGESIZE);
#endif
}

QS_INLINE uint64_t qs_peak_resident_bytes(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
  return (uint64_t)usage.ru_maxrss;
#else
  return (uint64_t)usage.ru_maxrss * 1024;
#endif
}

QS_INLINE double qs_clock_seconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

QS_INLINE double qs_wall_seconds(void) { return qs_clock_seconds(CLOCK_MONOTONIC); }

QS_INLINE double qs_cpu_seconds(void) { return qs_clock_seconds(CLOCK_PROCESS_CPUTIME_ID); }

// What a thread knows of the spec that it works for: searches side by side must not see each other's.
typedef struct {
  // How many faults of specs it has seen.
  uint64_t faults;
  // How many calls deep it is inside a spec whose faults somebody looks at.
  uint64_t depth;
  // The states that it expands or checks now, and how many; NULL between them.
  const uint64_t *states;
  uint64_t count;
  // Whose states they are, for whoever explains a crash.
  const void *owner;
  // Whether it has a stack of its own for signals.
  uint64_t has_signal_stack;
  // Whether it explains the crash of another thread.
  uint64_t explains_crash;
} qs_thread;

qs_thread *qs_this_thread(void);

// Gives the calling thread a stack for signals, once: of a stack that has overflowed nothing is left to explain it on.
void qs_use_signal_stack(void);
