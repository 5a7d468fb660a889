import QuorateLanguage

/// Makes the answers of scenarios, each once.
final class ScenarioRunner: Job {
    let plan: ScenarioPlan
    let interrupt: Interrupt
    private let checks: CheckRunner
    private let proofs: ProveRunner
    /// Answers that are made already, by kind and name: one may answer several scenarios.
    private var made: [String: ScenarioResult.Answer] = [:]

    /// Seconds that one claim may take.
    private static let secondLimit = 60

    init(plan: ScenarioPlan, session: Session, workers: Int, progress: ProgressDisplay?) {
        self.plan = plan
        interrupt = session.interrupt
        let runs = plan.parts.flatMap(\.answers).compactMap(\.run)
        checks = CheckRunner(
            plan: CheckPlan(runs: runs, isCatalog: true), request: CheckRequest(workers: workers),
            export: nil, update: nil, interrupt: session.interrupt, progress: progress)
        let requests = plan.parts.flatMap(\.answers).compactMap(\.request)
        proofs = ProveRunner(
            plan: ProvePlan(requests: requests), catalog: session.catalog,
            timeLimit: .seconds(Self.secondLimit), interrupt: session.interrupt)
    }

    var parts: [ScenarioPlan.Part] { plan.parts }

    func result(of part: ScenarioPlan.Part) async throws -> ScenarioResult {
        var answers: [ScenarioResult.Answer] = []
        for answer in part.answers {
            let key = "\(answer.kind) \(answer.name)"
            if made[key] == nil { made[key] = try await result(of: answer) }
            answers.append(made[key]!)
        }
        return ScenarioResult(scenario: part.scenario, answers: answers)
    }

    private func result(of answer: ScenarioAnswer) async throws -> ScenarioResult.Answer {
        switch answer {
        case .spec(let run): .init(answer, try await checks.result(of: run))
        case .proof(let request): .init(answer, try await proofs.result(of: request))
        case .cost(_, let figures): .init(answer, figures: figures)
        case .ratio(let ratio): .init(answer, ratio: ratio)
        case .probability(let stated): try .init(answer, probability: stated)
        }
    }
}

extension ScenarioAnswer {
    fileprivate var run: CheckPlan.Run? { if case .spec(let run) = self { run } else { nil } }
    fileprivate var request: ProofRequest? { if case .proof(let request) = self { request } else { nil } }
}
