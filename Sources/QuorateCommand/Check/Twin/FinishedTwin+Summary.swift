import QuorateExplorer

extension FinishedTwin: SummarizedResult {
    static var columns: [Summary.Column] {
        [.init(name: "Spec"), .init(name: "Outcome"), .init(name: "Sizes", isNumber: true)]
    }

    static func words(for results: JobResults<FinishedTwin>) -> String {
        results.counts(of: "comparison")
    }

    var rows: [Summary.Row] {
        [
            Summary.Row(
                cells: [.code(subject.name), .words(headline), .words(Numerals.count(compared.count))],
                status)
        ]
    }
}
