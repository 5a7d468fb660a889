import QuorateHistories
import QuorateTraces

/// The histories of a file: one, or one for each key.
struct KeyedHistories<Object: JepsenObject> {
    /// History of one key, with the line of each event.
    struct Part {
        let key: String?
        var history = History<Object>()
        var lines: [Int] = []
        /// Number of operations of each kind of end.
        var ends: [JepsenEvent.Kind: Int] = [:]
        /// Presence of an answer that can contradict an order.
        var tells = false
    }

    /// Operation under way.
    private struct Call {
        let part: Int
        let function: String
        let line: Int
    }

    private let isKeyed: Bool
    private(set) var parts: [Part] = []
    private var places: [String: Int] = [:]
    private var underWay: [Int: Call] = [:]
    private var crashed: [Int: Int] = [:]

    /// - Throws: ``HistoryFileError`` for an event that makes no history of the object.
    init(_ events: [JepsenEvent], isKeyed: Bool) throws {
        self.isKeyed = isKeyed
        for event in events {
            guard Object.functions.contains(event.function) else {
                throw HistoryFileError(
                    line: event.line,
                    reason:
                        "f: no operation is called \(ForeignText.quoted(event.function)); this object has "
                        + Object.functions.joined(separator: ", "))
            }
            do {
                try event.kind == .invoke ? begin(event) : end(event)
            } catch let error as ValueError {
                throw HistoryFileError(line: event.line, reason: error.reason)
            } catch let error as HistoryError {
                throw HistoryFileError(line: event.line, reason: "\(error)")
            }
        }
    }

    private mutating func begin(_ event: JepsenEvent) throws {
        if let last = underWay[event.process] {
            throw HistoryFileError(
                line: event.line,
                reason:
                    "process \(event.process) calls while its last operation, of line \(last.line), is under way"
            )
        }
        if let line = crashed[event.process] {
            throw HistoryFileError(
                line: event.line,
                reason:
                    "process \(event.process) calls again though its last operation ended in info, in line \(line);"
                    + " nobody knows when it is over, so a new process must call")
        }
        let (key, value) = try keyAndValue(event)
        let place = place(of: key)
        try parts[place].history.invoke(Object.call(event.function, value), by: event.process)
        parts[place].lines.append(event.line)
        underWay[event.process] = Call(part: place, function: event.function, line: event.line)
    }

    private mutating func end(_ event: JepsenEvent) throws {
        guard let call = underWay.removeValue(forKey: event.process) else {
            throw HistoryFileError(
                line: event.line, reason: "process \(event.process) ends an operation that it has not called")
        }
        guard call.function == event.function else {
            throw HistoryFileError(
                line: event.line,
                reason:
                    "f: process \(event.process) has called \(call.function) in line \(call.line), and not"
                    + " \(event.function)")
        }
        parts[call.part].lines.append(event.line)
        parts[call.part].ends[event.kind, default: 0] += 1
        switch event.kind {
        case .ok: try answer(event, call)
        case .fail: try parts[call.part].history.fail(event.process)
        case .info, .invoke:
            try parts[call.part].history.crash(event.process)
            crashed[event.process] = event.line
        }
    }

    private mutating func answer(_ event: JepsenEvent, _ call: Call) throws {
        let (key, value) = try keyAndValue(event)
        guard key == parts[call.part].key else {
            throw ValueError(
                reason: "value: the key is \(key ?? ""), and the operation of line \(call.line) is of"
                    + " \(parts[call.part].key ?? "")")
        }
        guard let called = parts[call.part].history.callUnderWay(of: event.process) else { return }
        try parts[call.part].history.answer(Object.answer(to: called, value), to: event.process)
        if Object.tells(called) { parts[call.part].tells = true }
    }

    /// The key, where there are keys, and the value of an event.
    private func keyAndValue(_ event: JepsenEvent) throws(ValueError) -> (key: String?, value: JSONValue) {
        guard isKeyed else { return (nil, try value(of: event)) }
        let pair = event.value ?? .null
        guard let values = pair.elements, values.count == 2 else {
            throw ValueError(
                reason:
                    "value: expected a list of a key and a value, found \(pair.shown); leave --keyed out"
                    + " where there are no keys")
        }
        return (values[0].canonicalText, values[1])
    }

    /// A value that is not there is no null: every order explains reads of null where nothing else was written.
    private func value(of event: JepsenEvent) throws(ValueError) -> JSONValue {
        if let value = event.value { return value }
        let needed = event.kind == .invoke ? Object.valued.calls : Object.valued.answers
        guard !needed.contains(event.function) else {
            throw ValueError(
                reason: "value is missing; write null, or nil in EDN, where \(event.function) has none")
        }
        return .null
    }

    private mutating func place(of key: String?) -> Int {
        if let place = places[key ?? ""] { return place }
        places[key ?? ""] = parts.count
        parts.append(Part(key: key))
        return parts.count - 1
    }
}
