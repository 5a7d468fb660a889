/// Executions and what they stand on, as they are read.
struct ExecutionRecords {
    var executions: [LoggedExecution] = []
    /// Evidence by the run of the lines.
    var evidence: [String: LoggedEvidence] = [:]
    /// Commands that were asked for, by run.
    var asked: [String: Set<String>] = [:]
    /// True where a line of what was asked for has the field of the result, so that its name is right.
    var asksForResults = false

    /// Outcome of the check of them.
    ///
    /// - Throws: an error for fields that no line has: with a name that was misspelled nothing would be compared.
    func outcome(by map: ExecutionMap, _ paths: [String]) throws -> LogExecutions {
        try checkPresence(map, paths)
        if !executions.isEmpty { try checkFields(map) }
        if map.asked != nil, asked.isEmpty, executions.contains(where: { $0.command != nil }) {
            throw LogError(
                path: paths.first ?? "",
                problem: "no line tells what was asked for, which the mapping wants executions held against:"
                    + " give the file of the clients as well")
        }
        return ExecutionCheck.outcome(map, self)
    }

    /// Checks that there are executions where other lines wait for them: an event that was misspelled would pass.
    private func checkPresence(_ map: ExecutionMap, _ paths: [String]) throws(LogError) {
        guard executions.isEmpty, map.evidence != nil || !asked.isEmpty else { return }
        throw LogError(
            path: paths.first ?? "",
            problem:
                "no line tells of an execution, which the mapping calls \(ForeignText.quoted(map.event)),"
                + " so nothing is compared with \(asked.isEmpty ? "\"evidence\"" : "what was asked for")")
    }

    private func checkFields(_ map: ExecutionMap) throws(RunMapError) {
        if asked.isEmpty, executions.allSatisfy({ $0.command == nil }) {
            throw missing("command", map.command)
        }
        if let result = map.result, !asksForResults, executions.allSatisfy({ $0.result == nil }) {
            throw missing("result", result)
        }
    }

    private func missing(_ key: String, _ field: FieldPath) -> RunMapError {
        RunMapError(
            path: "\(JSONPath.root["log"]["executions"][key])",
            problem: "no execution has a field \(field), and no line of what was asked for")
    }
}
