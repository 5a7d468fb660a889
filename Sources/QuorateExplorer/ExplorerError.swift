/// A search that was asked for in a way that makes no sense.
public enum ExplorerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Fewer than one worker.
    case workers(Int)
    /// A limit that is zero or negative where it must not be.
    case limit(String)
    /// No property of that name.
    case unknownProperty(String, spec: String, known: [String])
    /// Coverage of lines was asked of a store that forgets states.
    case coverageNeedsStates
    /// A property of liveness was asked of a store that has no whole states.
    case livenessNeedsStates(String, StoreKind)
    /// A certificate was asked for that would show nothing, or could not be written.
    case certificate(String)
    /// Symmetry was asked for together with something that it does not go with.
    case symmetryWithout(String)
    /// The memory limit leaves no room for a single state; both figures in bytes.
    case memoryTooSmall(limit: Int, needed: Int)

    /// Text that says what is wrong and what to do.
    public var description: String {
        switch self {
        case .workers(let count): "\(count) workers cannot search; give at least 1"
        case .limit(let what): what
        case .unknownProperty(let name, let spec, let known):
            "\(spec) has no property \"\(name)\"; it has "
                + known.map { "\"\($0)\"" }.joined(separator: ", ")
        case .coverageNeedsStates:
            "coverage expands every state once more, and the fingerprint store forgets them; use the exact store"
        case .livenessNeedsStates(let property, let store):
            "\"\(property)\" is about whole runs, which go through all states again, and \(store.lack);"
                + " use the exact store, or leave the property out with --property"
        case .certificate(let what): what
        case .symmetryWithout(let reason): "a search up to symmetry " + reason
        case .memoryTooSmall(let limit, let needed):
            "a memory limit of \(Numerals.exactBytes(limit)) is too small to start: give at least \((needed >> 20) + 1) MiB"
        }
    }
}

/// Quorate contradicts itself: a bug of ours, never a verdict.
public struct InternalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Text that says what contradicts what.
    public let message: String

    /// The contradiction that `message` tells.
    public init(_ message: String) { self.message = message }

    /// The contradiction, and that it is ours.
    public var description: String { "Quorate contradicts itself (our bug, please report it): \(message)" }
}
