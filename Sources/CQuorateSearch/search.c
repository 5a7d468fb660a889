#include "CQuorateSearch.h"
#include <signal.h>

qs_thread *qs_this_thread(void) {
  static _Thread_local qs_thread thread = {0};
  return &thread;
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
