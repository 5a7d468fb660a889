import QuorateExplorer
import QuorateTraces

// Executions in words.
extension ValidatedLog {
    /// Contradiction with the lines that it is between.
    func text(of fault: LogExecutions.Fault) -> String {
        let other = fault.other.map { " (\(place($0)))" } ?? ""
        return "\(place(fault.place)): \(fault.text)\(other)"
    }

    /// True where the mapping names executions and nothing was compared with any.
    var leavesExecutionsAlone: Bool {
        executions.map { $0.count == 0 || $0.comparesNothing } ?? false
    }

    /// Number of executions and of comparisons in words, where the mapping names some.
    var executionFacts: [String] {
        guard let executions else { return [] }
        guard !leavesExecutionsAlone else {
            let told =
                executions.count == 0
                ? "no line tells of one" : "each of \(Numerals.count(executions.count)) stands alone"
            return ["not compared: \(told)"]
        }
        var facts = [
            "\(Numerals.count(executions.count)) at \(Numerals.count(executions.positions, "position")),"
                + " \(Numerals.count(executions.shared)) of them compared between nodes"
        ]
        if executions.founded > 0 {
            facts.append("\(Numerals.count(executions.founded)) held against the lines that they need")
        }
        if executions.asked > 0 {
            facts.append("\(Numerals.count(executions.asked)) held against what was asked for")
        }
        return facts
    }
}
