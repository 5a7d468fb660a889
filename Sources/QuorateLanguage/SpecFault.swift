import CQuorateSearch
import Synchronization

/// Mistakes inside a spec that show only while it runs: a counter out of its range, a channel that is full.
///
/// The vocabulary raises a fault instead of trapping and carries on with some value in range. A search looks
/// at ``countOnThisThread`` after every level; when it has moved, the search finds the action that did it and
/// ends in an error, never in a verdict.
public enum SpecFault {
    /// How many faults the calling thread has seen; it only grows.
    public static var countOnThisThread: UInt64 { qs_thread_faults().pointee }

    /// The latest text of each thread that has seen a fault, by the address of its counter.
    private static let texts = Mutex<[UInt: String]>([:])

    /// The text of the latest fault of the calling thread.
    package static var latestText: String {
        let thread = UInt(bitPattern: qs_thread_faults())
        return texts.withLock { $0[thread] ?? "" }
    }

    /// Notes that the spec did something that its types do not allow.
    @inline(never)
    public static func raise(_ what: @autoclosure () -> String) {
        let counter = qs_thread_faults()!
        counter.pointee += 1
        let text = what()
        texts.withLock { $0[UInt(bitPattern: counter)] = text }
    }
}

/// A mistake in a spec: what is wrong, where, and what to do.
public struct SpecError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the spec.
    public let spec: String
    /// What is wrong and what to do about it.
    public let message: String
    /// Where in the source, when known.
    public let site: SourceSite?

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
