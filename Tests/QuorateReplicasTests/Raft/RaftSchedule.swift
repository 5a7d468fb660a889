import QuorateReplicas
import SeededRandom

/// One random run: faults first, then a network that heals, in which something has to be decided.
struct RaftSchedule {
    struct Parameters {
        var servers = 3
        var members: [Int]?
        var steps = 150
        var usesPreVote = false
        var appendsNoOp = false
        var changesMembers = false
        /// Whether clients want commands executed; otherwise members change instead.
        var proposes = true
        var crashes = true
    }

    private(set) var cluster: RaftCluster
    private let parameters: Parameters
    private var random: SplitMix
    private var commandCount: UInt8 = 0
    private(set) var crashCount = 0

    init(
        _ parameters: Parameters, seed: UInt64,
        unsafely change: (inout RaftConfiguration.UnsafeRules) -> Void = { _ in }
    ) throws {
        self.parameters = parameters
        random = SplitMix(seed: seed)
        cluster = try .plain(
            parameters.servers, usesPreVote: parameters.usesPreVote, appendsNoOp: parameters.appendsNoOp,
            members: parameters.members, unsafely: change)
    }

    /// Runs until the steps are done or safety is violated.
    mutating func runFaults() throws -> RaftSafety.Violation? {
        for _ in 0..<parameters.steps {
            try step()
            if let violation = cluster.safety.violation { return violation }
        }
        return nil
    }

    private mutating func step() throws {
        switch random.number(0..<100) {
        case 0..<60: try meddle(deliver: true, remove: true)
        case 60..<64: try meddle(deliver: false, remove: true)
        case 64..<69: try meddle(deliver: true, remove: false)
        case 69..<78: try input(.timeout, at: random.pick(cluster.nodes.indices))
        case 78..<84: if let leader = anyLeader() { try input(.heartbeat, at: leader) }
        case 84..<91: if let leader = anyLeader() { try propose(at: leader) }
        case 91..<94: if parameters.crashes { try crash() }
        case 94..<97: divide()
        default: if parameters.changesMembers, let leader = anyLeader() { try changeMembers(at: leader) }
        }
    }

    private mutating func meddle(deliver: Bool, remove: Bool) throws {
        guard let position = cluster.network.indices.randomElement(using: &random) else { return }
        let envelope = cluster.network[position]
        if remove {
            cluster.network.swapAt(position, cluster.network.count - 1)
            cluster.network.removeLast()
        }
        guard deliver else { return }
        if parameters.crashes, random.number(0..<40) == 0 {
            crashCount += 1
            try cluster.deliver(envelope, crash: random.number(0..<4))
        } else {
            try cluster.deliver(envelope)
        }
    }

    private mutating func anyLeader() -> Int? {
        cluster.nodes.indices.filter { cluster.state($0).role == .leader }.randomElement(using: &random)
    }

    private mutating func input(_ input: RaftReplica.Input, at number: Int) throws {
        if cluster.isUp[number] { try cluster.input(input, at: number) }
    }

    private mutating func propose(at leader: Int) throws {
        if !parameters.proposes { return try changeMembers(at: leader) }
        commandCount &+= 1
        try input(.propose([commandCount]), at: leader)
    }

    /// A server restarts at once, goes down, or comes back.
    private mutating func crash() throws {
        let number = random.pick(cluster.nodes.indices)
        crashCount += 1
        if !cluster.isUp[number] || random.number(0..<3) > 0 {
            try cluster.restart(number)
            cluster.isUp[number] = true
        } else {
            cluster.isUp[number] = false
        }
    }

    private mutating func divide() {
        let heals = random.number(0..<2) == 0
        for number in cluster.nodes.indices { cluster.side[number] = heals ? 0 : random.number(0..<2) }
    }

    private mutating func changeMembers(at leader: Int) throws {
        var members = cluster.state(leader).voters.new.voters
        if random.number(0..<3) > 0 {
            let number = random.pick(cluster.nodes.indices)
            members = members.contains(number) ? members.filter { $0 != number } : members + [number]
        } else {
            members = cluster.nodes.indices.filter { _ in random.number(0..<2) == 0 }
        }
        try input(.changeMembers(members), at: leader)
    }

    /// Lets every server and message through; the rounds it took until all voters had applied a new command, nil
    /// when they did not.
    mutating func heal() throws -> Int? {
        for number in cluster.nodes.indices where !cluster.isUp[number] { try cluster.restart(number) }
        cluster.isUp = cluster.isUp.map { _ in true }
        cluster.side = cluster.side.map { _ in 0 }
        for round in 1...300 {
            cluster.network.shuffle(using: &random)
            try cluster.deliverAll()
            for number in cluster.nodes.indices where cluster.state(number).role == .leader {
                try cluster.input(.heartbeat, at: number)
            }
            try cluster.deliverAll()
            if let leader = cluster.leader, try decides(leader) { return round }
            try cluster.input(.timeout, at: random.pick(cluster.nodes.indices))
        }
        return nil
    }

    /// Whether `leader` gets a command applied by all voters of a configuration that is complete.
    private mutating func decides(_ leader: Int) throws -> Bool {
        let index = cluster.state(leader).lastIndex + 1
        try cluster.input(.propose([255]), at: leader)
        try cluster.deliverAll()
        if cluster.state(leader).role == .leader { try cluster.input(.heartbeat, at: leader) }
        try cluster.deliverAll()
        let state = cluster.state(leader)
        return state.role == .leader && !state.voters.isJoint
            && state.voters.voters.allSatisfy { cluster.state($0).commitIndex >= index }
    }
}
