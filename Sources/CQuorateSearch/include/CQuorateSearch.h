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
} qs_thread;

qs_thread *qs_this_thread(void);

// Gives the calling thread a stack for signals, once: of a stack that has overflowed nothing is left to explain it on.
void qs_use_signal_stack(void);
