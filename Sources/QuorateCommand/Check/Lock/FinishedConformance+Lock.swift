import QuorateReplay
import QuorateTraces

extension FinishedConformance: LockedResult {
    static func key(of part: ConformPlan.Part) -> VerdictLock.Key {
        VerdictLock.Key(spec: part.instance.spec, kind: .conformance, label: part.label)
    }

    var key: VerdictLock.Key {
        VerdictLock.Key(spec: run.spec.name, kind: .conformance, label: run.spec.label)
    }

    var lockable: Lockable {
        if let limit = report.limit { return .unknown("\(limit) ended the search") }
        if status == .codeDisagreesWithItself { return .unknown("the code does not agree with itself") }
        let taken = figures.actions.filter { $0.taken > 0 }.map { ($0.action, JSONValue($0.taken)) }
        let leftOut = Dictionary(figures.leftOut.map { ($0.action, $0.count) }, uniquingKeysWith: +)
        var facts: [JSONValue.Member] = [
            .init(key: "verdict", value: .string(verdict.rawValue)),
            .init(key: "states", value: JSONValue(figures.specStates)),
            .init(key: "pairs", value: JSONValue(figures.pairs)),
            .init(key: "steps", value: JSONValue(figures.transitions)),
            .init(key: "depth", value: JSONValue(report.depth)),
            .init(key: "actions", value: .sorted(taken)),
        ]
        if !leftOut.isEmpty {
            let counts = leftOut.map { ($0.key, JSONValue($0.value)) }
            facts.append(.init(key: "leftOut", value: .sorted(counts)))
        }
        if !run.conformance.notCompared.isEmpty {
            let names = run.conformance.notCompared.sorted().joined(separator: ", ")
            facts.append(.init(key: "notCompared", value: .string(names)))
        }
        return .known(.object(facts))
    }
}
