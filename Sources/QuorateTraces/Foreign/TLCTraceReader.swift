internal import QuorateLanguage

/// Makes a run of what TLC writes with `-dumpTrace json`: pairs of a number and a state, and the actions between them;
/// or of a list of states alone.
struct TLCTraceReader {
    private let states: [JSONValue]
    /// Actions between the states, or nil where the file has none.
    private let actions: JSONValue?
    /// True where each state has its number in front of it.
    private let isNumbered: Bool

    init(_ trace: JSONValue) {
        states = trace["state"]?.elements ?? []
        actions = trace["action"].flatMap { $0 == .null ? nil : $0 }
        isNumbered = true
    }

    init(states: [JSONValue]) {
        self.states = states
        actions = nil
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
        let transitions = try transitions(between: numbered.map(\.members))
        run.steps = numbered.dropLast().map { transitions[$0.number]?.step ?? .init(action: nil, picks: nil) }
        // The step back is the loop.
        run.loop = transitions[numbered.count].map { $0.to - 1 }
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

    /// The steps by the number of the state before; what the file has no action for is found by the states.
    private func transitions(
        between states: [[JSONValue.Member]]
    ) throws(TraceFileError) -> [Int: (step: ForeignRun.Step, to: Int)] {
        var found: [Int: (step: ForeignRun.Step, to: Int)] = [:]
        guard let actions else { return found }
        let place = JSONPath.root["action"]
        for (index, action) in try actions.list(at: place).enumerated() {
            let path = place[index]
            guard let parts = action.elements, parts.count == 3 else {
                throw action.unexpected("a state, an action and a state", at: path)
            }
            let from = try number(of: parts[0], at: path[0], among: states)
            let to = try number(of: parts[2], at: path[2], among: states)
            guard to == from + 1 || from == states.count && to <= from else {
                throw .unexpected(
                    path: "\(path)", expected: "a step from state \(from) to the one after it",
                    found: "one to state \(to)")
            }
            let step = try Self.step(parts[1], at: path[1])
            if let other = found.updateValue((step, to), forKey: from), other != (step, to) {
                throw .unexpected(
                    path: "\(path)", expected: "one step out of state \(from)", found: "a second one")
            }
        }
        return found
    }

    /// The number of a state that stands at an action, where it is the one of the list.
    private func number(
        of value: JSONValue, at path: JSONPath, among states: [[JSONValue.Member]]
    ) throws(TraceFileError) -> Int {
        guard let parts = value.elements, let number = parts.first?.integer,
            (1...states.count).contains(number)
        else { throw value.unexpected("a state by its number, 1 to \(states.count)", at: path) }
        let list = JSONValue.object(states[number - 1])
        // Of a large state TLC may write less here, but nothing else.
        for member in parts.count > 1 ? try parts[1].members(at: path[1]) : [] {
            guard let value = list[member.key],
                ForeignValue(value).plain.isSame(as: ForeignValue(member.value).plain)
            else {
                throw member.value.unexpected("what state \(number) has there", at: path[1][member.key])
            }
        }
        return number
    }

    /// The action with the values that its parameters have, which newer versions write.
    private static func step(
        _ value: JSONValue, at path: JSONPath
    ) throws(TraceFileError) -> ForeignRun.Step {
        var picks: [ForeignRun.Variable]?
        for key in ["context", "parameter", "parameters"] where picks == nil {
            guard case .object(let members) = value[key] else { continue }
            picks = members.map { .init(name: $0.key, value: ForeignValue($0.value)) }
        }
        let name = try value["name"].flatMap { name throws(TraceFileError) in
            try name.actionName(at: path["name"])
        }
        return .init(action: name, picks: picks)
    }
}
