import QuorateExplorer
import QuorateProver
import QuorateQuorums

/// A table of the most faults for each number of replicas, with the smallest sizes.
struct BoundsTable {
    private let rows: [QuorumBound.Row]
    private let names: [String]
    private let caption: String

    init(_ rows: [QuorumBound.Row], of rule: QuorumSizeRule) {
        self.rows = rows
        names = rule.parameters + rule.chosen
        let most = rule.parameters.dropFirst().joined(separator: " and ")
        caption =
            "for each n the " + (most.isEmpty ? "" : "largest \(most), with the ")
            + "smallest \(rule.chosen.joined(separator: " and "))"
    }

    /// The lines, each value below its name; a dash where nothing is possible.
    var lines: [String] {
        let cells = rows.map { row in
            names.map { name in
                if name == names.first { return "\(row.first)" }
                return row.witness?[parameter: name].map { "\($0)" } ?? "-"
            }
        }
        let widths = names.indices.map { column in
            max(4, ([names] + cells).map { $0[column].count }.max() ?? 0)
        }
        let table = ([names] + cells).map { row in
            zip(row, widths).map { $0.alignedRight(to: $1) }.joined(separator: "  ")
        }
        return ["  " + caption] + table
    }
}
