internal import QuorateLanguage

/// A run as an adapter was taken along it.
struct AdapterRun<S: Spec>: Sendable {
    let start: S.State
    let inputs: [AdapterInput<S.Action>]

    /// Returns true if both are the same run.
    func isSame(as other: AdapterRun) -> Bool { start == other.start && inputs == other.inputs }

    /// The steps to be read.
    func steps(in spec: S) -> [String] {
        inputs.map { ErasedSpec.ActionOutline(describing: $0.action, for: spec.replicas).description }
    }
}

/// Trails of the runs that an adapter was taken along, which share their beginnings: what it did follows from the run
/// that it was taken along, and not from another one that leads to the same state.
struct AdapterTrails<S: Spec>: Sendable {
    private var nodes: [(former: Int?, input: AdapterInput<S.Action>?)] = []
    private var starts: [S.State: Int] = [:]
    private var states: [Int: S.State] = [:]

    /// The trail of a run that begins in `state`.
    mutating func begin(in state: S.State) -> Int {
        if let known = starts[state] { return known }
        nodes.append((nil, nil))
        starts[state] = nodes.count - 1
        states[nodes.count - 1] = state
        return nodes.count - 1
    }

    /// The trail that goes on from another one.
    mutating func extend(_ trail: Int, by input: AdapterInput<S.Action>) -> Int {
        nodes.append((trail, input))
        return nodes.count - 1
    }

    /// Takes over the trails of another adapter, and returns how much higher their numbers are here.
    mutating func adopt(_ other: AdapterTrails) -> Int {
        let offset = nodes.count
        nodes += other.nodes.map { ($0.former.map { $0 + offset }, $0.input) }
        for (trail, start) in other.states { states[trail + offset] = start }
        return offset
    }

    /// The run along a trail, and then a step.
    func run(along trail: Int, then input: AdapterInput<S.Action>) -> AdapterRun<S>? {
        run(along: trail).map { AdapterRun(start: $0.start, inputs: $0.inputs + [input]) }
    }

    /// The run along a trail.
    func run(along trail: Int) -> AdapterRun<S>? {
        var (position, inputs) = (trail, [AdapterInput<S.Action>]())
        while let former = nodes[position].former {
            if let input = nodes[position].input { inputs.append(input) }
            position = former
        }
        return states[position].map { AdapterRun(start: $0, inputs: inputs.reversed()) }
    }
}
