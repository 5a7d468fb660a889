import QuorateExplorer
import QuorateLanguage

/// Claim that is made for a variant, held against what the variant does.
struct VariantClaim {
    private let name: String
    private let expectation: VariantExpectation
    private let behaviour: VariantBehaviour?

    /// - Returns: nil for a spec without a variant.
    init?(of spec: ErasedSpec, _ behaviour: VariantBehaviour?) {
        guard let name = spec.variant, let expectation = spec.variantExpectation else { return nil }
        (self.name, self.expectation, self.behaviour) = (name, expectation, behaviour)
    }

    private var reason: String {
        expectation.reason + (expectation.source.isEmpty ? "" : " (\(expectation.source))")
    }

    /// Remark on a variant that breaks something.
    var broken: String {
        switch expectation.extent {
        case .holds: "the variant \(name) was claimed to be harmless: \(reason)"
        case .behavesTheSame: "the variant \(name) was claimed to behave the same: \(reason)"
        }
    }

    /// Status and remark of a variant of which everything holds.
    var verdict: (status: ExitStatus, remark: String) {
        switch (expectation.extent, behaviour) {
        case (.holds, .same(let totals)):
            (
                .asExpected,
                "the variant \(name) holds, as claimed (\(reason)), and does exactly what the spec does:"
                    + " \(totals.words)"
            )
        case (.holds, _): (.asExpected, "the variant \(name) holds, as claimed: \(reason)")
        case (.behavesTheSame, .same(let totals)):
            (
                .asExpected,
                "the variant \(name) behaves the same, as claimed (\(reason)): \(totals.words)"
            )
        case (.behavesTheSame, .different(let comparison)):
            (.otherFigures, "\(broken); but \(comparison.words)")
        case (.behavesTheSame, .open(let reasons, _)):
            (
                .inconclusive,
                "whether the variant \(name) behaves the same is not known: "
                    + reasons.joined(separator: "; ")
            )
        // Nobody compared: that must not look like an answer.
        case (.behavesTheSame, nil):
            (.inconclusive, "whether the variant \(name) behaves the same was not looked at")
        }
    }
}

extension GraphTotals {
    /// Size in words, as in `288 states and 1,146 steps`.
    fileprivate var words: String {
        "\(Numerals.count(states, "state")) and \(Numerals.count(steps, "step"))"
    }
}

extension GraphComparison {
    /// Differences in words, as in `only the variant has 2 states, 5 steps; only the spec has 1 step`.
    fileprivate var words: String {
        let parts = [
            ("only the variant has ", words(\.gained)), ("only the spec has ", words(\.lost)),
        ]
        return parts.filter { !$1.isEmpty }.map { $0 + $1.joined(separator: ", ") }.joined(separator: "; ")
    }

    private func words(_ count: KeyPath<Change, Int>) -> [String] {
        let changes = [("initial state", initialStates), ("state", states), ("step", steps)]
        return changes.compactMap { noun, change in
            guard let change, change[keyPath: count] > 0 else { return nil }
            return (change.isWhole ? "" : "at least ") + Numerals.count(change[keyPath: count], noun)
        }
    }
}
