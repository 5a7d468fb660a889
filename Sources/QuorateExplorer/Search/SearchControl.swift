import CQuorateSearch
import Synchronization

/// Control of a search's early end: its reason and its time; shared by the workers and any canceller.
final class SearchControl: Sendable {
    /// Reason for the early end of a search.
    enum Stop: Int {
        case none, states, seconds, memory, disk, interrupt, fault
    }

    private let reason = Atomic<Int>(Stop.none.rawValue)
    /// Mark of a reason that is the last word.
    private static let settled = 1 << 8
    private let growth = Atomic<Bool>(false)
    private let interrupt = Atomic<Bool>(false)
    let startSeconds = qs_wall_seconds()

    /// The first reason wins.
    func stop(_ why: Stop) {
        if why == .interrupt { interrupt.store(true, ordering: .relaxed) }
        _ = reason.compareExchange(
            expected: Stop.none.rawValue, desired: why.rawValue, ordering: .acquiringAndReleasing)
    }

    /// Makes `why` the reason, whatever was said and will be said: that on which all ranks of a search agree.
    func settle(_ why: Stop) { reason.store(why.rawValue | Self.settled, ordering: .releasing) }

    var stopped: Stop { Stop(rawValue: reason.load(ordering: .acquiring) & ~Self.settled)! }
    var isStopped: Bool { reason.load(ordering: .relaxed) & ~Self.settled != Stop.none.rawValue }

    /// Interrupt, even after another reason; what follows a search ends at it too.
    var isInterrupted: Bool { interrupt.load(ordering: .relaxed) }

    /// Request to enlarge the table before any worker inserts again.
    var wantsGrowth: Bool { growth.load(ordering: .relaxed) }
    func requestGrowth() { growth.store(true, ordering: .releasing) }
    func growthDone() { growth.store(false, ordering: .releasing) }

    var elapsedSeconds: Double { qs_wall_seconds() - startSeconds }
}
