import QuorateReplicas

/// Servers with their logs, and a network that holds messages until somebody decides what becomes of them.
struct RaftCluster {
    struct Envelope: Hashable {
        var bytes: [UInt8]
        var sender: Int
        var receiver: Int
    }

    private(set) var nodes: [Node<RaftReplica, MemoryLog>]
    var network: [Envelope] = []
    var isUp: [Bool]
    /// The side of the partition on which each server is.
    var side: [Int]
    private(set) var safety = RaftSafety()
    /// All events, with the servers at which they were.
    private(set) var events: [(server: Int, event: RaftReplica.Event)] = []

    init(servers: Int, members: [Int], configure: (Int, [Int]) throws -> RaftConfiguration) throws {
        nodes = try (0..<servers).map { try Node(configure($0, members), log: MemoryLog()) }
        isUp = Array(repeating: true, count: servers)
        side = Array(repeating: 0, count: servers)
    }

    /// All servers are members and follow section 5 without pre-vote and no-op, but for what `change` changes.
    static func plain(
        _ count: Int, usesPreVote: Bool = false, appendsNoOp: Bool = false, members: [Int]? = nil,
        unsafely change: (inout RaftConfiguration.UnsafeRules) -> Void = { _ in }
    ) throws -> RaftCluster {
        try RaftCluster(servers: count, members: members ?? Array(0..<count)) { number, members in
            var configuration = try RaftConfiguration(
                replica: number, members: members, usesPreVote: usesPreVote, appendsNoOp: appendsNoOp)
            configuration.unsafely(change)
            return configuration
        }
    }

    func state(_ number: Int) -> RaftReplica.State { nodes[number].replica.state }

    var states: [RaftReplica.State] { nodes.map(\.replica.state) }

    /// The leader of the highest term, among those that lead.
    var leader: Int? {
        nodes.indices.filter { isUp[$0] && state($0).role == .leader }.max { state($0).term < state($1).term }
    }

    /// Hands an input to a server, which crashes after so many outputs if `crash` says so.
    mutating func input(_ input: RaftReplica.Input, at number: Int, crash: Int? = nil) throws {
        let before = state(number)
        nodes[number].accept(input)
        var count = 0
        while crash.map({ count < $0 }) ?? true, let output = try nodes[number].nextOutput() {
            handle(output, of: number)
            count += 1
        }
        // What a server has in memory and nobody has heard of is lost with the crash: it was not committed.
        if crash != nil { return try restart(number) }
        safety.observe(before, at: number, in: states)
    }

    private mutating func handle(_ output: Output<RaftReplica.Event>, of number: Int) {
        switch output {
        case .send(let bytes, let receiver):
            network.append(Envelope(bytes: bytes, sender: number, receiver: receiver))
        case .event(let event):
            events.append((number, event))
            safety.observe(event, at: number, state(number))
        case .persist, .compact, .broadcast, .reply:
            fatalError("nodes write records themselves, and Raft neither broadcasts nor replies")
        }
    }

    mutating func restart(_ number: Int) throws {
        let before = state(number)
        try nodes[number].restart()
        safety.observe(before, at: number, in: states)
    }

    /// Delivers a message, if both ends are there.
    mutating func deliver(_ envelope: Envelope, crash: Int? = nil) throws {
        guard nodes.indices.contains(envelope.receiver), isUp[envelope.receiver],
            side[envelope.sender] == side[envelope.receiver]
        else { return }
        try input(.message(envelope.bytes, from: envelope.sender), at: envelope.receiver, crash: crash)
    }

    /// Delivers in order all messages, and those that they cause, between servers out of `servers`; those to or
    /// from others are lost.
    mutating func deliverAll(among servers: Set<Int>? = nil) throws {
        var count = 0
        while !network.isEmpty {
            let envelope = network.removeFirst()
            if let servers, !servers.isSuperset(of: [envelope.sender, envelope.receiver]) { continue }
            try deliver(envelope)
            count += 1
            if count > 100_000 { throw NoEnd() }
        }
    }

    /// Messages cause messages for ever.
    struct NoEnd: Error {}

    mutating func forgetEvents() { events = [] }
}
