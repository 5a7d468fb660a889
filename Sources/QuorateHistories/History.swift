/// A history of operations on one object: who called what when, and what came back.
///
/// Events are numbered from 0 in the order in which they are told. A process has one operation under way at a time.
public struct History<Object: SequentialObject>: Sendable {
    /// Outcome of an operation.
    public enum Outcome: Hashable, Sendable {
        /// No answer: the operation may have taken effect, may still do so, or never does.
        case pending
        /// Answer, and the number of the event.
        case answered(Object.Answer, at: Int)
        /// Certainty that the operation took no effect, and the number of the event.
        case failed(at: Int)
    }

    /// Operation of one process.
    public struct Operation: Hashable, Sendable {
        /// Process that called.
        public let process: Int
        /// Operation with its arguments.
        public let call: Object.Call
        /// Number of the event of the call.
        public let invoked: Int
        /// Outcome as far as it is known.
        public internal(set) var outcome: Outcome
    }

    /// Operations in the order of their calls.
    public private(set) var operations: [Operation] = []
    /// Number of events.
    public private(set) var eventCount = 0

    private var underWay: [Int: Int] = [:]
    private var crashed: Set<Int> = []

    /// The history without events.
    public init() {}

    /// Tells of a call.
    ///
    /// - Throws: ``HistoryError`` for a process that waits for an answer, or whose last operation has none.
    public mutating func invoke(_ call: Object.Call, by process: Int) throws(HistoryError) {
        if crashed.contains(process) { throw .crashed(process: process) }
        guard underWay[process] == nil else { throw .busy(process: process) }
        underWay[process] = operations.count
        operations.append(Operation(process: process, call: call, invoked: eventCount, outcome: .pending))
        eventCount += 1
    }

    /// Tells of an answer.
    ///
    /// - Throws: ``HistoryError`` for a process that waits for none.
    public mutating func answer(_ answer: Object.Answer, to process: Int) throws(HistoryError) {
        let index = try end(of: process)
        operations[index].outcome = .answered(answer, at: eventCount - 1)
    }

    /// Tells that the operation under way took no effect, and will not.
    ///
    /// - Throws: ``HistoryError`` for a process that waits for no answer.
    public mutating func fail(_ process: Int) throws(HistoryError) {
        let index = try end(of: process)
        operations[index].outcome = .failed(at: eventCount - 1)
    }

    /// Tells that there will be no answer, and that the process calls nothing any more.
    ///
    /// - Throws: ``HistoryError`` for a process that waits for no answer.
    public mutating func crash(_ process: Int) throws(HistoryError) {
        _ = try end(of: process)
        crashed.insert(process)
    }

    private mutating func end(of process: Int) throws(HistoryError) -> Int {
        guard let index = underWay.removeValue(forKey: process) else { throw .idle(process: process) }
        eventCount += 1
        return index
    }
}

extension History {
    /// Call of the operation that a process waits for, or nil.
    public func callUnderWay(of process: Int) -> Object.Call? {
        underWay[process].map { operations[$0].call }
    }

    /// Index of the operation that ends with an event, or nil for an event of another kind.
    public func operation(endingAt event: Int) -> Int? {
        operations.firstIndex { operation in operation.end == event }
    }
}

extension History.Operation {
    /// Number of the event that ends the operation; nil for one that is pending.
    public var end: Int? {
        switch outcome {
        case .pending: nil
        case .answered(_, let event), .failed(let event): event
        }
    }

    /// The answer, if there is one before the event of the given number.
    func answer(before limit: Int) -> Object.Answer? {
        if case .answered(let answer, let event) = outcome, event < limit { answer } else { nil }
    }

    /// Certainty, before the event of the given number, that there is no effect.
    func hasFailed(before limit: Int) -> Bool {
        if case .failed(let event) = outcome { event < limit } else { false }
    }
}

/// Events that make no history.
public enum HistoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A call of a process that waits for an answer.
    case busy(process: Int)
    /// An end of an operation that was not called.
    case idle(process: Int)
    /// A call of a process whose last operation never ended.
    case crashed(process: Int)

    /// Description of what is wrong.
    public var description: String {
        switch self {
        case .busy(let process): "process \(process) calls while its last operation is under way"
        case .idle(let process): "process \(process) ends an operation that it has not called"
        case .crashed(let process):
            "process \(process) calls again though nobody knows how its last operation ended; give it a new number"
        }
    }
}
