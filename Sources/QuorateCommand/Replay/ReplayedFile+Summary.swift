import QuorateExplorer
import QuorateTraces

extension ReplayedFile: SummarizedResult {
    static var columns: [Summary.Column] {
        [
            .init(name: "File"), .init(name: "Code"), .init(name: "Outcome"),
            .init(name: "Compared"),
        ]
    }

    static func words(for results: JobResults<ReplayedFile>) -> String {
        results.text
    }

    var rows: [Summary.Row] { replays.map(\.row) }

    var demonstration: Trace? { replays.first?.trace }
}

extension FinishedReplay {
    fileprivate var row: Summary.Row {
        let difference = disagreement == nil ? "" : ", and otherwise in a process of its own"
        return Summary.Row(
            cells: [
                .code(file), .words(codeName), .words("\(report.outcome)\(difference)"),
                .words(comparison),
            ], isAsExpected: status == .asExpected)
    }
}
