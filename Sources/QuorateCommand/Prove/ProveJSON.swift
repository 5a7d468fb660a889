import QuorateExplorer
import QuorateProver
import QuorateQuorums
import QuorateTraces

/// One JSON object with all answers, and nothing else, on standard output.
struct ProveJSON: Reporter {
    let console: Console

    func ended(_ results: ProveResults) throws {
        if !results.notStarted.isEmpty {
            console.note("interrupted; not asked: \(Numerals.count(results.notStarted.count, "question"))")
        }
        try console.print(
            [
                "version": .string(quorateVersion), "claims": Self.claims(results),
                "errors": .array(results.failed.map(\.json)),
                "notStarted": .array(results.notStarted.map { .string($0.name) }),
            ] as JSONValue)
    }

    /// The answers in a list.
    static func claims(_ results: ProveResults) -> JSONValue { .array(results.made.map(\.json)) }
}

extension ProofResult {
    fileprivate var json: JSONValue {
        [
            "name": .string(request.name),
            "verdict": .string(verdict),
            "expected": .string(request.expected),
            "asExpected": .boolean(status == .asExpected),
            "certificate": .string(isCertified ? "checked" : "none"),
            "parameters": .object(parameters.map { .init(key: $0.name, value: JSONValue($0.value)) }),
            "sets": .object(
                witness?.sets.map { .init(key: $0.name, value: .array($0.value.map { JSONValue($0) })) } ?? []
            ),
            "weights": .array(witness?.weights.map { JSONValue($0) } ?? []),
            "reason": JSONValue(reason),
            "run": run ?? .null,
            "model": model ?? .null,
            "harvest": harvest?.json ?? .null,
            "supposed": .array((request.property?.supposed ?? []).map { .string($0) }),
            "bound": bound ?? .null,
            "neverUsed": request.property?.idleParts?.json ?? .null,
            "rounds": rounds ?? .null,
            "refinement": refinement ?? .null,
            "milliseconds": JSONValue(duration / .milliseconds(1)),
        ]
    }

    private var isCertified: Bool {
        if case .claim(let finding, _) = outcome, case .proved(let proof) = finding.verdict {
            proof.isCertified
        } else if case .impossibility(let finding) = outcome {
            finding.verdict == .proved && finding.obstacle == nil
        } else if case .automaton(let finding, _) = outcome {
            finding.proof?.isCertified == true
        } else {
            false
        }
    }

    private var witness: QuorumWitness? {
        if case .claim(let finding, _) = outcome, case .refuted(let found) = finding.verdict {
            found.witness
        } else {
            nil
        }
    }

    /// Numbers of a counterexample.
    private var parameters: [(name: String, value: Int)] {
        if case .automaton(let finding, _) = outcome, case .refuted(let found) = finding.verdict {
            found.parameters
        } else {
            witness?.parameters.map { (name: $0.name, value: $0.value) } ?? []
        }
    }

    /// Reason for which there is no verdict, or no certificate.
    private var reason: String? {
        switch outcome {
        case .impossibility(let finding): finding.obstacle
        case .model: remark
        case .rounds(let finding): finding.remark
        case .automaton(let finding, _):
            finding.isRefuted || finding.proof?.isCertified == true ? nil : finding.remark
        case .refinement: remark
        case .claim(let finding, _):
            switch finding.verdict {
            case .unknown(let reason): reason
            case .proved(let proof): proof.obstacle
            case .refuted, .vacuous: nil
            }
        }
    }

    private var run: JSONValue? {
        if case .automaton(let finding, _) = outcome { return finding.run }
        guard case .claim(let finding, let run?) = outcome else { return nil }
        switch run {
        case .impossible(let reason):
            return [
                "spec": JSONValue(finding.claim.run?.spec), "outcome": "impossible",
                "reason": .string(reason),
            ]
        case .explored(let report):
            return [
                "spec": .string(report.spec.name),
                "mutant": JSONValue(report.spec.mutant),
                "variant": JSONValue(report.spec.variant),
                "parameters": JSONValue(report.spec.settings),
                "outcome": .string(report.outcome.rawValue),
                "property": JSONValue(report.counterexamples.first?.property),
                "steps": report.counterexamples.first.map { JSONValue($0.steps.count) } ?? .null,
                "limit": JSONValue(report.limit?.name),
            ]
        }
    }
}

extension IdleParts {
    /// Parts of an automaton that matter to no run.
    fileprivate var json: JSONValue {
        [
            "rules": .array(rules.map { .string($0) }),
            "locations": .array(locations.map { .string($0) }),
        ]
    }
}

extension AutomatonFinding {
    fileprivate var isRefuted: Bool { if case .refuted = verdict { true } else { false } }

    /// The run that breaks the property, line by line.
    fileprivate var run: JSONValue? {
        guard case .refuted(let refutation) = verdict else { return nil }
        return .array(refutation.text.split(separator: "\n").map { .string(String($0)) })
    }
}
