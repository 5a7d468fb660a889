import Foundation
import QuorateTraces

/// Event of a history of Jepsen's, as it stands in a file.
struct JepsenEvent {
    enum Kind: String, CaseIterable { case invoke, ok, fail, info }

    let line: Int
    let kind: Kind
    let process: Int
    /// Name of the operation.
    let function: String
    /// Value that stands in the event, which may be null; nil where none does.
    let value: JSONValue?
}

/// A mistake in a history, with the line on which it is.
struct HistoryFileError: Error, CustomStringConvertible {
    let line: Int?
    let reason: String

    var description: String { (line.map { "line \($0): " } ?? "") + reason }
}

/// The events of the processes that have a number, and what is left out.
struct JepsenEvents {
    private(set) var events: [JepsenEvent] = []
    /// Number of events of each process without a number.
    private(set) var ignored: [String: Int] = [:]
    /// Largest index so far, and its line.
    private var last: (index: Int, line: Int)?

    /// Reads a file in EDN or in JSON: it is JSON if the first thing in the first map is a string.
    ///
    /// - Throws: any error that tells what is wrong and where.
    init(_ data: Data) throws {
        let values =
            Self.isJSON(data) ? try JSONValue.sequence(in: data) : try JSONValue.ednSequence(in: data)
        for placed in values { try add(placed) }
    }

    private static func isJSON(_ data: Data) -> Bool {
        let start = data.lazy.filter { !" \n\r\t,[".utf8.contains($0) }.prefix(2)
        // A file of no maps at all may be either.
        return start.starts(with: "{\"".utf8)
    }

    private mutating func add(_ placed: PlacedValue) throws(HistoryFileError) {
        let line = placed.line
        guard case .object = placed.value, placed.value.name == nil else {
            throw HistoryFileError(line: line, reason: "expected a map, found \(placed.value.shown)")
        }
        try follow(placed)
        let process = try Self.field("process", of: placed)
        guard let number = process.integer, number >= 0 else {
            if let name = process.name, Int(name) == nil {
                ignored[name, default: 0] += 1
                return
            }
            throw HistoryFileError(
                line: line, reason: "process: expected a number or a name, found \(process.shown)")
        }
        events.append(
            JepsenEvent(
                line: line, kind: try Self.kind(of: placed), process: number,
                function: try Self.function(of: placed), value: placed.value["value"]))
    }

    /// Which operation was over before another began is read from the order of the events, so an index that says
    /// otherwise is refused. Below 0 is what Jepsen writes where it has given none.
    private mutating func follow(_ placed: PlacedValue) throws(HistoryFileError) {
        guard let index = placed.value["index"]?.integer, index >= 0 else { return }
        if let last, index <= last.index {
            throw HistoryFileError(
                line: placed.line,
                reason:
                    "index: \(index) comes behind \(last.index), of line \(last.line); the events have to stand in"
                    + " the order in which they happened, each once")
        }
        last = (index, placed.line)
    }

    private static func field(_ name: String, of placed: PlacedValue) throws(HistoryFileError) -> JSONValue {
        guard let value = placed.value[name], value != .null else {
            throw HistoryFileError(line: placed.line, reason: "\(name) is missing")
        }
        return value
    }

    private static func kind(of placed: PlacedValue) throws(HistoryFileError) -> JepsenEvent.Kind {
        let type = try field("type", of: placed)
        guard let kind = type.name.flatMap(JepsenEvent.Kind.init) else {
            throw HistoryFileError(
                line: placed.line, reason: "type: expected invoke, ok, fail or info, found \(type.shown)")
        }
        return kind
    }

    private static func function(of placed: PlacedValue) throws(HistoryFileError) -> String {
        let function = try field("f", of: placed)
        guard let name = function.name else {
            throw HistoryFileError(
                line: placed.line, reason: "f: expected the name of an operation, found \(function.shown)")
        }
        return name
    }
}

extension JSONValue {
    /// Beginning of the value as it is compared, for messages.
    var shown: String {
        let text = canonicalText
        let start = text.unicodeScalars.prefix(60)
        return ForeignText.shown(start.endIndex == text.endIndex ? text : String(start) + "...")
    }
}
