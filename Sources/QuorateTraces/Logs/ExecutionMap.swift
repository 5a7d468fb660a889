/// Lines that tell of executions: the part `log.executions` of a mapping file.
struct ExecutionMap: Hashable, Sendable {
    /// Lines of other nodes on which an execution stands.
    struct Evidence: Hashable, Sendable {
        /// Match of such a line with the execution.
        enum Match: Hashable, Sendable {
            /// The same value in a field.
            case same(FieldPath)
            /// A number that is at least the position.
            case reaching(FieldPath)
        }

        let event: String
        /// Number of nodes that must have such a line, which the execution's clock knows.
        let nodes: Int
        let match: Match
        /// Field in which the lines of one quorum agree.
        let group: FieldPath?
    }

    /// The largest position, so that the next of any is a number as well.
    static let largestPosition = Int(Int32.max)

    /// Name of the event.
    let event: String
    /// Field that tells sequences of executions apart, where it is not the log's `run`.
    let run: FieldPath?
    let position: FieldPath
    /// Field with the command; a line without it, or with null, executes none.
    let command: FieldPath
    /// Field with the result; a line without it, or with null, had no effect.
    let result: FieldPath?
    /// Name of the event of a command that was asked for, or nil where nobody says so.
    let asked: String?
    let evidence: Evidence?
}

extension MapSection {
    func executions(_ key: String) throws(RunMapError) -> ExecutionMap? {
        let keys = ["event", "run", "position", "command", "result", "asked", "evidence"]
        guard let section = try section(key, keys: keys) else { return nil }
        return ExecutionMap(
            event: try section.required("event", try section.text("event")), run: try section.field("run"),
            position: try section.required("position", try section.field("position")),
            command: try section.required("command", try section.field("command")),
            result: try section.field("result"), asked: try section.text("asked"),
            evidence: try section.evidence("evidence"))
    }

    private func evidence(_ key: String) throws(RunMapError) -> ExecutionMap.Evidence? {
        let keys = ["event", "nodes", "same", "reaching", "group"]
        guard let section = try section(key, keys: keys) else { return nil }
        guard let nodes = section.value("nodes")?.integer, (1...1000).contains(nodes) else {
            throw section.error("nodes", "expected a number of nodes, from 1 to 1000")
        }
        let (same, reaching) = (try section.field("same"), try section.field("reaching"))
        let match: ExecutionMap.Evidence.Match
        switch (same, reaching) {
        case (let field?, nil): match = .same(field)
        case (nil, let field?): match = .reaching(field)
        default: throw error(key, "expected one of \"same\" and \"reaching\"")
        }
        return ExecutionMap.Evidence(
            event: try section.required("event", try section.text("event")), nodes: nodes, match: match,
            group: try section.field("group"))
    }

    /// The line with which each file ends.
    func end(_ key: String) throws(RunMapError) -> LogMap.End? {
        guard let section = try section(key, keys: ["event", "lines"]) else { return nil }
        return LogMap.End(
            event: try section.required("event", try section.text("event")),
            lines: try section.required("lines", try section.field("lines")))
    }

    private func required<Value>(_ key: String, _ value: Value?) throws(RunMapError) -> Value {
        guard let value else { throw error(key, "expected it here, and there is none") }
        return value
    }
}
