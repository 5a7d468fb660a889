import QuorateExplorer
import QuorateTraces

extension FinishedRun: SummarizedResult {
    static var columns: [Summary.Column] {
        [.init(name: "Run"), .init(name: "Outcome"), .init(name: "States", isNumber: true)]
    }

    static func words(for results: CheckResults) -> String { results.text }

    var rows: [Summary.Row] {
        let outcome = report.map { verdict($0) } ?? judgement.remarks.joined(separator: "; ")
        let states = report.map { Numerals.count($0.distinctStates) } ?? ""
        return [
            Summary.Row(
                cells: [.code(planned.spec.label), .words(outcome), .words(states)],
                status)
        ]
    }

    var demonstration: Trace? {
        let broken = planned.expectation.brokenProperty
        return report?.counterexamples.first { $0.property == broken } ?? report?.counterexamples.first
    }
}
