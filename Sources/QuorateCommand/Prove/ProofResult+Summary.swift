import QuorateProver
import QuorateTraces

extension ProofResult: SummarizedResult {
    static var columns: [Summary.Column] {
        [.init(name: "Claim"), .init(name: "Verdict"), .init(name: "Expected"), .init(name: "Ground")]
    }

    static func words(for results: ProveResults) -> String { results.text }

    var rows: [Summary.Row] {
        [
            Summary.Row(
                cells: [.code(request.name), .words(verdict), .words(request.expected), .words(remark)],
                status)
        ]
    }

    var demonstration: Trace? {
        switch outcome {
        case .claim(_, .explored(let report)): report.counterexamples.first
        case .refinement(let finding): finding.stray?.trace
        default: nil
        }
    }
}
