import QuorateExplorer
import QuorateProver
import QuorateTraces

extension ProofResult: LockedResult {
    static func key(of request: ProofRequest) -> VerdictLock.Key {
        VerdictLock.Key(spec: request.spec ?? "", kind: .claim, label: request.name)
    }

    var key: VerdictLock.Key { Self.key(of: request) }

    var lockable: Lockable {
        switch outcome {
        case .impossibility(let finding):
            if case .unknown(let reason) = finding.verdict { return .unknown(reason) }
            return .known(.object([lockedVerdict]))
        case .model(let finding):
            if case .unknown(_, let reason) = finding.verdict { return .unknown(reason) }
            let obligations = JSONValue(finding.answers.count)
            return .known(.object([lockedVerdict, .init(key: "obligations", value: obligations)]))
        case .rounds(let finding):
            if let obstacle = finding.obstacle { return .unknown(obstacle) }
            return .known(.object([lockedVerdict]))
        case .automaton(let finding, _):
            if case .unknown(let reason) = finding.verdict { return .unknown(reason) }
            return .known(.object([lockedVerdict]))
        case .refinement(let finding):
            if finding.verdict == .unknown { return .unknown(finding.remark) }
            let states = JSONValue(finding.report.distinctStates)
            return .known(.object([lockedVerdict, .init(key: "states", value: states)]))
        case .claim(let finding, let run):
            switch finding.verdict {
            case .unknown(let reason): return .unknown(reason)
            case .vacuous: return .known(.object([lockedVerdict]))
            case .proved(let proof):
                // How large a certificate is depends on the solver's version.
                let certificate = JSONValue.string(proof.isCertified ? "checked" : "none")
                return .known(.object([lockedVerdict, .init(key: "certificate", value: certificate)]))
            case .refuted(let counterexample): return lockable(counterexample, run)
            }
        }
    }

    private func lockable(_ counterexample: Verdict.Counterexample, _ run: ClaimRun?) -> Lockable {
        guard counterexample.isSmallest else {
            return .unknown("a limit was reached before the smallest counterexample")
        }
        let numbers = counterexample.witness.parameters.map {
            JSONValue.Member(key: $0.name, value: JSONValue($0.value))
        }
        var facts = [lockedVerdict, JSONValue.Member(key: "numbers", value: .object(numbers))]
        switch run {
        case nil: break
        case .impossible(let reason): return .unknown(reason)
        case .explored(let report):
            if let cut { return .unknown("\(cut) ended the search of \(report.spec.label)") }
            facts.append(.init(key: "run", value: .sorted([(report.spec.label, report.lockedFacts)])))
        }
        return .known(.object(facts))
    }

    private var lockedVerdict: JSONValue.Member { .init(key: "verdict", value: .string(verdict)) }
}
