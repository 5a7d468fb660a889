/// Two executions for three generals that lieutenant B cannot tell apart, although it may do as it likes in one and has to obey
/// in the other.
///
/// Case 1: the commander is a traitor and orders B to attack and C to retreat. Case 2: the commander orders both to attack and
/// C is a traitor, who says that it heard "retreat". Lamport, Shostak and Pease, "The Byzantine Generals Problem" (1982),
/// section 2, figures 1 and 2.
struct TwoCases {
    private static let exchange = Exchange(generals: 3, orders: 2)
    private static let words = ["attack", "retreat"]

    let cases = [
        Exchange.Execution(traitor: 0, heard: [0, 1], lies: []),
        Exchange.Execution(traitor: 2, heard: [0, 0], lies: [1]),
    ]

    /// Views of B, one for each case.
    var views: [Exchange.View] { cases.map { Self.exchange.view(of: 1, in: $0) } }

    /// Both executions and what B sees of them, side by side.
    var lines: [String] {
        let heading = ["", "case 1", "case 2"]
        let rows = [
            row("traitor") { DecisionTables.name($0.traitor) + ($0.traitor == 0 ? ", the commander" : "") },
            row("A orders B to") { Self.words[$0.heard[0]] },
            row("A orders C to") { Self.words[$0.heard[1]] },
            row("B tells C: A said") { Self.words[$0.relay(from: 1, to: 2)] },
            row("C tells B: A said") { Self.words[$0.relay(from: 2, to: 1)] },
            row("B sees") { execution in
                let view = Self.exchange.view(of: 1, in: execution).map { Self.words[$0] }
                return "A: \(view[0]), C: \(view[1])"
            },
        ]
        return Self.aligned([heading] + rows) + [
            views[0] == views[1] ? "B sees the same." : "B sees a difference."
        ]
    }

    private func row(_ title: String, _ value: (Exchange.Execution) -> String) -> [String] {
        [title] + cases.map(value)
    }

    /// The rows in columns, without spaces at the ends of lines.
    private static func aligned(_ rows: [[String]]) -> [String] {
        let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let padded = zip(row, widths).dropLast().map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return (padded + [row[2]]).joined(separator: "  ")
        }
    }
}

extension Lemma {
    /// The two cases look alike to lieutenant B.
    static let twoCases = computation(
        "Lieutenant B sees the same whether the commander is the traitor (case 1) or lieutenant C is (case 2)."
    ) {
        let cases = TwoCases()
        return (cases.views[0] == cases.views[1] ? nil : "B sees a difference", cases.lines)
    }
}
