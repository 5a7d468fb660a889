import QuorateLanguage
import QuorateProver
import QuorateTraces

/// JUnit's XML: a suite for each spec, one for the claims that stand on their own and one for the theorems; a test case
/// for each claim.
struct ProveJUnit: Reporter {
    let console: Console
    let program: String
    let sources: SourcePaths

    func ended(_ results: ProveResults) throws {
        let cases =
            results.made.map { ($0.request, testCase($0), $0.duration / .seconds(1)) }
            + results.failed.map {
                ($0.part, testCase($0.part, .erred(type: "\($0.status)", message: $0.message)), 0)
            }
            + results.notStarted.map { ($0, testCase($0, .skipped("interrupted")), 0) }
        var names: [String] = []
        for (request, _, _) in cases where !names.contains(request.group) { names.append(request.group) }
        let suites = names.map { name in
            let own = cases.filter { $0.0.group == name }
            return JUnitSuite(name: name, seconds: own.reduce(0) { $0 + $1.2 }, cases: own.map(\.1))
        }
        try console.print(JUnitSuite.document(suites, seconds: results.seconds, sources: sources))
    }

    private func testCase(
        _ request: ProofRequest, _ outcome: JUnitCase.Outcome, seconds: Double = 0
    ) -> JUnitCase {
        var site: SourceSite?
        if case .claim(let claim) = request.subject { site = claim.site }
        return JUnitCase(
            className: FileName.folder(request.group), name: request.name, site: site, seconds: seconds,
            outcome: outcome)
    }

    private func testCase(_ result: ProofResult) -> JUnitCase {
        testCase(result.request, outcome(of: result), seconds: result.duration / .seconds(1))
    }

    private func outcome(of result: ProofResult) -> JUnitCase.Outcome {
        let message = "\(result.verdict)\(result.judgement)"
        return switch result.status {
        case .asExpected: .passed
        // The claim may be right: nobody could tell, or it names a run that cannot be made.
        case .inconclusive, .malformedInput, .internalError:
            .erred(type: "\(result.status)", message: message)
        default: .failed(type: "\(result.status)", message: message, text: result.details(program: program))
        }
    }
}

extension ProofRequest {
    /// The spec of a claim that has one, or the kind of what is asked.
    fileprivate var group: String {
        switch subject {
        case .claim: spec ?? "claims"
        case .impossibility: "theorems"
        case .model, .rounds: "protocols"
        case .automaton(let property): property.automaton
        case .refinement: spec ?? "protocols"
        }
    }
}
