/// Connection with a running adapter, line by line.
package protocol AdapterChannel: AnyObject, Sendable {
    /// Sends all of the lines, and reads as many; both without their ends.
    ///
    /// - Returns: The answers that came, and why no more did.
    func exchange(_ requests: [String]) -> (answers: [String], failure: AdapterError?)

    /// Says that nothing more is asked, and waits for the end of the adapter.
    func close()
}

/// Reason why code could not be asked by way of an adapter, or what it threw.
package enum AdapterError: Error, Hashable, CustomStringConvertible {
    /// The adapter answered with an error: the code threw.
    case threw(String)
    /// The code did two different things in one and the same run.
    case unsteady(String)
    /// The adapter is not for this spec, or observes nothing of it.
    case unsuitable(String)
    /// The adapter broke off, kept silent, or did not keep to the protocol.
    case broke(String)
    /// The same by running out of time.
    case silent(String)
    /// A person has stopped it all.
    case interrupted

    /// Reason in words.
    package var description: String {
        switch self {
        case .threw(let reason): "the code threw: \(reason)"
        case .unsteady(let reason): "the code does not agree with itself: \(reason)"
        case .unsuitable(let reason), .broke(let reason), .silent(let reason): reason
        case .interrupted: "interrupted"
        }
    }
}

/// Figures of what an adapter was asked to do.
public struct AdapterFigures: Hashable, Sendable {
    /// Actions that the adapter was asked to take, those of beginnings that it was taken through again among them.
    public var steps = 0
    /// Times that it was asked to begin anew.
    public var starts = 0
    /// Snapshots that it was asked to restore.
    public var restores = 0
    /// Seconds that this took, comparison and all.
    public var seconds = 0.0
    /// Processes that were asked at once.
    public var processes = 1

    /// No figures yet.
    public init() {}

    init(processes: Int) { self.processes = processes }

    /// Adds those of others.
    package mutating func add(_ others: AdapterFigures) {
        steps += others.steps
        starts += others.starts
        restores += others.restores
        seconds += others.seconds
        processes += others.processes
    }
}
