import QuorateExplorer
import QuorateReplay
import QuorateTraces

extension AdapterFigures {
    /// Steps in a second, or nil where there is nothing to count.
    private var rate: Double? { seconds > 0 && steps > 0 ? Double(steps) / seconds : nil }

    /// Figures in a line for people.
    var facts: [(String, String)] {
        var text = "\(Numerals.count(steps, "step")) executed, \(Numerals.count(starts, "start"))"
        if restores > 0 { text += ", \(Numerals.count(restores, "snapshot")) restored" }
        let each = processes > 1 ? " each" : ""
        if let rate { text += ", \(Numerals.count(Int(rate))) steps a second\(each)" }
        if processes > 1 { text += ", \(Numerals.count(processes, "process", "processes"))" }
        return [("adapter", text)]
    }

    /// Figures for other programs.
    var json: JSONValue {
        [
            "processes": JSONValue(processes),
            "stepsExecuted": JSONValue(steps), "starts": JSONValue(starts), "restores": JSONValue(restores),
            "stepsPerSecond": rate.map { JSONValue(Int($0)) } ?? .null,
        ]
    }
}

extension Divergence {
    /// Disagreement of the code with itself.
    var isUnsteady: Bool { if case .unsteady = self { true } else { false } }

    /// Two runs that the spec allows, which show the same and go on differently.
    var isOpen: Bool { if case .hidden = self { true } else { false } }

    /// End of the adapter, and not of the code's agreement.
    var isOfAdapter: Bool { if case .adapterFailed = self { true } else { false } }
}

extension ReplayOutcome {
    /// Disagreement of the code with itself.
    var isUnsteady: Bool {
        if case .diverged(_, let divergence) = self { divergence.isUnsteady } else { false }
    }
}

extension CommandError {
    /// Does `body`, whose adapter may not be one.
    static func namingAdapter<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch AdapterError.interrupted {
            throw CommandError.interrupted
        } catch let error as AdapterError {
            throw CommandError.adapterRefused("\(error)")
        }
    }
}
