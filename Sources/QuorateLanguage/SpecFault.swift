import CQuorateSearch
import QuorateQuorums
import Synchronization

/// Mistakes inside a spec that show only while it runs: a counter out of its range, a channel that is full.
///
/// The vocabulary raises a fault instead of trapping and carries on with some value in range. A search looks
/// at ``countOnThisThread`` after every level; when it has moved, the search finds the action that did it and
/// ends in an error, never in a verdict.
public enum SpecFault {
    /// Number of faults that the calling thread has seen; it only grows.
    public static var countOnThisThread: UInt64 { qs_this_thread().pointee.faults }

    /// Calls `body`, which evaluates a spec for somebody who looks at ``countOnThisThread`` afterwards.
    ///
    /// Only there does the number of a replica that cannot be one raise a fault; elsewhere, where nobody would
    /// hear of it, it ends the process.
    package static func heard<Result, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        _ = isListening
        qs_this_thread().pointee.depth += 1
        defer { qs_this_thread().pointee.depth -= 1 }
        return try body()
    }

    private static let isListening: Bool = {
        ReplicaNumbers.listen { mistake in
            guard qs_this_thread().pointee.depth > 0 else { return false }
            raise(mistake)
            return true
        }
        return true
    }()

    /// Address of what is kept of the calling thread.
    static var thread: UInt { UInt(bitPattern: qs_this_thread()) }

    /// Forgets the faults of the calling thread after the first `count`; the caller raises them again where they belong.
    ///
    /// - Parameter text: the text of the last of them, where another fault has been raised since.
    @usableFromInline
    static func forget(after count: UInt64, text: String? = nil) {
        qs_this_thread().pointee.faults = count
        if let text { texts.withLock { $0[thread] = text } }
    }

    /// The latest text of each thread that has seen a fault, by the address of its counter.
    private static let texts = Mutex<[UInt: String]>([:])

    /// The text of the latest fault of the calling thread.
    @usableFromInline
    package static var latestText: String {
        let thread = UInt(bitPattern: qs_this_thread())
        return texts.withLock { $0[thread] ?? "" }
    }

    /// Notes that the spec did something that its types do not allow.
    @inline(never)
    public static func raise(_ what: @autoclosure () -> String) {
        let thread = qs_this_thread()!
        thread.pointee.faults += 1
        let text = what()
        texts.withLock { $0[UInt(bitPattern: thread)] = text }
    }
}

/// A mistake in a spec: what is wrong, where, and what to do.
public struct SpecError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the spec.
    public let spec: String
    /// Text that says what is wrong and what to do about it.
    public let message: String
    /// Place of the mistake in the source, when known.
    public let site: SourceSite?
    /// Contradiction as the kind of mistake: the spec says different things of one state.
    package var isContradiction = false

    /// The error that `message` tells, in the spec called `spec`.
    public init(spec: String, message: String, site: SourceSite? = nil) {
        self.spec = spec
        self.message = message
        self.site = site
    }

    /// Spec, place and message in one line.
    public var description: String { "\(spec): \(messageWithSite)" }

    /// Place and message in one line, for where the spec is named already.
    package var messageWithSite: String { (site.map { "\($0): " } ?? "") + message }
}
