import QuorateExplorer
import QuorateLanguage

/// A report held against what was expected of it.
struct Judgement {
    /// The exit status of this run alone.
    let status: ExitStatus
    /// What is as expected or not, one sentence each; empty where the report itself says everything.
    let remarks: [String]

    var isAsExpected: Bool { status == .asExpected }

    /// - Parameter report: what was found.
    /// - Parameter expectation: what was to be found.
    init(_ report: Report, _ expectation: RunExpectation) {
        guard let property = expectation.brokenProperty else {
            self.init(holding: report, expectation)
            return
        }
        if report.breaks(property) {
            self.init(caught: report, property, expectation)
        } else if report.outcome == .inconclusive {
            self.init(
                status: .inconclusive,
                remarks: ["the search ended before \"\(property)\" could be seen to fall"])
        } else {
            self.init(status: .mutantNotCaught, remarks: [report.survival(of: property)])
        }
    }

    private init(status: ExitStatus, remarks: [String]) {
        self.status = status
        self.remarks = remarks
    }

    /// The run could not be made.
    init(_ error: any Error) {
        status = ExitStatus(of: error) ?? .internalError
        // The remark stands behind the label of the run, which says which spec it is.
        let named = error as? SpecError
        remarks = [named?.messageWithSite ?? CommandError.message(of: error)]
    }

    private init(holding report: Report, _ expectation: RunExpectation) {
        let found = ExitStatus(of: report)
        let differences = report.differences(from: expectation.figures)
        if found == .asExpected, !differences.isEmpty {
            status = .different
            remarks = differences
        } else {
            status = found
            remarks = []
        }
    }

    private init(caught report: Report, _ property: String, _ expectation: RunExpectation) {
        let differences = report.differences(from: expectation.figures)
        status = differences.isEmpty ? .asExpected : .different
        remarks = differences.isEmpty ? [report.capture(by: property)] : differences
    }
}

extension ExitStatus {
    /// The status of a run of which nothing in particular was expected.
    init(of report: Report) {
        switch report.outcome {
        case .holds: self = .asExpected
        case .vacuous: self = .vacuous
        case .inconclusive: self = .inconclusive
        case .violated:
            let isSafety = report.properties.contains { $0.outcome == .violated && $0.kind == .always }
            self = isSafety ? .safetyViolated : .deadlock
        }
    }
}

extension Report {
    /// Whether the property is violated or, for a `.reachable`, known not to be reached.
    func breaks(_ property: String) -> Bool {
        properties.contains {
            $0.name == property && ($0.outcome == .violated || $0.outcome == .notReached)
        }
    }

    fileprivate var subject: String { spec.mutant.map { "the mutant \($0)" } ?? spec.name }

    fileprivate func capture(by property: String) -> String {
        let story = spec.mutantExpectation.map { " (\($0.story))" } ?? ""
        if spec.mutant != nil { return "the mutant \(spec.mutant!)\(story) is caught by \"\(property)\"" }
        return "\"\(property)\" is violated"
    }

    fileprivate func survival(of property: String) -> String {
        let others = properties.filter { $0.outcome == .violated || $0.outcome == .notReached }
            .map { "\"\($0.name)\"" }
        if others.isEmpty { return "\(subject) survives: \"\(property)\" was to fall" }
        return "\(subject) falls by \(others.joined(separator: ", ")), and was to fall by \"\(property)\""
    }

    /// Where the figures are not the expected ones; nothing can be said of a search that ended early.
    fileprivate func differences(from expected: ExpectedRun?) -> [String] {
        guard let expected, limit == nil else { return [] }
        let steps = counterexamples.first { $0.property == expected.brokenProperty }?.steps.count
        let source = expected.source.isEmpty ? "" : " (\(expected.source))"
        let figures: [(String, found: Int?, expected: Int?)] = [
            ("distinct states", distinctStates, expected.distinctStates),
            ("generated states", generatedStates, expected.generatedStates),
            ("depth", depth, expected.depth),
            ("steps to the violation", steps, expected.steps),
        ]
        return figures.compactMap { name, found, expected in
            guard let expected, found != expected else { return nil }
            let shown = found.map { Figure.count($0) } ?? "none"
            return "\(name): \(shown) found, \(Figure.count(expected)) expected\(source)"
        }
    }
}

extension ExpectedRun {
    fileprivate var brokenProperty: String? { RunExpectation.instance(self).brokenProperty }
}
