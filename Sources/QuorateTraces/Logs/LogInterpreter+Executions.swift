internal import QuorateLanguage

// Lines that are no steps of the spec: executions, and what was asked for.
extension LogInterpreter {
    /// Takes a line that tells of an execution or of a command that was asked for; false for any other.
    func takesExecution(
        _ json: JSONValue, at place: ObservedLog.Place, _ records: inout ExecutionRecords,
        _ builder: inout LogBuilder
    ) throws(LineProblem) -> Bool {
        guard let executions = map.executions, map.only.allSatisfy({ $0.isMet(by: json) }),
            let event = map.event.value(in: json)?.nameOrNumber
        else { return false }
        let isAsked = event == executions.asked
        guard isAsked || event == executions.event else { return false }
        let run = try (executions.run ?? map.run).map { (path: FieldPath) throws(LineProblem) in
            try name(path, of: json, "run")
        }
        if isAsked {
            if executions.result?.value(in: json) != nil { records.asksForResults = true }
            records.asked[run ?? "", default: []].insert(try name(executions.command, of: json, "command"))
        } else {
            let execution = try execution(json, executions, run ?? "", place)
            if executions.evidence != nil { try builder.add(execution) }
            records.executions.append(execution)
        }
        return true
    }

    private func execution(
        _ json: JSONValue, _ executions: ExecutionMap, _ run: String, _ place: ObservedLog.Place
    ) throws(LineProblem) -> LoggedExecution {
        let node = try name(map.node, of: json, "node")
        _ = try replica(node)
        guard let position = executions.position.value(in: json)?.integer,
            (1...ExecutionMap.largestPosition).contains(position)
        else {
            throw LineProblem(
                text: "\(executions.position) is no position, from 1 to \(ExecutionMap.largestPosition)")
        }
        return LoggedExecution(
            node: node, run: run,
            lineRun: try map.run.map { (path: FieldPath) throws(LineProblem) in
                try name(path, of: json, "run")
            } ?? "", position: position, command: try optional(executions.command, of: json),
            result: try executions.result.flatMap { (path: FieldPath) throws(LineProblem) in
                try optional(path, of: json)
            },
            common: try executions.evidence.flatMap { (evidence: ExecutionMap.Evidence) throws(LineProblem) in
                guard case .same(let path) = evidence.match else { return nil }
                return try name(path, of: json, "evidence")
            }, clock: try clock(of: json, for: executions), place: place)
    }

    /// Knowledge of a node, where executions stand on lines of others.
    private func clock(
        of json: JSONValue, for executions: ExecutionMap
    ) throws(LineProblem) -> [String: Int] {
        guard executions.evidence != nil, case .clock(let path, _) = map.order else { return [:] }
        return try clock(path, of: json)
    }

    /// The text in a field that may be missing or null.
    private func optional(_ path: FieldPath, of json: JSONValue) throws(LineProblem) -> String? {
        guard let value = path.value(in: json), value != .null else { return nil }
        return try name(path, of: json, "execution")
    }

    /// Keeps a line of a step on which an execution may stand.
    func keepEvidence(
        _ json: JSONValue, of line: LogLine, _ records: inout ExecutionRecords
    ) throws(LineProblem) {
        guard let evidence = map.executions?.evidence,
            map.event.value(in: json)?.nameOrNumber == evidence.event, case .clock(let clock) = line.stamp
        else { return }
        let field =
            switch evidence.match {
            case .same(let path), .reaching(let path): path
            }
        let group = try evidence.group.map { (path: FieldPath) throws(LineProblem) in
            try name(path, of: json, "group")
        }
        records.evidence[line.run, default: LoggedEvidence()].add(
            try name(field, of: json, "evidence"), in: group ?? "", of: line.node,
            count: clock[line.node] ?? 0)
    }
}
