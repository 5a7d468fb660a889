import QuorateExplorer
import QuorateTraces

extension FinishedConformance: SummarizedResult {
    static var columns: [Summary.Column] {
        [
            .init(name: "Run"), .init(name: "Outcome"), .init(name: "Pairs", isNumber: true),
            .init(name: "Steps", isNumber: true),
        ]
    }

    static func words(for results: JobResults<FinishedConformance>) -> String {
        results.counts(of: "run")
    }

    var rows: [Summary.Row] {
        [
            Summary.Row(
                cells: [
                    .code(run.spec.label), .words(headline), .words(Numerals.count(figures.pairs)),
                    .words(Numerals.count(figures.transitions)),
                ], status)
        ]
    }
}
