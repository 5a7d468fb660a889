internal import QuorateLanguage

/// Makes a run of what TLC writes with `-dumpTrace json`: pairs of a number and a state, and the actions between them;
/// or of a list of states alone.
struct TLCTraceReader {
    private let states: [JSONValue]
    private let actions: [JSONValue]
    /// True where each state has its number in front of it.
    private let isNumbered: Bool

    init(_ trace: JSONValue) {
        states = trace["state"]?.elements ?? []
        actions = trace["action"]?.elements ?? []
        isNumbered = true
    }

    init(states: [JSONValue]) {
        self.states = states
        actions = []
        isNumbered = false
    }

    func run() throws(TraceFileError) -> ForeignRun {
        let place = JSONPath.root["state"]
        guard !states.isEmpty else {
            throw .unexpected(path: "\(place)", expected: "at least one state", found: "none")
        }
        var numbered: [(number: Int, members: [JSONValue.Member])] = []
        for (index, state) in states.enumerated() {
            numbered.append(
                try self.state(state, at: isNumbered ? place[index] : JSONPath.root[index], index))
        }
        // TLC's states are a set, which it may write in any order.
        numbered.sort { $0.number < $1.number }
        for (index, state) in numbered.enumerated() where state.number != index + 1 {
            throw .unexpected(
                path: "\(place)", expected: "the states 1 to \(numbered.count), each once",
                found: "state \(state.number) as number \(index + 1)")
        }
        var run = ForeignRun(steps: [], states: numbered.map { Self.variables(of: $0.members) })
        run.remarks = ["source: TLC"]
        let taken = transitions
        let onward = Dictionary(taken.filter { $0.to == $0.from + 1 }.map { ($0.from, $0.step) }) {
            first, _ in
            first
        }
        run.steps = numbered.dropLast().map { onward[$0.number] ?? .init(action: nil, picks: nil) }
        // The step back is the loop.
        if let back = taken.first(where: { $0.from == numbered.count && $0.to <= $0.from }) {
            run.loop = back.to - 1
        }
        return run
    }

    private func state(
        _ value: JSONValue, at path: JSONPath, _ index: Int
    ) throws(TraceFileError) -> (number: Int, members: [JSONValue.Member]) {
        guard isNumbered else { return (index + 1, try value.members(at: path)) }
        guard let parts = value.elements, parts.count == 2, let number = parts[0].integer else {
            throw value.unexpected("a number and a state", at: path)
        }
        return (number, try parts[1].members(at: path[1]))
    }

    private static func variables(of members: [JSONValue.Member]) -> [ForeignRun.Variable] {
        members.map { .init(name: $0.key, value: ForeignValue($0.value)) }
    }

    /// The steps with the numbers of the states around them; what is none is left out, and found by the states.
    private var transitions: [(from: Int, step: ForeignRun.Step, to: Int)] {
        actions.compactMap { action in
            guard let parts = action.elements, parts.count == 3,
                let from = parts[0].elements?.first?.integer, let to = parts[2].elements?.first?.integer,
                (1...states.count).contains(from), (1...states.count).contains(to)
            else { return nil }
            return (from, Self.step(parts[1]), to)
        }
    }

    /// The action with the values that its parameters have, which newer versions write.
    private static func step(_ value: JSONValue) -> ForeignRun.Step {
        var picks: [ForeignRun.Variable]?
        for key in ["context", "parameter", "parameters"] where picks == nil {
            guard case .object(let members) = value[key] else { continue }
            picks = members.map { .init(name: $0.key, value: ForeignValue($0.value)) }
        }
        return .init(action: value["name"]?.name, picks: picks)
    }
}
