import QuorateReplicas

/// Real replicas with their logs, and a network that holds messages until a line says what becomes of them.
///
///     deliver KIND from A B to C    the messages that wait, of that kind, by these, for those; each part may be left out
///     lose KIND from A B to C       the same, but they are lost
///     exchange A B C                all between these and what they cause, until there is nothing more
///     crash A                       A is down: what it gets is lost
///     restart A                     A comes back with what is in its durable log
///     show                          everybody's state
///
/// What is sent is told, and the state of every replica that has changed after it was started.
struct ScenarioCluster<P: ScenarioProtocol>: ScenarioWorld {
    private struct Envelope {
        let sender: Int
        let receiver: Int
        let bytes: [UInt8]
    }

    private var paper: P
    private var nodes: [Node<P.R, MemoryLog>?] = []
    private var isUp: [Bool] = []
    private var waiting: [Envelope] = []
    /// The states that readers know.
    private var before: [String] = []

    init(_ paper: P) throws {
        self.paper = paper
        nodes = try paper.names.indices.map { number in
            try paper.configuration(of: number).map { try Node<P.R, MemoryLog>($0, log: MemoryLog()) }
        }
        isUp = paper.names.map { _ in true }
    }

    mutating func take(_ input: String, _ words: inout ScenarioWords) throws -> [String] {
        before = states
        var told = try act(input, &words)
        for (number, state) in states.enumerated() where state != before[number] {
            told.append(line(number, state))
        }
        return told
    }

    private mutating func act(_ input: String, _ words: inout ScenarioWords) throws -> [String] {
        switch input {
        case "deliver": return try takeOut(&words).flatMap { try deliver($0) }
        case "lose":
            _ = try takeOut(&words)
            return []
        case "exchange": return try exchange(&words)
        case "crash": return try crash(&words)
        case "restart": return try restart(&words)
        case "show":
            return (paper.heading.map { [line($0)] } ?? []) + states.enumerated().map { line($0, $1) }
        default: return try request(input, &words)
        }
    }
}

// What lines ask for.
extension ScenarioCluster {
    private mutating func request(_ input: String, _ words: inout ScenarioWords) throws -> [String] {
        guard paper.inputs.contains(input) else {
            let known = ["deliver", "lose", "exchange", "crash", "restart", "show"] + paper.inputs
            throw ScenarioSlip("\(input) is no input; these are: \(known.joined(separator: ", "))")
        }
        let number = try replica(&words)
        switch try paper.request(input, &words) {
        case .take(let input):
            if nodes[number] == nil { throw ScenarioSlip("\(paper.name(number)) is faulty, and has no code") }
            if !isUp[number] { throw ScenarioSlip("\(paper.name(number)) is down") }
            return try feed(input, to: number)
        case .start(let records):
            guard let configuration = try paper.configuration(of: number) else { return [] }
            nodes[number] = try Node(configuration, log: MemoryLog(records))
            before = states
            return []
        case .say(let bytes, let names):
            if nodes[number] != nil { throw ScenarioSlip("\(paper.name(number)) is not faulty") }
            return [send(bytes, from: number, to: try names.map(paper.number))]
        }
    }

    private mutating func crash(_ words: inout ScenarioWords) throws -> [String] {
        let number = try replica(&words)
        if !isUp[number] { throw ScenarioSlip("\(paper.name(number)) is down already") }
        isUp[number] = false
        return []
    }

    private mutating func restart(_ words: inout ScenarioWords) throws -> [String] {
        let number = try replica(&words)
        isUp[number] = true
        try nodes[number]?.restart()
        return []
    }

    private func replica(_ words: inout ScenarioWords) throws -> Int {
        try paper.number(try words.next("the name of a replica"))
    }
}

