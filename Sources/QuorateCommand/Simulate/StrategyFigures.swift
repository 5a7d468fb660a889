import QuorateExplorer
import QuorateTraces

/// Figures of how soon each strategy catches mutants.
struct StrategyFigures {
    /// One mutant.
    struct Row {
        let label: String
        let property: String
        let cells: [Cell]
    }

    /// One mutant by one strategy.
    struct Cell {
        let strategy: RunStrategy
        let seeds: Int
        /// For each seed by which it is caught, the runs until then and the seconds.
        var found: [(runs: Int, seconds: Double)] = []

        /// Median number of runs over the seeds; nil where most of them do not catch it.
        var runs: Int? { median(found.map(\.runs)) }
        /// Median of the seconds, likewise.
        var seconds: Double? { median(found.map(\.seconds)) }

        /// The middle value, or the larger of the two; what was not found is larger than all.
        private func median<Value: Comparable>(_ values: [Value]) -> Value? {
            values.count > seeds / 2 ? values.sorted()[seeds / 2] : nil
        }
    }

    let rows: [Row]
    /// Mutants that were not measured, with the reasons.
    let others: [String]
    let request: SimulateRequest
    let seeds: Int
}

extension StrategyFigures: WholeResult {
    var text: String {
        let head = ["mutant", "property"] + RunStrategy.allCases.flatMap { [$0.rawValue, "seconds"] }
        let table = TextTable(
            head: head,
            rows: rows.map { row in
                [row.label, row.property]
                    + row.cells.flatMap { [runs(of: $0), $0.seconds.map(Self.seconds) ?? "-"] }
            }, leftColumns: [0, 1])
        let notes = others.map { "\nNot measured: \($0)." }.joined()
        return table.text + "\n\n" + legend + notes
    }

    private func runs(of cell: Cell) -> String {
        if let runs = cell.runs { return Numerals.count(runs) }
        return cell.found.isEmpty ? "-" : "(\(cell.found.count) of \(seeds))"
    }

    private static func seconds(_ seconds: Double) -> String { Numerals.fixed(seconds, places: 3) }

    private var legend: String {
        let last = request.seed &+ UInt64(seeds - 1)
        let limits = [
            (request.runs ?? (request.seconds == nil ? Simulator.usualRuns : nil)).map {
                Numerals.count($0, "run")
            },
            request.seconds.map { "\(Numerals.asGiven($0)) s" },
        ].compactMap(\.self)
        return
            "Runs until the mutant is caught, and seconds: medians over the seeds \(request.seed) to \(last).\n"
            + "A dash: no seed catches it within \(limits.joined(separator: " or ")); in brackets those that do."
    }

    var json: JSONValue {
        [
            "version": .string(quorateVersion), "seed": .string("\(request.seed)"),
            "seeds": JSONValue(seeds), "depth": JSONValue(request.depth),
            "mutants": .array(
                rows.map { row in
                    [
                        "label": .string(row.label), "property": .string(row.property),
                        "strategies": .array(row.cells.map(\.json)),
                    ]
                }),
            "notMeasured": .array(others.map { .string($0) }),
        ]
    }
}

extension StrategyFigures.Cell {
    fileprivate var json: JSONValue {
        [
            "strategy": .string(strategy.rawValue), "caught": JSONValue(found.count),
            "medianRuns": runs.map { JSONValue($0) } ?? .null,
            "medianSeconds": seconds.map { JSONValue($0) } ?? .null,
        ]
    }
}
