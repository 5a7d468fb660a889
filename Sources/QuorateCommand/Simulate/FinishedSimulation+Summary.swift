import QuorateExplorer
import QuorateTraces

extension FinishedSimulation: SummarizedResult {
    static var columns: [Summary.Column] {
        [
            .init(name: "Spec"), .init(name: "Outcome"), .init(name: "Runs", isNumber: true),
            .init(name: "Steps", isNumber: true),
        ]
    }

    static func words(for results: JobResults<FinishedSimulation>) -> String {
        results.counts(of: "simulation")
    }

    var rows: [Summary.Row] {
        let figures = [report.runs, report.steps].map { MarkdownText.words(Numerals.count($0)) }
        return [
            Summary.Row(
                cells: [.code(planned.spec.label), .words(remark ?? report.verdict)] + figures,
                status)
        ]
    }

    var demonstration: Trace? {
        let broken = planned.expectation.brokenProperty
        return report.counterexamples.first { $0.property == broken } ?? report.counterexamples.first
    }
}
