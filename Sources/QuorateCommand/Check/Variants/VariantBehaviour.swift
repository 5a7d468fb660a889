import QuorateExplorer
import QuorateLanguage

/// Behaviour of a variant beside that of the spec without it, at one size.
enum VariantBehaviour {
    /// The very same states and steps.
    case same(GraphTotals)
    /// Other states or steps.
    case different(GraphComparison)
    /// Not known: a sentence for each reason, and the limit that ended one of the explorations, if one did.
    case open([String], Report.Limit?)

    init(_ comparison: GraphComparison) {
        switch comparison.behaviour {
        case .same: self = .same(comparison.head)
        case .different: self = .different(comparison)
        case .inconclusive(let reasons):
            self = .open(reasons, comparison.base.cut ?? comparison.head.cut)
        }
    }

    /// End of a line that says that the variant holds.
    var words: String {
        switch self {
        case .same: ", and behaves as the spec does"
        case .different: ", and behaves otherwise than the spec"
        case .open: ", and it is open whether it behaves as the spec does"
        }
    }

    /// Answer in one word.
    var verdict: String {
        switch self {
        case .same: "same"
        case .different: "different"
        case .open: "inconclusive"
        }
    }

    /// Limit that kept the behaviour from being known, or nil.
    var limit: Report.Limit? { if case .open(_, let limit) = self { limit } else { nil } }

    /// A shortest run of one side only, with what it shows; nil where none was found.
    var run: (run: GraphRun, claim: String)? {
        guard case .different(let comparison) = self else { return nil }
        let runs = [
            comparison.onlyHead.map { ($0, "only the variant has this run") },
            comparison.onlyBase.map { ($0, "only the spec without the variant has this run") },
        ].compactMap(\.self)
        // Of two that are as short, the one of the variant: it is what somebody wants to change.
        return runs.min { $0.0.steps.count < $1.0.steps.count }
    }
}

extension VariantBehaviour {
    /// Comparison of the variant with the spec without it, as far as its claim asks for one; nil where nothing is to be
    /// said.
    ///
    /// - Parameter report: what a search of the variant found.
    static func comparing(
        _ report: Report, of run: CheckPlan.Run, _ request: CheckRequest, until interrupt: Interrupt
    ) async throws -> VariantBehaviour? {
        guard let claim = run.spec.variantExpectation, let unchanged = run.unchanged,
            report.outcome == .holds
        else { return nil }
        switch claim.extent {
        case .behavesTheSame:
            return try await comparison(of: run.spec, with: unchanged, request.limits, until: interrupt)
        case .holds:
            // Nothing is claimed, and a search is far cheaper than a graph: where it counts otherwise, that is enough.
            guard unchanged.problem() == nil, report.distinctStates <= mostStates else { return nil }
            let search = Explorer(erased: unchanged, workers: request.workers, limits: request.limits)
            let other = try await search.run(until: interrupt)
            guard report.hasFigures(of: other) else { return nil }
            return try await comparison(of: run.spec, with: unchanged, request.limits, until: interrupt)
        }
    }

    /// States beyond which nobody pays for two graphs to hear what was not claimed.
    private static let mostStates = 1_000_000

    private static func comparison(
        of variant: ErasedSpec, with unchanged: ErasedSpec, _ limits: Explorer.Limits,
        until interrupt: Interrupt
    ) async throws -> VariantBehaviour {
        try await interrupt.cancelling {
            let (base, head) = (
                GraphExplorer(unchanged, limits: limits), GraphExplorer(variant, limits: limits)
            )
            if let totals = try base.sizeIfSame(as: variant) { return .same(totals) }
            return VariantBehaviour(
                try GraphComparison(base: try base.graph(), head: try head.graph()))
        }
    }
}

extension Report {
    /// Agreement of all that a search counts with another search of the same spec.
    fileprivate func hasFigures(of other: Report) -> Bool {
        outcome == other.outcome && statesPerLevel == other.statesPerLevel
            && generatedStates == other.generatedStates && actions.map(\.taken) == other.actions.map(\.taken)
    }
}
