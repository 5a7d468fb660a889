import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// The scenarios that a request comes to, with their answers looked up in the catalog.
struct ScenarioPlan {
    /// A scenario whose answers can be made.
    struct Part {
        let scenario: Scenario
        let answers: [ScenarioAnswer]
    }

    let parts: [Part]

    /// - Parameter name: a number of a scenario, or a part of what it asks or of an answer's name; nil for all.
    /// - Throws: ``CommandError`` when nothing has `name` in it; `SpecError` for a mistake in the catalog.
    init(of session: Session, named name: String?) throws {
        let all = session.catalog.scenarios
        if all.isEmpty { throw CommandError.noScenarios }
        try Self.refuseNamesakes(all)
        let requests = try ProvePlan.requests(of: session)
        let known = try all.map { scenario in
            let answers = try scenario.answers.map { answer in
                do { return try ScenarioAnswer(answer, in: session.catalog, requests) } catch {
                    throw Self.mistake(in: scenario, CommandError.message(of: error))
                }
            }
            return Part(scenario: scenario, answers: answers)
        }
        parts = known.filter { part in name.map { part.has($0) } ?? true }
        if let name, parts.isEmpty { throw CommandError.unknownScenario(name, count: all.count) }
    }

    private static func refuseNamesakes(_ scenarios: [Scenario]) throws {
        var numbers: Set<Int> = []
        for scenario in scenarios where !numbers.insert(scenario.number).inserted {
            throw mistake(in: scenario, "the catalog has two scenarios of this number; give one another")
        }
    }

    private static func mistake(in scenario: Scenario, _ message: String) -> SpecError {
        SpecError(spec: "scenario \(scenario.number)", message: message)
    }
}

extension ScenarioPlan.Part {
    fileprivate func has(_ name: String) -> Bool {
        if let number = Int(name) { return scenario.number == number }
        return ([scenario.asks] + answers.map(\.name)).contains {
            $0.lowercased().contains(name.lowercased())
        }
    }
}

/// An answer of a scenario with the place in the catalog where it is made from.
enum ScenarioAnswer {
    case spec(CheckPlan.Run)
    case proof(ProofRequest)
    case cost(String, [CostFigure])
    case ratio(StatedRatio)
    case probability(StatedProbability)

    /// - Throws: what names the answer that `catalog` does not have.
    init(_ answer: Scenario.Answer, in catalog: Catalog, _ requests: [ProofRequest]) throws {
        switch answer {
        case .spec(let instance): self = .spec(try CheckPlan.run(of: instance, in: catalog))
        case .claim(let name):
            guard let request = requests.first(where: { $0.name == name }) else {
                throw CommandError.unknownClaim(name, known: requests.map(\.name))
            }
            self = .proof(request)
        case .cost(let name, let quantity):
            let figures = catalog.costs.filter { $0.name == name && $0.quantity == quantity }
            if figures.isEmpty {
                throw CommandError.unknownCost(
                    "\(name) \(quantity.rawValue)",
                    known: catalog.costs.map { "\($0.name) \($0.quantity.rawValue)" })
            }
            self = .cost(name, figures)
        case .ratio(let subject):
            guard let ratio = catalog.statedRatios.first(where: { $0.subject == subject }) else {
                throw CommandError.unknownCost(subject, known: catalog.statedRatios.map(\.subject))
            }
            self = .ratio(ratio)
        case .probability(let stated): self = .probability(stated)
        }
    }

    /// Kind of the answer, in one word.
    var kind: String {
        switch self {
        case .spec: "spec"
        case .proof(let request):
            switch request.subject {
            case .claim: "claim"
            case .impossibility, .model, .rounds: "theorem"
            case .refinement: "refinement"
            case .automaton: "automaton"
            }
        case .cost, .ratio: "cost"
        case .probability: "probability"
        }
    }

    /// Name by which the answer is found in the catalog, and what tells it from others of that name.
    var name: String {
        switch self {
        case .spec(let run): run.spec.label
        case .proof(let request): request.name
        case .cost(let name, let figures): "\(name) \(figures[0].quantity.rawValue)"
        case .ratio(let ratio): ratio.subject
        case .probability(let stated): stated.event.words
        }
    }

    /// Expected outcome, in words.
    var expected: String {
        switch self {
        case .spec(let run): run.expectation.brokenProperty.map { "breaks \"\($0)\"" } ?? "holds"
        case .proof(let request): request.expected
        case .cost(_, let figures): figures.map(\.expectation).joined(separator: ", ")
        case .ratio(let ratio): "\(ratio.stated.lowerBound) to \(ratio.stated.upperBound)"
        case .probability(let stated): stated.stated
        }
    }
}

extension CostFigure {
    /// The figure that a text states, or else what the formula gives.
    fileprivate var expectation: String {
        guard let stated, stated.isUpperBound else { return Numerals.count(value) }
        return "≤ \(Numerals.count(stated.value))"
    }
}

extension StatedProbability.Event {
    /// The event, as in `a leader of 5 hears a majority, links fail with 0.1`.
    fileprivate var words: String {
        switch self {
        case .leaderHearsMajority(let replicas, let failure):
            "a leader of \(replicas) hears a majority, links fail with \(failure)"
        case .smallestOddGroup(let target, let failure):
            "smallest odd group to reach \(target), links fail with \(failure)"
        case .flippedBits(let faults, let replicas, let hours):
            "more than \(faults) of \(replicas) hold a flipped bit after \(hours) hours"
        }
    }
}
