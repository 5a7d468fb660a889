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
        return named
            + [foundFact(of: trace), silentFact, restFact, endFact(of: trace), loopFact(of: trace)]
            .compactMap(
                \.self)
    }

    private var silentFact: String? {
        silentSteps == 0 ? nil : "not in the file, and taken silently: \(Numerals.count(silentSteps, "step"))"
    }

    private var restFact: String? {
        guard restingSteps > 0 else { return nil }
        return "\(Numerals.count(restingSteps, "step")) of the file that change nothing are none of the spec"
    }

    /// The last states that fit, where the file leaves more than one open.
    private func endFact(of trace: Trace) -> String? {
        guard fittingLastStates > 1 else { return nil }
        let fitting = "\(Numerals.count(fittingLastStates)) last states of the spec fit the file"
        if trace.property.isEmpty { return "\(fitting); one is shown" }
        let verb = trace.propertyKind == .reachable ? "meet" : "break"
        return "\(fitting), of which \(Numerals.count(showingLastStates)) \(verb) \"\(trace.property)\""
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

extension FinishedReplay {
    /// Summary of what was compared, in one line, wherever a replay has no more than that.
    var comparison: String {
        let steps = "\(report.stepsTaken) of \(Numerals.count(trace.steps.count, "step")) taken"
        let code = "\(Numerals.count(report.compared.count, "variable")) compared with the code"
        if variables.areAll { return "\(steps), \(code)" }
        let all = variables.compared.count + variables.notInSpec.count
        return
            "\(steps), \(code), \(Numerals.count(variables.compared.count)) of \(Numerals.count(all)) of the file with"
            + " the spec"
    }
}
