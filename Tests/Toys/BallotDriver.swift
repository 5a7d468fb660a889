import QuorateQuorums
import QuorateReplay

/// Hand-written desk and voters, which can be broken in every way that a replay or a conformance check tells apart.
struct BallotDriver: Driver {
    typealias Subject = Ballot

    enum Fault: CaseIterable, Sendable {
        /// The desk writes the question and sends nothing.
        case asksSilently
        /// The desk asks again, in other words, when it is told to ask a second time.
        case asksTwice
        /// The desk says something that is not compared when it is told to ask a second time.
        case chats
        /// The desk decides on one vote.
        case decidesHastily
        /// The desk decides only if the vote of r1 is the first.
        case dependsOnOrder
        /// The desk throws if the vote of r2 is the first.
        case throwsInOrder
        /// The desk throws when it decides.
        case throwsAtDecision
        /// The desk throws when it hears a vote that is not the second.
        case throwsEarly
        /// Nothing can be started.
        case throwsAtStart
        /// r2 is cold at the start.
        case startsCold
        /// r2 does not remember its vote, but for its log.
        case forgetsVote
        /// r2 does not write its vote down.
        case volatileVote
        /// r2 never gets warm again.
        case staysCold
        /// r2 does not count its vote if it has restarted before.
        case forgetsAfterRestart
        /// r2 does not restart after a decision, and a desk that has heard r2 first asks a second time then.
        case sulks
        /// A voter writes something down when it is asked again.
        case notesQuestions
        /// A voter that is asked again gets cold, as if it had restarted.
        case answersQuestions
    }

    struct Broken: Error, CustomStringConvertible { let description = "the desk is on fire" }

    struct System: RealSystem {
        struct Voter: Hashable, Sendable {
            var isWarm = true
            var hasVoted = false
            var hasRestarted = false
            var log: [[UInt8]] = []
        }

        var hasAsked = false
        var hasDecided = false
        var heard: Set<ReplicaID> = []
        /// Who was heard first, if the desk remembers it.
        var heardFirst: ReplicaID?
        var voters = [Voter(), Voter()]
        var outbox = Outbox()
        var durableRecords: [[[UInt8]]] { voters.map(\.log) }

        subscript(voter: ReplicaID) -> Voter {
            get { voters[voter.number - 1] }
            set { voters[voter.number - 1] = newValue }
        }
    }

    enum Input: Hashable, Sendable { case message([UInt8], from: ReplicaID), ask, restart, warmUp }

    var fault: Fault?
    /// Whether a voter knows for ever that it has restarted.
    var countsRestarts = false
    /// Whether the driver says that no voter ever gets warm again.
    var leavesOutWarmUp = false
    /// Whether r2 does not restart after a decision.
    var sulksAfterDecision = false
    /// What the driver says of every property; nil leaves it to the spec.
    var judgement: Bool?
    /// Whether every property is broken if the desk has heard r2 first.
    var blamesOrder = false

    init(_ fault: Fault? = nil) { self.fault = fault }

    init?(_ spec: Ballot, code: CodeUnderTest<Ballot.Mutant>) {
        switch code {
        case .shipped, .mutant(.begun): self.init()
        case .mutant(.hasty): self.init(.decidesHastily)
        case .mutant(.eager), .mutant(.ghost): return nil
        }
    }

    func system(startingIn state: Ballot.State) throws -> System {
        if fault == .throwsAtStart { throw Broken() }
        var system = System()
        for i in Ballot.voters where state.voted[i] { system[i] = .init(hasVoted: true, log: [[1]]) }
        if fault == .startsCold { system[2].isWarm = false }
        return system
    }

    func stimulus(for action: Ballot.Action, in system: System) -> Stimulus<Input> {
        switch action {
        case .ask: return .local(.ask, at: 0)
        case .decide:
            return .deliver(system.outbox.messages(for: 0).map { .message($0.bytes, from: $0.sender) }, to: 0)
        case .vote(let i):
            let questions = system.outbox.messages(for: i).filter { $0.sender == 0 }
            return .deliver(questions.prefix(1).map { .message($0.bytes, from: 0) }, to: i)
        case .restart(let i): return .local(.restart, at: i)
        case .warmUp(let i):
            return leavesOutWarmUp ? .leftOut(because: "our voters stay cold") : .local(.warmUp, at: i)
        }
    }

    func feed(_ input: Input, to replica: ReplicaID, of system: inout System) throws {
        switch input {
        case .ask: ask(&system)
        case .message(_, let sender) where replica == 0: try hear(sender, &system)
        case .message: vote(replica, &system)
        case .restart:
            if fault == .sulks || sulksAfterDecision, system.hasDecided, replica == 2 { return }
            system[replica].isWarm = false
            if countsRestarts { system[replica].hasRestarted = true }
            system[replica].hasVoted = system[replica].log.contains([1])
        case .warmUp: if fault != .staysCold || replica == 1 { system[replica].isWarm = true }
        }
    }

    private func ask(_ system: inout System) {
        if system.hasAsked, fault == .chats { system.outbox.send([9], from: 0) }
        let isSulking = fault == .sulks && system.hasDecided && system.heardFirst == 2
        if system.hasAsked, fault == .asksTwice || isSulking { system.outbox.send([8], from: 0) }
        if !system.hasAsked, fault != .asksSilently { system.outbox.send([7], from: 0) }
        system.hasAsked = true
    }

    private func hear(_ voter: ReplicaID, _ system: inout System) throws {
        let isFirst = system.heard.isEmpty
        if fault == .throwsEarly, isFirst { throw Broken() }
        if fault == .throwsInOrder, isFirst, voter == 2 { throw Broken() }
        if fault == .dependsOnOrder, isFirst, voter == 2 { return }
        if fault == .sulks || blamesOrder, isFirst { system.heardFirst = voter }
        system.heard.insert(voter)
        guard system.heard.count == 2 || fault == .decidesHastily else { return }
        if fault == .throwsAtDecision { throw Broken() }
        system.hasDecided = true
    }

    private func vote(_ i: ReplicaID, _ system: inout System) {
        if system[i].hasVoted {
            if fault == .notesQuestions { system[i].log.append([2]) }
            if fault == .answersQuestions { system[i].isWarm = false }
            return
        }
        guard system[i].isWarm else { return }
        let forgets = fault == .forgetsVote || fault == .forgetsAfterRestart && system[i].hasRestarted
        system[i].hasVoted = i == 1 || !forgets
        if fault != .volatileVote || i == 1 { system[i].log.append([1]) }
        system.outbox.send([UInt8(i.number)], from: i, to: 0)
    }

    func observe(_ system: System, in state: inout Ballot.State) {
        state.asked = system.hasAsked
        state.decided = system.hasDecided
        for i in Ballot.voters {
            state.voted[i] = system[i].hasVoted
            state.warm[i] = system[i].isWarm
        }
    }

    func observeDurable(_ system: System, in state: inout Ballot.State) {
        for i in Ballot.voters { state.voted[i] = system[i].log.contains([1]) }
    }

    func isCompared(_ message: Outbox.Message) -> Bool { message.bytes != [9] }

    func isBroken(_ property: String, by system: System) -> Bool? {
        blamesOrder ? system.heardFirst == 2 : judgement
    }
}
