import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// One JSON object with all runs, and nothing else, on standard output.
struct CheckJSON: Reporter {
    let console: Console

    func finished(_ run: FinishedRun) {
        // A run without a report has no place in the object.
        if run.report == nil {
            console.note("\(run.planned.spec.label): \(run.judgement.remarks.joined(separator: "; "))")
        }
    }

    func ended(_ results: CheckResults) throws {
        if !results.notStarted.isEmpty {
            console.note("interrupted; not started: \(Numerals.count(results.notStarted.count, "run"))")
        }
        try console.print(
            [
                "version": .string(quorateVersion), "runs": Self.runs(results),
                "notStarted": .array(results.notStarted.map { .string($0.spec.label) }),
            ] as JSONValue)
    }

    /// The runs that have a report, in a list.
    static func runs(_ results: CheckResults) -> JSONValue {
        .array(results.made.compactMap { run in run.report.map { run.json($0) } })
    }
}

extension FinishedRun {
    /// The object of one run.
    fileprivate func json(_ report: Report) -> JSONValue {
        [
            "spec": .string(report.spec.name),
            "mutant": JSONValue(report.spec.mutant),
            "variant": JSONValue(report.spec.variant),
            "parameters": JSONValue(report.spec.settings),
            "assumptions": .array((report.spec.assumptions?.clauses ?? []).map { .string($0) }),
            "notes": .array(notes(of: report).map { .string($0) }),
            "outcome": .string(report.outcome.rawValue),
            // A spec of which nothing was written down is expected to hold.
            "expected": planned.expectation.brokenProperty == nil ? "holds" : "violated",
            "asExpected": .boolean(judgement.isAsExpected),
            "notCompared": .array(judgement.notCompared.map { .string($0) }),
            "distinctStates": JSONValue(report.distinctStates),
            "storedStates": JSONValue(report.storedStates),
            "symmetry": report.symmetry?.json ?? .null,
            "generatedStates": JSONValue(report.generatedStates),
            "statesWithoutStep": JSONValue(report.statesWithoutStep),
            "statesWithoutChange": JSONValue(report.statesWithoutChange),
            "depth": JSONValue(report.depth),
            "statesPerLevel": .array(report.statesPerLevel.map { JSONValue($0) }),
            "store": .string(report.store.rawValue),
            "missProbability": report.missProbability.map { JSONValue($0) } ?? .null,
            "workers": JSONValue(report.workers),
            "ranks": report.ranks?.json ?? .null,
            "limit": JSONValue(report.limit?.name),
            "fault": JSONValue(report.fault?.messageWithSite),
            "properties": .array(report.properties.map(\.json)),
            "actions": .array(report.actions.map(\.json)),
            "liveness": report.liveness?.json ?? .null,
            "coverage": report.lines.map { .array($0.map(\.json)) } ?? .null,
            "counterexamples": .array(
                report.counterexamples.enumerated().map { position, trace in
                    [
                        "property": .string(trace.property), "steps": JSONValue(trace.steps.count),
                        "loop": trace.loop.map { JSONValue($0.start) } ?? .null,
                        "file": JSONValue(file(position)),
                    ]
                }),
            "behaviour": report.spec.variantExpectation.map { behaviour(claimed: $0) } ?? .null,
            "wallSeconds": JSONValue(report.wallSeconds),
            "cpuSeconds": JSONValue(report.cpuSeconds),
            "bytesPerState": JSONValue(report.bytesPerState),
        ]
    }
}

extension FinishedRun {
    /// Remarks on what the verdict stands on.
    private func notes(of report: Report) -> [String] {
        (report.spec.assumptions?.notes ?? [])
            + [report.condition].compactMap { $0.map { "\(report.outcome.rawValue), \($0)" } }
    }

    /// Claim that is made for a variant, and what was found.
    private func behaviour(claimed claim: VariantExpectation) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: "claim", value: .string(claim.extent.rawValue)),
            .init(key: "reason", value: .string(claim.reason)),
            .init(key: "source", value: .string(claim.source)),
            .init(key: "verdict", value: JSONValue(behaviour?.verdict)),
        ]
        if case .different(let comparison) = behaviour { members += comparison.members }
        if let (run, claim) = behaviour?.run {
            let steps = run.steps.map { JSONValue.string("\($0.action)") }
            members.append(.init(key: "run", value: ["shows": .string(claim), "steps": .array(steps)]))
        }
        return .object(members)
    }
}

extension GraphComparison {
    fileprivate var members: [JSONValue.Member] {
        [("initialStates", initialStates), ("states", states), ("steps", steps)].map { name, change in
            .init(key: name, value: change?.json ?? .null)
        }
    }
}

extension GraphComparison.Change {
    fileprivate var json: JSONValue {
        ["gained": JSONValue(gained), "lost": JSONValue(lost), "isWhole": .boolean(isWhole)]
    }
}

extension Report.PropertyReport {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "kind": .string(kind.rawValue), "outcome": .string(outcome.rawValue),
            "premiseHeld": .boolean(premiseHeld),
        ]
    }
}

extension Report.Symmetry {
    fileprivate var json: JSONValue {
        [
            "groups": .array(groups.map { .array($0.map { .string("\($0)") }) }),
            "values": .array(values.map { .array($0.map { .string($0) }) }),
            "permutations": JSONValue(permutations), "askedStates": JSONValue(askedStates),
            "isProved": .boolean(isProved),
        ]
    }
}

extension Report.Ranks {
    fileprivate var json: JSONValue {
        [
            "count": JSONValue(count), "sentBytes": JSONValue(sentBytes),
            "mostStoreBytes": JSONValue(mostStoreBytes),
        ]
    }
}

extension Report.Liveness {
    fileprivate var json: JSONValue {
        [
            "isAcyclic": .boolean(isAcyclic), "sweeps": JSONValue(sweeps), "states": JSONValue(states),
            "steps": JSONValue(steps), "stepsBack": JSONValue(stepsBack), "bytes": JSONValue(bytes),
            "seconds": JSONValue(seconds),
        ]
    }
}

extension Report.ActionReport {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "taken": JSONValue(taken),
            "firstDepth": firstDepth.map { JSONValue($0) } ?? .null,
        ]
    }
}

extension LineCoverage {
    fileprivate var json: JSONValue {
        [
            "site": .string(site.description), "action": .string(action), "offered": JSONValue(offered),
            "taken": JSONValue(taken), "changing": JSONValue(changing),
        ]
    }
}

extension Report.Limit {
    /// The limit in one word.
    var name: String {
        switch self {
        case .states, .storedStates: "states"
        case .depth: "depth"
        case .seconds: "seconds"
        case .memory: "memory"
        case .disk: "disk"
        case .interrupt: "interrupt"
        case .fault: "fault"
        }
    }
}
