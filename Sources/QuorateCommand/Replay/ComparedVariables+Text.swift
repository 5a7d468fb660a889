import QuorateExplorer
import QuorateTraces

extension ComparedVariables {
    /// Facts about the comparison of the file with the spec, where not everything was compared.
    ///
    /// - Parameter trace: the run as the spec takes it.
    func facts(of trace: Trace) -> [String] {
        let rest = restFacts(of: trace)
        if areAll, rest.isEmpty { return [] }
        let all = compared.count + notInSpec.count
        let lead =
            "\(Numerals.count(compared.count)) of \(Numerals.count(all, "variable")) compared with the spec: "
            + compared.joined(separator: ", ")
        return [lead] + rest
    }

    private func restFacts(of trace: Trace) -> [String] {
        let named = [
            (notInSpec, "not in the spec"), (notInFile, "not in the file, so as the spec has them"),
            (notInEveryState, "not in every state"), (notInAnyState, "in \"vars\" and in no state"),
            (notListed, "in the states and not in \"vars\""),
            (picksNotCompared, "picks that are no argument, so not compared"),
            (parameters, "parameters that are the same"),
            (parametersNotInSpec, "parameters that are not compared"),
        ].filter { !$0.0.isEmpty }.map { "\($1): \(Self.list($0))" }
        return named + [foundFact(of: trace), loopFact(of: trace)].compactMap(\.self)
    }

    private func foundFact(of trace: Trace) -> String? {
        guard stepsFoundByStates > 0 else { return nil }
        let steps = Numerals.count(trace.steps.count, "step")
        return "actions not named, so found by the states: \(Numerals.count(stepsFoundByStates)) of \(steps)"
    }

    /// The loop of the file, where the run of the spec has none.
    private func loopFact(of trace: Trace) -> String? {
        guard let loop, trace.loop == nil else { return nil }
        let around = Numerals.count(trace.steps.count - loop, "step")
        let closing = closesLoop ? "; the last of them is not in the file" : ""
        return "a loop back to state \(loop), followed once round (\(around)\(closing));"
            + " that it is taken for ever is not compared"
    }

    /// The names, and of very many the first ones.
    private static func list(_ names: [String]) -> String {
        names.prefix(nameLimit).map(ForeignText.name).joined(separator: ", ")
            + (names.count > nameLimit ? ", and \(names.count - nameLimit) more" : "")
    }

    private static let nameLimit = 24
}
