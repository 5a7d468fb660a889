internal import QuorateLanguage
internal import QuorateQuorums

/// Everything that anybody can see of a replay, as text: two replays of the same trace must have the same.
public struct Transcript: Hashable, Sendable {
    /// One thing that is seen after a step.
    public struct Line: Hashable, Sendable {
        /// The step; 0 is the start.
        public let step: Int
        /// Name of what is seen: a variable, a durable log, a message.
        public let field: String
        /// Its value.
        public let value: String

        /// The line as text.
        public var description: String { "\(step)\t\(field)\t\(value)" }
    }

    /// The lines, step by step.
    public private(set) var lines: [Line] = []

    /// The text, a line for each thing.
    public var text: String { lines.map(\.description).joined(separator: "\n") + "\n" }

    mutating func note(step: Int, _ field: String, _ value: String) {
        lines.append(Line(step: step, field: field, value: value))
    }

    /// Puts another outcome in the place of the one that ends the transcript.
    mutating func end(in outcome: ReplayOutcome) {
        guard let last = lines.popLast() else { return }
        note(step: last.step, last.field, "\(outcome)")
    }

    /// Notes what is new in `system` since `former`.
    mutating func note(
        _ fields: [SpecValue.Field], of system: some RealSystem, since former: (some RealSystem)?, step: Int
    ) {
        for field in fields { note(step: step, field.name, "\(field.value)") }
        for (replica, records) in system.durableRecords.enumerated() {
            note(
                step: step, "durable log of r\(replica)", records.map(Self.hexadecimal).joined(separator: " ")
            )
        }
        let known = Set(former?.outbox.messages ?? [])
        for message in system.outbox.messages where !known.contains(message) {
            let receiver = message.receiver.map { "to \($0)" } ?? "to everybody"
            note(step: step, "message of \(message.sender) \(receiver)", Self.hexadecimal(message.bytes))
        }
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// The first line of `text`, another process' transcript, that is not the same here: its step and field, or nil.
    public func firstDifference(from text: String) -> (step: Int, field: String)? {
        let others = text.split(separator: "\n", omittingEmptySubsequences: true)
        for (position, line) in lines.enumerated() {
            guard position < others.count, others[position] == line.description else {
                return (line.step, line.field)
            }
        }
        guard others.count > lines.count else { return nil }
        let rest = others[lines.count].split(separator: "\t", omittingEmptySubsequences: false)
        return (rest.first.flatMap { Int($0) } ?? 0, rest.count > 1 ? String(rest[1]) : "end")
    }
}
