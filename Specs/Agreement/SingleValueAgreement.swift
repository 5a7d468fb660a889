import QuorateFaults

/// One value decided by a quorum of votes, under three fault models: the same protocol, the same property.
///
/// Crash and Byzantine failures as compared in textbooks: 2f + 1 replicas with majorities survive f crashes,
/// 3f + 1 replicas with quorums of 2f + 1 survive f liars, and majorities do not. The rule that a replica
/// votes once and that a quorum of votes decides is the echo protocol of Bracha and Toueg, "Asynchronous
/// Consensus and Broadcast Protocols", Journal of the ACM 32 (1985). Differences from the paper: two clients
/// propose at the same time, so that correct replicas may vote differently (with one proposer that does not
/// lie there is nothing to agree upon); nobody starts over when votes are split, so that a decision is
/// possible and not certain.
///
/// A vote goes to everybody and is never forgotten by the network; a reader that has not heard it yet decides
/// later, or never: so a vote that is lost, or sent to a part only by a replica that crashes, is covered.
///
/// Fault models. Crash-stop: at most f replicas stop for ever, at any time. Crash-recovery: at most f are
/// down at a time, and come back with what they wrote to disk. Byzantine: f replicas vote for everything, to
/// whom they like; also for a value that nobody proposed. They cannot vote in the name of others.
struct SingleValueAgreement: Spec, ByzantineSpec {
    static let summary = "A quorum of votes decides one value; each replica votes once."
    static let source =
        "Bracha and Toueg, Asynchronous Consensus and Broadcast Protocols (1985)"

    /// What a faulty replica may do.
    enum Model: Int, Sendable { case crashStop, crashRecovery, byzantine }

    /// A value to vote for.
    enum Proposal: FiniteValue {
        case first, second
        /// Proposed by no client.
        case forged
    }

    /// All n replicas.
    var allReplicas: ReplicaSet
    /// f, the number of replicas that may be faulty, and the number that the quorums are made for.
    var faults: Int
    /// What they may do.
    var model: Model
    /// The size of a quorum, or 0 for that of the model: a majority, or ⌈(n + f + 1)/2⌉ if replicas may lie.
    var quorum: Int
    var mutant: Mutant?
    var timing = Adversary.Timing.fromTheStart

