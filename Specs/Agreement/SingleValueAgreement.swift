import QuorateFaults

/// One value decided by a quorum of votes, under three fault models: the same protocol, the same property.
///
/// Crash and Byzantine failures as compared in textbooks: 2f + 1 replicas with majorities survive f crashes,
/// 3f + 1 replicas with quorums of 2f + 1 survive f liars, and majorities do not. The rule that a replica
/// votes once and that a quorum of votes decides is the echo protocol of Bracha and Toueg, "Asynchronous
/// Consensus and Broadcast Protocols", Journal of the ACM 32 (1985). Differences from the paper: two clients
/// propose at the same time, so that correct replicas may vote differently (with one proposer that does not
/// lie there is nothing to agree upon); no replica starts over when votes are split, so that a decision is
/// possible and not certain, and no property says that there is one in the end.
///
/// A vote goes to everybody and is never forgotten by the network; a reader that has not heard it yet decides
/// later, or never: so a vote that is lost, or sent to a part only by a replica that crashes, is covered.
///
/// Fault models. Crash-stop: at most f replicas stop for ever, at any time. Crash-recovery: at most f are
/// down at a time, and come back with what they wrote to disk. Byzantine: f replicas vote for everything, to
/// whom they like; also for a value that was not proposed. They cannot vote in the name of others.
struct SingleValueAgreement: VotingSpec {
    static let summary = "A quorum of votes decides one value; each replica votes once."
    static let source = "Bracha and Toueg, Asynchronous Consensus and Broadcast Protocols (1985)"

    /// Fault model of the run.
    enum Model: Int, Sendable { case crashStop, crashRecovery, byzantine }

    var replicas: ReplicaSet
    /// f, the number of replicas that may be faulty, and the number that the quorums are made for.
    var faults: Int
    var model: Model
    /// Size of a quorum, or 0 for that of the model: a majority, or ⌈(n + f + 1)/2⌉ if replicas may lie.
    var quorum: Int
    var mutant: Mutant?
    var timing = Adversary.Timing.fromTheStart

    /// `replicas` replicas (1 to 7), `faults` of them faulty as `model` says.
    init(
        replicas: Int = 3, faults: Int = 1, model: Model = .crashRecovery, quorum: Int = 0,
        mutant: Mutant? = nil
    ) {
        self.replicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.model = model
        self.quorum = quorum
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.replicas, in: 1...7), Parameter("faults", \.faults, in: 0...3),
            Parameter("model", \.modelNumber, in: 0...2), Parameter("quorum", \.quorum, in: 0...7),
        ]
    }

    /// Model as a person sets it: 0 crash-stop, 1 crash-recovery, 2 Byzantine.
    var modelNumber: Int {
        get { model.rawValue }
        set { model = Model(rawValue: newValue) ?? .crashStop }
    }

    var assumptions: Assumptions? {
        let splitVotes = "two clients propose at once; votes may be split for ever"
        return switch actualModel {
        case .crashStop:
            Assumptions(
                replicas: replicas, faults: faults, .crashStop, network: .asynchronous,
                placement: .every(atMost: faults), notes: [splitVotes])
        case .crashRecovery:
            Assumptions(
                replicas: replicas, faults: faults, .crashRecovery, network: .asynchronous,
                notes: ["at most f replicas are down at a time; each may crash again", splitVotes])
        case .byzantine:
            Assumptions(
                replicas: replicas, faults: faults, .byzantine(.oral), network: .asynchronous,
                placement: .every(faults), notes: [splitVotes])
        }
    }

    func validate() throws {
        if faults > replicas.count {
            throw SpecError(
                spec: Self.name,
                message: "faults=\(faults) of replicas=\(replicas.count) cannot be faulty; lower faults")
        }
    }

    /// Model that the run has: a mutant may put a liar among replicas that were only to crash.
    var actualModel: Model { mutant == .byzantineReplica ? .byzantine : model }

    /// Rule for the size of a quorum under the model that the protocol was made for.
    var rule: QuorumSize {
        if mutant == .minorityQuorum { return QuorumSize(faults: 1) }
        return model == .byzantine ? .byzantine : .majority
    }

    var quorumSize: Int { quorum > 0 ? quorum : rule(n: replicas.count, f: faults) }

    /// Every choice of f Byzantine replicas, or none where replicas only crash; setting it changes the timing
    /// only.
    var adversary: Adversary {
        get { Adversary(.every(actualModel == .byzantine ? faults : 0), timing: timing) }
        set { timing = newValue.timing }
    }

    /// Value to vote for.
    enum Proposal: FiniteValue {
        case first, second
        /// Proposed by no client.
        case forged
    }

    struct State: ByzantineState {
        /// Voters for each value.
        var votes: MonotoneVotes<Proposal, TwoWords>
        /// Decision of each correct replica; an output, so never lost.
        var decisions = ReplicaMap<Proposal?>(nil)
        /// Vote of each correct replica: on disk, and in memory.
        var memory = ReplicaMemory<Proposal?, Proposal?>(durable: nil)
        var faulty: FaultyReplicas
    }

    var initialStates: [State] {
        adversary.choices(among: replicas).map {
            State(votes: MonotoneVotes(from: $0, adversary), faulty: $0)
        }
    }

    typealias Message = Proposal
    static var votes: VotePath<State, Message, TwoWords> { \.votes }

    enum Action: SpecAction {
        case vote(ReplicaID, Proposal)
        case decide(ReplicaID, Proposal)
        case crash(ReplicaID)
        case recover(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in s.faulty.correct(among: replicas) where s.memory.isUp(i.id) {
            vote(i.id, s, &next)
            decide(i.id, s, &next)
        }
        guard actualModel != .byzantine else { return }
        next.crash(replicas, in: s.memory, atMost: faults, as: Action.crash) { $0.memory.crash($1) }
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

    /// Crashes where replicas crash, and returns where they recover.
    var requiredActions: [String] {
        guard faults > 0 else { return [] }
        return switch actualModel {
        case .crashStop: ["crash"]
        case .crashRecovery: ["crash", "recover"]
        case .byzantine: []
        }
    }

    var properties: [Property<State>] {
        let (replicas, faults, quorumSize) = (replicas, faults, quorumSize)
        return [
            .always("agreement") { s in Set(replicas.compactMap { s.decisions[$0] }).count <= 1 },
            .always("validity") { s in replicas.allSatisfy { s.decisions[$0] != .forged } },
            .reachable("decision by every correct replica") { s in
                (replicas - s.faulty.members).allSatisfy { s.decisions[$0] != nil }
            },
            // f replicas are Byzantine or have crashed without a vote, and the votes of the others are
            // enough.
            .reachable("quorum without the faulty replicas") { s in
                let correct = s.faulty.correct(among: replicas)
                let isEnough = [Proposal.first, .second].contains { value in
                    (s.votes.senders(of: value, in: correct) - s.memory.down).count >= quorumSize
                }
                return s.faulty.members.count + s.memory.down.count == faults && isEnough
            },
        ]
    }
}

/// No replica is special, and no value but the one that nobody has proposed.
extension SingleValueAgreement: SymmetricSpec {
    var interchangeable: Interchangeable { .all(replicas).and(values: Proposal.values, but: [.forged]) }
}
