import QuorateTraces

/// Message that a step sends or receives, where the labels of its arguments say from whom to whom.
struct StepMessage: Hashable {
    let sender: StepOwner
    let receiver: StepOwner

    /// The message of the step at a position, or nil where there is none between two parties.
    ///
    /// In `echo(r1, from: r0)` and `receive(from: r0, to: r1)` it goes from `r0` to `r1`; in `vote(r1, for: r0)` from `r1` to
    /// `r0`.
    init?(of step: Int, in trace: Trace) {
        let replicas = trace.steps[step].action.arguments.compactMap { argument in
            argument.value.replica.map { (label: argument.name, number: $0) }
        }
        func replica(where isWanted: (String) -> Bool) -> Int? {
            replicas.first { isWanted($0.label) }?.number
        }
        let other = replica { !["from", "to", "for"].contains($0) }
        guard let from = replica(where: { $0 == "from" }) ?? other,
            let to = replica(where: { $0 == "to" || $0 == "for" }) ?? other
        else { return nil }
        sender = StepOwner(of: from, at: step, in: trace)
        receiver = StepOwner(of: to, at: step, in: trace)
        if sender == receiver { return nil }
    }
}
