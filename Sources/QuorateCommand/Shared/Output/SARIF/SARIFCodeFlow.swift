import QuorateLanguage
import QuorateTraces

/// A run as a code flow of SARIF: a thread flow for each replica that takes steps, for the adversary, and for the
/// environment, and numbers that put the steps of all in order.
struct SARIFCodeFlow {
    let trace: Trace
    let sources: SourcePaths

    /// The most steps that hosts of code show of a result.
    static let mostSteps = 1000

    /// Number of steps at the beginning that are left out: what breaks the property is at the end.
    var leftOut: Int { max(0, trace.steps.count - Self.mostSteps) }

    /// The code flow, or nil for a run without a step, which has no line to show.
    var json: JSONValue? {
        if trace.steps.isEmpty { return nil }
        let listed = leftOut..<trace.steps.count
        let owners = Dictionary(grouping: listed) { StepOwner(of: $0, in: trace) }
        let flows = owners.sorted { $0.key < $1.key }.map { owner, steps in
            threadFlow(of: owner, steps)
        }
        return ["threadFlows": .array(flows)]
    }

    private func threadFlow(of owner: StepOwner, _ steps: [Int]) -> JSONValue {
        [
            "id": .string(owner.name), "message": SARIFText.message(owner.description),
            "locations": .array(steps.map(location)),
        ]
    }

    private func location(of step: Int) -> JSONValue {
        let site = trace.steps[step].site
        let isInLoop = trace.loop.map { step >= $0.start } ?? false
        return [
            "location": SARIFLocation(
                place: site.flatMap(sources.place), name: trace.spec, message: text(of: step)
            ).json,
            "state": .object(changes(of: step)), "nestingLevel": JSONValue(isInLoop ? 1 : 0),
            "executionOrder": JSONValue(step - leftOut + 1),
        ]
    }

    /// Number and action, as in `3. vote(r1, for: r0)`, and where a run without end goes around.
    private func text(of step: Int) -> String {
        let text = "\(step + 1). \(trace.steps[step].action)"
        guard let loop = trace.loop else { return text }
        let begins = step == loop.start ? " (the loop begins here)" : ""
        let ends = step == trace.steps.count - 1 && step >= loop.start ? " (back to state \(loop.start))" : ""
        return text + begins + ends
    }

    /// Changes of the step, by the place in the state.
    private func changes(of step: Int) -> [JSONValue.Member] {
        guard step + 1 < trace.states.count else { return [] }
        return ValueChange.list(from: trace.states[step], to: trace.states[step + 1]).map {
            .init(key: $0.place, value: SARIFText.message($0.new?.description ?? "none"))
        }
    }
}
