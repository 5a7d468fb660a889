import Dispatch

/// Calls `body` with each number below `count`, on as many threads, and waits for all of them.
func inParallel(_ count: Int, _ body: @Sendable (Int) -> Void) {
    if count == 1 { body(0) } else { DispatchQueue.concurrentPerform(iterations: count, execute: body) }
}
