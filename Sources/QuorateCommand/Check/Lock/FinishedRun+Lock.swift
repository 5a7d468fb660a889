import QuorateExplorer
import QuorateTraces

extension FinishedRun: LockedResult {
    static func key(of run: CheckPlan.Run) -> VerdictLock.Key {
        VerdictLock.Key(spec: run.spec.name, kind: .run, label: run.spec.label)
    }

    var key: VerdictLock.Key { Self.key(of: planned) }

    var lockable: Lockable {
        guard let report else { return .unknown(judgement.remarks.joined(separator: "; ")) }
        switch cut {
        case nil:
            if case .open(let reasons, _)? = behaviour { return .unknown(reasons.joined(separator: "; ")) }
            return .known(.object(report.lockedMembers + lockedBehaviour))
        // The violation came before, and the levels up to it are complete; where the fault comes is not said.
        case .fault where judgement.isAsExpected:
            return .known(.object([report.lockedOutcome] + report.lockedCounterexamples))
        case let limit?: return .unknown("\(limit) ended the search")
        }
    }
}

extension FinishedRun {
    /// Behaviour of a variant beside the spec, where the same is claimed; elsewhere a cheap look decides whether it is known.
    private var lockedBehaviour: [JSONValue.Member] {
        guard planned.spec.variantExpectation?.extent == .behavesTheSame, let behaviour else { return [] }
        return [.init(key: "behaviour", value: .string(behaviour.verdict))]
    }
}

extension Report {
    /// Facts about a search that did all that it was to do.
    var lockedFacts: JSONValue { .object(lockedMembers) }

    fileprivate var lockedMembers: [JSONValue.Member] {
        let outcomes = properties.map { ($0.name, JSONValue.string($0.lockedOutcome)) }
        let figures: [JSONValue.Member] = [
            .init(key: "distinct", value: JSONValue(distinctStates)),
            .init(key: "generated", value: JSONValue(generatedStates)),
            .init(key: "depth", value: JSONValue(depth)),
            .init(key: "properties", value: .sorted(outcomes)),
        ]
        return [lockedOutcome] + figures + lockedCounterexamples
    }

    fileprivate var lockedOutcome: JSONValue.Member {
        .init(key: "outcome", value: .string(outcome.rawValue))
    }

    /// The lengths of the counterexamples, and where their loops begin.
    fileprivate var lockedCounterexamples: [JSONValue.Member] {
        if counterexamples.isEmpty { return [] }
        let lengths = counterexamples.map { trace -> (String, JSONValue) in
            let loop = trace.loop.map { [JSONValue.Member(key: "loop", value: JSONValue($0.start))] } ?? []
            let steps = JSONValue.Member(key: "steps", value: JSONValue(trace.steps.count))
            return (trace.property, .object([steps] + loop))
        }
        return [.init(key: "counterexamples", value: .sorted(lengths))]
    }
}

extension Report.PropertyReport {
    fileprivate var lockedOutcome: String {
        premiseHeld ? outcome.word : "\(outcome.word), its premise never held"
    }
}

extension JSONValue {
    /// An object with its members in the order of their keys.
    static func sorted(_ members: [(key: String, value: JSONValue)]) -> JSONValue {
        .object(members.sorted { $0.key < $1.key }.map { Member(key: $0.key, value: $0.value) })
    }
}
