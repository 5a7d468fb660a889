import Dispatch

/// A clock that rings while something runs that cannot look at one itself.
enum Alarm {
    /// One queue for all: to ring takes a moment.
    private static let queue = DispatchQueue(label: "quorate.alarm", qos: .userInteractive)

    /// Carries out `body` and calls `ring` once `limit` has passed, again and again until `body` returns.
    ///
    /// Again, because what is to be stopped may not have begun when the first ring comes. Once this returns, `ring` is not
    /// running and will not be called.
    static func ringing<Result>(
        after limit: Duration, _ ring: @escaping () -> Void, during body: () -> Result
    ) -> Result {
        // It runs on the queue's thread, which an interrupt of Z3 may, and never after this returns, which keeps the
        // solver alive that it speaks of.
        nonisolated(unsafe) let ring = ring
        let timer = DispatchSource.makeTimerSource(queue: queue)
        // A year is as good as no limit, and nanoseconds still fit.
        let wait = min(max(limit / .seconds(1), 0), 365 * 24 * 3600)
        timer.schedule(deadline: .now() + wait, repeating: .milliseconds(20))
        timer.setEventHandler { ring() }
        timer.resume()
        defer {
            timer.cancel()
            queue.sync {}
        }
        return body()
    }
}
