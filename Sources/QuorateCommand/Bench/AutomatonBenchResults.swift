import QuorateExplorer
import QuorateTraces

/// Times of decisions of threshold automata, beside published ones.
struct AutomatonBenchResults: WholeResult {
    let lines: [MeasuredAutomaton]

    var text: String {
        let head = ["automaton", "proved", "refuted", "vacuous", "CPU s", "wall s", "TACO s", "ByMC s"]
        let rows = lines.map { line in
            [
                line.name, "\(line.proved)", "\(line.refuted)", "\(line.vacuous)",
                Self.figure(line.cpuSeconds),
                Self.figure(line.wallSeconds), line.published.map { Self.figure($0.taco) } ?? "",
                line.published.map { $0.byMC.map(Self.figure) ?? "timeout" } ?? "",
            ]
        }
        return ([TextTable(head: head, rows: rows, leftColumns: [0]).text] + sum).joined(separator: "\n\n")
    }

    private static func figure(_ seconds: Double) -> String { Numerals.fixed(seconds, places: 2) }

    private static func json(_ seconds: Double?) -> JSONValue { seconds.map { JSONValue($0) } ?? .null }

    /// Sums over what has a published time.
    private var sum: [String] {
        let compared = lines.filter { $0.published != nil }
        if compared.isEmpty { return [] }
        let own = compared.reduce(0) { $0 + $1.cpuSeconds }
        let taco = compared.reduce(0) { $0 + ($1.published?.taco ?? 0) }
        return [
            "\(Numerals.count(compared.count, "automaton", "automata")) with published times: "
                + "\(Self.figure(own)) CPU seconds here, \(Self.figure(taco)) s for TACO on its authors' machine"
        ]
    }

    var json: JSONValue {
        [
            "automata": .array(
                lines.map {
                    [
                        "name": .string($0.name), "proved": JSONValue($0.proved),
                        "refuted": JSONValue($0.refuted), "vacuous": JSONValue($0.vacuous),
                        "cpuSeconds": JSONValue($0.cpuSeconds),
                        "wallSeconds": JSONValue($0.wallSeconds), "taco": Self.json($0.published?.taco),
                        "bymc": Self.json($0.published?.byMC),
                    ]
                })
        ]
    }
}
