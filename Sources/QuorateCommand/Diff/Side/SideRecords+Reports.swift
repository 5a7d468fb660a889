import QuorateExplorer
import QuorateProver
import QuorateQuorums
import QuorateReplay

extension RunRecord {
    /// Record of a finished run.
    init(_ run: FinishedRun) {
        guard let report = run.report else {
            error = run.judgement.remarks.joined(separator: "; ")
            return
        }
        outcome = report.outcome.rawValue
        properties = report.properties.map { property in
            let trace = report.counterexamples.first { $0.property == property.name }
            return Property(
                name: property.name, outcome: property.outcome.rawValue, steps: trace?.steps.count)
        }
        (distinctStates, generatedStates) = (report.distinctStates, report.generatedStates)
        depth = report.depth
        limit = run.cut?.description
        behaviour = run.behaviour?.verdict
        if let expected = report.spec.mutantExpectation {
            switch report.fall(of: expected.property) {
            case .open: isCaught = nil
            case .survives: isCaught = false
            default: isCaught = true
            }
        }
    }
}

extension ClaimRecord {
    /// Record of an answer.
    init(_ result: ProofResult) {
        name = result.request.name
        sentence = result.request.sentence
        verdict = result.verdict
        (isCertified, numbers, bound, given, then) = (false, nil, [], [], [])
        guard case .claim(let finding, _) = result.outcome else { return }
        switch finding.verdict {
        case .proved(let proof): isCertified = proof.isCertified
        case .refuted(let counterexample): numbers = counterexample.witness.numbers
        case .unknown, .vacuous: break
        }
        given = finding.claim.given.map(\.description)
        then = finding.claim.then.map(\.description)
        // A statement that mentions a set is about quorums, and not about how many replicas there are.
        bound = finding.claim.given.filter { !$0.speaksOfSets }.map(\.description)
    }
}

extension Proposition {
    /// Presence of a set in the statement.
    fileprivate var speaksOfSets: Bool { Claim("", "", { self }, then: { self }).speaksOfSets }
}

extension ConformanceRecord {
    /// Record of what was held against its code.
    init(_ result: FinishedConformance) {
        label = result.run.spec.label
        verdict = result.verdict.rawValue
        specStates = result.figures.specStates
        pairs = result.figures.pairs
        steps = result.figures.transitions
        notCompared = result.run.conformance.notCompared
    }
}
