import Foundation
import QuorateTraces
import Synchronization

/// Search or replay in a thread of its own, one at a time.
final class BackgroundJob: Sendable {
    let kind: String
    /// Number of the question, by which its outcome is told from that of another.
    let id: Int
    let control = GoalSearch.Control()
    private let started = Date()
    private let ending = Mutex((result: JSONValue?.none, seconds: 0.0))

    init(_ kind: String, id: Int) { (self.kind, self.id) = (kind, id) }

    var isRunning: Bool { ending.withLock { $0.result == nil } }

    /// Notes what came of it.
    func end(_ result: JSONValue) {
        ending.withLock { $0 = (result, Date().timeIntervalSince(started)) }
    }

    /// Figures so far, or the outcome.
    var json: JSONValue {
        let (result, seconds) = ending.withLock { $0 }
        let progress = control.progress
        return [
            "running": .boolean(result == nil), "kind": .string(kind), "id": JSONValue(id),
            "states": JSONValue(progress.states), "depth": JSONValue(progress.depth),
            "seconds": JSONValue(
                (10 * (result == nil ? Date().timeIntervalSince(started) : seconds)).rounded() / 10),
            "outcome": result ?? .null,
        ]
    }
}
