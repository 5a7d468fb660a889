import QuorateLanguage
import QuorateTraces

/// One JSON object with all runs of the log.
struct ValidateJSON: Reporter {
    let console: Console

    func ended(_ results: JobResults<ValidatedLog>) throws {
        try console.print(
            [
                "version": .string(quorateVersion), "logs": .array(results.made.map(value)),
                "errors": .array(results.failed.map(\.json)),
                "notStarted": .array(results.notStarted.map { .string($0.label) }),
            ] as JSONValue)
    }

    private func value(of log: ValidatedLog) -> JSONValue {
        let counts = log.counts
        return [
            "spec": .string(log.spec.name), "mutant": JSONValue(log.spec.mutant),
            "variant": JSONValue(log.spec.variant), "parameters": JSONValue(log.spec.settings),
            "files": .array(log.plan.files.map { .string($0) }), "verdict": .string(log.verdict),
            "lines": JSONValue(counts.lines), "compared": JSONValue(counts.compared),
            "actions": JSONValue(counts.actions), "arguments": JSONValue(counts.arguments),
            "values": JSONValue(counts.values), "explainedByNoStep": JSONValue(counts.resting),
            "leftOut": JSONValue(counts.foreign),
            "ignored": .object(
                counts.ignored.sorted { $0.key < $1.key }.map {
                    .init(key: $0.key, value: JSONValue($0.value))
                }),
            "executions": log.executions.map { value(of: $0, in: log) } ?? .null,
            "limit": JSONValue(log.plan.limit), "wallSeconds": JSONValue(log.seconds),
            "runs": .array(log.runs.map { value(of: $0, in: log) }),
        ]
    }

    private func value(of executions: LogExecutions, in log: ValidatedLog) -> JSONValue {
        [
            "count": JSONValue(executions.count), "positions": JSONValue(executions.positions),
            "compared": JSONValue(executions.shared), "founded": JSONValue(executions.founded),
            "askedFor": JSONValue(executions.asked),
            "faults": .array(
                executions.faults.map { fault in
                    [
                        "file": .string(log.plan.files[fault.place.fileIndex]),
                        "line": JSONValue(fault.place.line), "problem": .string(fault.text),
                    ]
                }),
        ]
    }

    private func value(of run: ValidatedLog.Run, in log: ValidatedLog) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: "name", value: .string(run.log.name)),
            .init(key: "verdict", value: .string(run.verdict)),
            .init(key: "lines", value: JSONValue(run.lineCount)),
            .init(key: "explained", value: JSONValue(run.explainedCount)),
        ]
        if case .explained(let steps, let silent) = run.finding {
            members += [
                .init(key: "steps", value: JSONValue(steps)), .init(key: "silent", value: JSONValue(silent)),
            ]
        }
        let alternatives = run.impasse?.alternatives ?? []
        if !alternatives.isEmpty {
            members.append(
                .init(key: "alternatives", value: .array(alternatives.map { value(of: $0, run, log) })))
        }
        return .object(members)
    }

    private func value(
        of alternative: Impasse.Alternative, _ run: ValidatedLog.Run, _ log: ValidatedLog
    ) -> JSONValue {
        [
            "state": .object(
                alternative.state.map { .init(key: $0.name, value: .string("\($0.value)")) }),
            "refusals": .array(
                alternative.refusals.map { refusal in
                    let line = run.line(refusal.observation)
                    return [
                        "file": .string(log.plan.files[line.fileIndex]), "line": JSONValue(line.line),
                        "told": .string(run.observation(refusal.observation).text),
                        "differences": .array(refusal.differences.map { .string("\($0)") }),
                        "candidates": .array(refusal.candidates.map { .string($0.text) }),
                    ]
                }),
        ]
    }
}

extension ValidatedLog {
    /// The verdict in a word or two.
    var verdict: String {
        switch status {
        case .asExpected: "explained"
        case .inconclusive: "unknown"
        default: runs.contains(where: \.isUnexplained) ? "not explained" : "contradicted"
        }
    }
}

extension ValidatedLog.Run {
    /// The verdict in a word or two.
    var verdict: String {
        switch finding {
        case .explained: "explained"
        case .unexplained: "not explained"
        case .undecided: "unknown"
        }
    }
}