// The network.
extension ScenarioCluster {
    /// The messages that a line names, which wait no more.
    private mutating func takeOut(_ words: inout ScenarioWords) throws -> [Envelope] {
        let kind = words.words(before: "from", "to").joined(separator: " ")
        let senders = try words.skip("from") ? words.words(before: "to").map(paper.number) : nil
        let receivers = try words.skip("to") ? words.words(before: "from").map(paper.number) : nil
        let paper = paper
        func isMeant(_ envelope: Envelope) -> Bool {
            senders?.contains(envelope.sender) ?? true && receivers?.contains(envelope.receiver) ?? true
                && (kind.isEmpty || paper.text(of: envelope.bytes).hasPrefix(kind + " "))
        }
        let chosen = waiting.filter(isMeant)
        if chosen.isEmpty { throw ScenarioSlip("no such message waits") }
        waiting.removeAll(where: isMeant)
        return chosen
    }

    private mutating func exchange(_ words: inout ScenarioWords) throws -> [String] {
        let among = try words.words().map(paper.number)
        var (told, count) = ([String](), 0)
        while let next = waiting.firstIndex(where: {
            among.contains($0.sender) && among.contains($0.receiver)
        }) {
            told += try deliver(waiting.remove(at: next))
            count += 1
            if count > 1000 { throw ScenarioSlip("they never come to an end") }
        }
        if count == 0 { throw ScenarioSlip("no message waits between them") }
        return told
    }

    private mutating func deliver(_ envelope: Envelope) throws -> [String] {
        guard isUp[envelope.receiver] else { return ["\(paper.name(envelope.receiver)) is down: lost"] }
        return try feed(
            paper.input(message: envelope.bytes, from: envelope.sender), to: envelope.receiver)
    }

    private mutating func feed(_ input: P.R.Input, to number: Int) throws -> [String] {
        guard let outputs = try nodes[number]?.receive(input) else { return [] }
        var told: [String] = []
        var batch: (bytes: [UInt8], receivers: [Int])?
        for output in outputs {
            if case .send(let bytes, let receiver) = output {
                if batch?.bytes != bytes { told += flush(&batch, from: number) }
                batch = (bytes, (batch?.receivers ?? []) + [receiver])
                continue
            }
            told += flush(&batch, from: number)
            told += tell(output, of: number)
        }
        return told + flush(&batch, from: number)
    }

    /// Sends what goes to several in one line.
    private mutating func flush(
        _ batch: inout (bytes: [UInt8], receivers: [Int])?, from number: Int
    ) -> [String] {
        defer { batch = nil }
        return batch.map { [send($0.bytes, from: number, to: $0.receivers)] } ?? []
    }

    private mutating func tell(_ output: Output<P.R.Event>, of number: Int) -> [String] {
        switch output {
        case .broadcast(let bytes):
            return [send(bytes, from: number, to: nodes.indices.filter { $0 != number })]
        case .reply(let bytes, _): return ["\(paper.name(number)) → client: \(paper.text(of: bytes))"]
        case .event(let event): return paper.text(of: event).map { ["\(paper.name(number)) \($0)"] } ?? []
        case .send, .persist, .compact: return []
        }
    }

    private mutating func send(_ bytes: [UInt8], from sender: Int, to receivers: [Int]) -> String {
        // What a faulty replica gets makes no difference to anybody.
        waiting += receivers.filter { nodes[$0] != nil }.map {
            Envelope(sender: sender, receiver: $0, bytes: bytes)
        }
        let names = receivers.map(paper.name).joined(separator: " ")
        return "\(paper.name(sender)) → \(names): \(paper.text(of: bytes))"
    }
}

// What replicas are.
extension ScenarioCluster {
    private var states: [String] {
        nodes.enumerated().map { number, node in
            guard let node else { return "faulty" }
            return isUp[number] ? paper.text(of: node.replica.state) : "down"
        }
    }

    private func line(_ number: Int, _ state: String) -> String {
        let width = paper.names.map(\.count).max() ?? 0
        return "\(paper.name(number).wide(width))  \(state)"
    }

    private func line(_ heading: String) -> String {
        String(repeating: " ", count: (paper.names.map(\.count).max() ?? 0) + 2) + heading
    }
}