    /// `replicas` replicas (1 to 7), of which `faults` are faulty as `model` says.
    init(
        replicas: Int = 3, faults: Int = 1, model: Model = .crashRecovery, quorum: Int = 0,
        mutant: Mutant? = nil
    ) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.model = model
        self.quorum = quorum
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 1...7), Parameter("faults", \.faults, in: 0...3),
            Parameter("model", \.modelNumber, in: 0...2), Parameter("quorum", \.quorum, in: 0...7),
        ]
    }
    var replicas: ReplicaSet { allReplicas }

    /// The model as a person sets it: 0 crash-stop, 1 crash-recovery, 2 Byzantine.
    var modelNumber: Int {
        get { model.rawValue }
        set { model = Model(rawValue: newValue) ?? .crashStop }
    }

    func validate() throws {
        if faults > allReplicas.count {
            throw SpecError(
                spec: Self.name,
                message: "faults=\(faults) of replicas=\(allReplicas.count) cannot be faulty; lower faults")
        }
    }

    /// The model that the run has: a mutant may put a liar among replicas that were only to crash.
    var actualModel: Model { mutant == .byzantineReplica ? .byzantine : model }

    /// The rule for the size of a quorum under the model that the protocol was made for.
    var rule: QuorumSize {
        if mutant == .minorityQuorum { return QuorumSize(faults: 1) }
        return model == .byzantine ? .byzantine : .majority
    }

    var quorumSize: Int { quorum > 0 ? quorum : rule(n: allReplicas.count, f: faults) }

    /// Every choice of f Byzantine replicas, or none where replicas only crash; setting it changes the timing
    /// only.
    var adversary: Adversary {
        get { Adversary(.every(actualModel == .byzantine ? faults : 0), timing: timing) }
        set { timing = newValue.timing }
    }

    struct State: SpecState {
        /// Who has voted for what.
        var votes: MonotoneVotes<Proposal, TwoWords>
        /// What each correct replica has decided; an output, so never lost.
        var decisions = ReplicaMap<Proposal?>(nil)
        /// What each correct replica has voted for: on disk, and in memory.
        var memory = ReplicaMemory<Proposal?, Proposal?>(durable: nil)
        /// The Byzantine replicas.
        var faulty: FaultyReplicas
    }

    var initialStates: [State] {
        adversary.choices(among: allReplicas).map { faulty in
            State(votes: MonotoneVotes(from: faulty, adversary), faulty: faulty)
        }
    }

    var assumptions: Assumptions? {
        let splitVotes = "two clients propose at once; votes may be split for ever"
        return switch actualModel {
        case .crashStop:
            Assumptions(
                replicas: allReplicas, faults: faults, .crashStop, network: .asynchronous,
                placement: .every(atMost: faults), notes: [splitVotes])
        case .crashRecovery:
            Assumptions(
                replicas: allReplicas, faults: faults, .crashRecovery, network: .asynchronous,
                notes: ["at most f replicas are down at a time; each may crash again", splitVotes])
        case .byzantine:
            Assumptions(
                replicas: allReplicas, faults: faults, .byzantine(.oral), network: .asynchronous,
                placement: .every(faults), notes: [splitVotes])
        }
    }

    var messages: [Proposal] { Array(Proposal.values) }
    func faulty(in state: State) -> FaultyReplicas { state.faulty }
    func send(_ message: Proposal, from sender: ReplicaID, in state: inout State) {
        state.votes.cast(message, by: sender)
    }
    func correctPart(of state: State) -> State {
        var part = state
        part.votes = state.votes.without(state.faulty)
        return part
    }

    enum Action: SpecAction {
        case vote(ReplicaID, Proposal)
        case decide(ReplicaID, Proposal)
        case crash(ReplicaID)
        case recover(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in s.faulty.correct(among: allReplicas) where s.memory.isUp(i.id) {
            vote(i.id, s, &next)
            decide(i.id, s, &next)
        }
        guard actualModel != .byzantine else { return }
        next.crash(allReplicas, in: s.memory, atMost: faults, as: Action.crash) { $0.memory.crash($1) }
        guard actualModel == .crashRecovery else { return }
        next.recover(in: s.memory, as: Action.recover) {
            $0.memory.recover($1)
            $0.memory.volatile[$1] = $0.memory.durable[$1]
        }
    }

    /// A replica votes for the first proposal that reaches it, and writes its vote down before it sends it.
    @inline(__always)
    private func vote(_ r: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let writesFirst = mutant != .volatileVote
        for value in Proposal.values where value != .forged {
            next.take(.vote(r, value), if: s.memory.volatile[r] == nil) {
                $0.memory.volatile[r] = value
                if writesFirst { $0.memory.durable[r] = value }
                $0.votes.cast(value, by: r)
            }
        }
    }

    @inline(__always)
    private func decide(_ r: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        for value in Proposal.values {
            next.take(
                .decide(r, value), if: s.decisions[r] == nil, given: s.votes[value].count >= quorumSize
            ) { $0.decisions[r] = value }
        }
    }

    var properties: [Property<State>] {
        let (allReplicas, faults, quorumSize) = (allReplicas, faults, quorumSize)
        return [
            .always("agreement") { s in
                var decided: Proposal?
                for r in allReplicas {
                    guard let value = s.decisions[r] else { continue }
                    if let decided, decided != value { return false }
                    decided = value
                }
                return true
            },
            .always("validity") { s in allReplicas.allSatisfy { s.decisions[$0] != .forged } },
            .reachable("decision by every correct replica") { s in
                allReplicas.subtracting(s.faulty.members).allSatisfy { s.decisions[$0] != nil }
            },
            // f replicas are Byzantine or have crashed without a vote, and the votes of the others are
            // enough.
            .reachable("quorum without the faulty replicas") { s in
                let correct = s.faulty.correct(among: allReplicas)
                let voters = s.votes.senders(of: .first, in: correct).subtracting(s.memory.down)
                return s.faulty.members.count + s.memory.down.count == faults && voters.count >= quorumSize
            },
        ]
    }
}
