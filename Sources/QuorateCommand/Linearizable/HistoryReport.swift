import Foundation
import QuorateHistories
import QuorateTraces

/// The answer to a ``HistoryRequest``.
struct HistoryReport: WholeResult {
    /// Operation as it is shown.
    struct Step {
        let line: Int
        let process: Int
        let text: String
    }

    /// Finding about the history of a key.
    enum Finding {
        case explained(order: [Step])
        /// The answer or failure that ends the prefix, an order that explains what is in front of it, and whether no
        /// shorter prefix does.
        case unexplained(last: Step, lastLine: Int, order: [Step], isShortest: Bool)
        case unknown
    }

    /// Result for one key, or for all where there are no keys.
    struct Part {
        let key: String?
        let operations: Int
        let ends: [JepsenEvent.Kind: Int]
        let processes: Int
        /// False of a history in which nothing that came back can contradict an order.
        let tells: Bool
        let finding: Finding
        let statesLookedAt: Int
    }

    let request: HistoryRequest
    let parts: [Part]
    /// Number of events of each process without a number.
    let ignored: [String: Int]

    var status: ExitStatus {
        if parts.contains(where: { if case .unexplained = $0.finding { true } else { false } }) {
            return .safetyViolated
        }
        return parts.contains { if case .unknown = $0.finding { true } else { false } }
            ? .inconclusive : .asExpected
    }

    var statesLookedAt: Int { parts.reduce(0) { $0 + $1.statesLookedAt } }
}

extension HistoryReport {
    /// Reads the file and answers.
    ///
    /// - Throws: ``CommandError`` with the name of the file for one that is no history, or one with nothing to compare.
    init(_ request: HistoryRequest) throws {
        do {
            let events = try JepsenEvents(ITF.content(ofFile: request.file))
            let initial = request.initial.canonicalText
            let parts =
                switch request.kind {
                case .register:
                    try Self.registerParts(events.events, request, Register(initially: initial))
                case .casRegister:
                    try Self.parts(events.events, request, CompareAndSwapRegister(initially: initial))
                case .queue: try Self.parts(events.events, request, FIFOQueue<String>())
                case .lock: try Self.parts(events.events, request, Lock())
                }
            try Self.refuseNothing(parts, events)
            self.init(request: request, parts: parts, ignored: events.ignored)
        } catch let error as TraceInputOutputError {
            throw error
        } catch let error as WitnessError {
            throw error
        } catch {
            throw CommandError.refusedHistory(file: request.file, reason: error)
        }
    }

    /// A history with nothing to compare is explained by any order, and that is no pass.
    private static func refuseNothing(_ parts: [Part], _ events: JepsenEvents) throws(HistoryFileError) {
        if parts.isEmpty {
            let others = events.ignored.isEmpty ? "" : ", and processes without a number are left out"
            throw HistoryFileError(line: nil, reason: "there is no operation of a process\(others)")
        }
        if !parts.contains(where: \.tells) {
            throw HistoryFileError(
                line: nil,
                reason:
                    "no operation is ok that tells something of the object, so there is nothing to compare")
        }
    }

    private static func parts<Object: JepsenObject>(
        _ events: [JepsenEvent], _ request: HistoryRequest, _ object: Object
    ) throws -> [Part] {
        let condition: OrderCondition =
            request.consistency == .sequential ? .sequentialConsistency : .linearizability
        return try KeyedHistories<Object>(events, isKeyed: request.isKeyed).parts.map { part in
            let check = try part.history.check(condition, as: object, limit: request.limit)
            let finding: Finding =
                switch check.finding {
                case .explained(let order): .explained(order: part.steps(order))
                case .unknown: .unknown
                case .unexplained(let prefix):
                    .unexplained(
                        last: part.step(endingAt: prefix.lastEvent), lastLine: part.lines[prefix.lastEvent],
                        order: part.steps(prefix.lastOrder), isShortest: prefix.isShortest)
                }
            return Part(part, finding, check.statesLookedAt)
        }
    }

    private static func registerParts(
        _ events: [JepsenEvent], _ request: HistoryRequest, _ register: Register<String>
    ) throws -> [Part] {
        guard request.consistency == .regular else { return try parts(events, request, register) }
        return try KeyedHistories<Register<String>>(events, isKeyed: request.isKeyed).parts.map { part in
            let check = try part.history.checkRegularity(as: register)
            let steps = part.steps(check.sources.map(\.read))
            guard let unexplained = check.unexplained else {
                return Part(part, .explained(order: steps), check.pairsLookedAt)
            }
            return Part(
                part,
                .unexplained(
                    last: part.steps([unexplained.read])[0], lastLine: part.lines[unexplained.lastEvent],
                    order: steps, isShortest: true), check.pairsLookedAt)
        }
    }
}

extension HistoryReport.Part {
    fileprivate init<Object>(
        _ part: KeyedHistories<Object>.Part, _ finding: HistoryReport.Finding, _ statesLookedAt: Int
    ) {
        self.init(
            key: part.key, operations: part.history.operations.count, ends: part.ends,
            processes: Set(part.history.operations.map(\.process)).count, tells: part.tells, finding: finding,
            statesLookedAt: statesLookedAt)
    }
}

extension KeyedHistories.Part {
    fileprivate func steps(_ order: [Int]) -> [HistoryReport.Step] {
        order.map { index in
            let operation = history.operations[index]
            var answer: Object.Answer?
            if case .answered(let known, _) = operation.outcome { answer = known }
            return HistoryReport.Step(
                line: lines[operation.invoked], process: operation.process,
                text: Object.text(operation.call, answer))
        }
    }

    fileprivate func step(endingAt event: Int) -> HistoryReport.Step {
        steps([history.operation(endingAt: event)].compactMap(\.self)).first
            ?? HistoryReport.Step(line: lines[event], process: 0, text: "")
    }
}
