import Synchronization

/// Numbers that no replica and no set of replicas has, such as the -1 of a neighbour to the left of r0.
///
/// An evaluation of a spec listens, makes the mistake an error of the spec, and goes on with some number in
/// range. Without a listener such a number is a programming error, which ends the process.
package enum ReplicaNumbers {
    private static let listener = Mutex<Listener?>(nil)

    /// A function by itself in the lock would be wrapped once more each time that it is looked at.
    private struct Listener: Sendable {
        let takesCare: @Sendable (String) -> Bool
    }

    /// Sets who hears of mistakes, for the whole process; the listener says whether it takes care of one.
    package static func listen(_ body: @escaping @Sendable (_ mistake: String) -> Bool) {
        listener.withLock { $0 = Listener(takesCare: body) }
    }

    @inline(never)
    static func report(_ mistake: String) {
        if listener.withLock({ $0 })?.takesCare(mistake) != true { fatalError(mistake) }
    }
}
