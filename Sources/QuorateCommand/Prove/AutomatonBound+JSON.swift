import QuorateExplorer
import QuorateProver
import QuorateTraces

extension ProofResult {
    /// The weakest conditions under which an automaton's property is true; nil where nobody asked for them.
    var bound: JSONValue? {
        guard case .automaton(_, let bound?) = outcome else { return nil }
        return [
            "family": .string(bound.family), "conditions": JSONValue(bound.conditionCount),
            "weakest": .array(bound.weakest.map(\.json)),
            "isComplete": .boolean(bound.isComplete),
            "untried": JSONValue(bound.untried),
            "undecided": .array(
                bound.undecided.map {
                    ["condition": .string("\($0.condition)"), "reason": .string($0.reason)]
                }),
        ]
    }
}

extension AutomatonBound.Weakest {
    fileprivate var json: JSONValue {
        [
            "condition": .string("\(condition)"),
            "tooWeak": .array(
                tooWeak.map { weaker, refutation in
                    [
                        "condition": .string("\(weaker)"),
                        "parameters": .object(
                            refutation.parameters.map { .init(key: $0.name, value: JSONValue($0.value)) }),
                        "run": .array(refutation.text.split(separator: "\n").map { .string(String($0)) }),
                    ]
                }),
        ]
    }
}

extension AutomatonBound {
    /// The weakest conditions in a few words: `enough: n > 2t + f and t ≥ f`.
    var remark: String {
        if let untried { return "no condition was tried: \(untried)" }
        let words = weakest.map { "\($0.condition)" }.joined(separator: ", or ")
        let gap = isComplete ? "" : "; \(Numerals.count(undecided.count, "condition")) undecided"
        let none = isComplete ? "no condition that was tried is enough" : "none was found to be enough"
        return (weakest.isEmpty ? none : "enough: \(words)") + gap
    }
}

extension AutomatonFinding.Refutation {
    /// `n = 3, t = 1, f = 1`.
    var numbers: String { parameters.map { "\($0.name) = \($0.value)" }.joined(separator: ", ") }
}
