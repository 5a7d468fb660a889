package import QuorateLanguage

/// The figures of a report beside those that are expected.
package struct FigureComparison {
    /// Sentences, one for each figure that is another than expected.
    package private(set) var differences: [String] = []
    /// The expected figures that the search did not come to.
    package private(set) var notCompared: [String] = []
    /// Presence of a written expectation, of figures or of the verdict alone.
    package let compares: Bool

    /// - Parameter expected: of a search of the whole state space; nil where nothing was written down.
    package init(_ report: Report, _ expected: ExpectedRun?) {
        compares = expected != nil
        guard let expected else { return }
        compare("distinct states", report.whole(\.distinctStates), expected.distinctStates, expected)
        compare("generated states", report.whole(\.generatedStates), expected.generatedStates, expected)
        compare("depth", report.whole(\.depth), expected.depth, expected)
        compare("steps to the violation", report.steps(to: expected.verdict), expected.steps, expected)
    }

    private mutating func compare(
        _ name: String, _ found: FoundFigure, _ figure: Int?, _ expected: ExpectedRun
    ) {
        guard let figure, found != .number(figure) else { return }
        let source = expected.source.isEmpty ? "" : " (\(expected.source))"
        let wanted = "\(Numerals.count(figure)) expected\(source)"
        switch found {
        case .number(let number): differences.append("\(name): \(Numerals.count(number)) found, \(wanted)")
        case .none: differences.append("\(name): none found, \(wanted)")
        case .unknown: notCompared.append(name)
        }
    }
}

/// A figure as far as a search came.
private enum FoundFigure: Equatable {
    case number(Int)
    /// There is none.
    case none
    /// The search ended before it was final.
    case unknown
}

extension Report {
    /// A figure of the whole state space.
    fileprivate func whole(_ figure: KeyPath<Report, Int>) -> FoundFigure {
        isComplete ? .number(self[keyPath: figure]) : .unknown
    }

    /// The steps of the shortest counterexample: final as soon as there is one, for all levels before are complete.
    fileprivate func steps(to verdict: ExpectedRun.Verdict) -> FoundFigure {
        let trace = counterexamples.first { .violates($0.property) == verdict }
        return trace.map { .number($0.steps.count) } ?? (isComplete ? .none : .unknown)
    }
}
