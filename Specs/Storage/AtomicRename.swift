import QuorateFaults

/// Moving a file from one directory to another on replicas: one agreement on the whole rename, so that no
/// file is lost.
///
/// From a text on applications of Byzantine fault tolerance in operating systems (problem 3625142): with one
/// agreement to delete the entry and another to add it, a traitor can take part in the first and refuse to
/// take part in the second; so all replicas agree on `rename(file, source, destination)`. The agreement is
/// the least that will do: replica r0 proposes, a correct replica votes for one proposal in each agreement,
/// 2f + 1 of n = 3f + 1 votes commit it, and a replica that has them shows them to the others. A correct r0
/// proposes one of two destinations; a Byzantine one may propose both.
///
/// Difference from the text: a replica that refuses to vote is not enough to lose the file, because the
/// correct ones are a quorum without it (an instance below says so). The traitor has to be the one who
/// proposes, or n = 3f.
///
/// Fault model: Byzantine replicas in every placement, signed messages, asynchronous network. `abandon` is
/// the point from which the faulty replicas are silent for ever; until then everything that they could send
/// may have been sent. A run need not have one, but it rests only after it. There is one file, and one
/// rename; a proposer that is never heard is not replaced, and then the file stays where it is. That a file which is
/// moved anywhere is moved everywhere is asked of the states in which a run rests, and not of whole runs.
struct AtomicRename: VotingSpec {
    static let summary = "A file is renamed by one agreement, so a traitor who leaves cannot make it vanish."
    static let source = "Byzantine fault tolerance in operating systems: rename (problem 3625142)"
    static let authentication = FaultModel.Authentication.signed

    /// The n replicas; r0 proposes.
    var replicas: ReplicaSet
    /// Number of votes that commit, or 0 for 2f + 1.
    var quorum: Int
    /// Correct proposer: the Byzantine replicas are any of the others.
    var honestProposer: Bool
    /// The f Byzantine replicas; quorums are made for their number.
    var adversary: Adversary
    var mutant: Mutant?

    /// `replicas` replicas (1 to 8), `faults` of them Byzantine.
    init(
        replicas: Int = 4, faults: Int = 1, quorum: Int = 0, honestProposer: Bool = false,
        mutant: Mutant? = nil
    ) {
        self.replicas = ReplicaSet(count: replicas)
        self.quorum = quorum
        self.honestProposer = honestProposer
        self.mutant = mutant
        adversary = Adversary(.every(faults))
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.replicas, in: 1...8), Parameter("faults", \.adversary.count, in: 0...3),
            Parameter("quorum", \.quorum, in: 0...8), Parameter("honestProposer", \.honestProposer),
        ]
    }

    /// Replicas, some of them Byzantine.
    var suspects: ReplicaSet { honestProposer ? replicas - [proposer] : replicas }
    var notes: [String] { ["proposer: r0" + (honestProposer ? ", which is correct" : "")] }

    /// Number of votes that commit an operation: 2f + 1.
    var rule: QuorumSize { QuorumSize(faults: mutant == .quorumFPlus1 ? 1 : 2, plus: 1) }
    /// The same in this instance.
    var enough: Int { quorum > 0 ? quorum : rule(n: replicas.count, f: adversary.count) }
    /// The replica whose vote is a proposal.
    var proposer: ReplicaID { 0 }

    /// Place of a file.
    enum Directory: FiniteValue { case source, destination, elsewhere }

    /// Operation on which replicas agree: a whole rename to one of two directories, or, in a mutant, half of one.
    enum Operation: FiniteValue {
        case renameToDestination, renameElsewhere, delete, addToDestination, addElsewhere

        /// Numbers of the operations; a correct replica votes for one only.
        var rivals: ClosedRange<UInt64> {
            switch self {
            case .renameToDestination, .renameElsewhere: 0...1
            case .delete: 2...2
            case .addToDestination, .addElsewhere: 3...4
            }
        }

        /// Place of the file before the operation; nil is nowhere.
        var origin: Directory? {
            switch self {
            case .renameToDestination, .renameElsewhere, .delete: .source
            case .addToDestination, .addElsewhere: nil
            }
        }

        /// Place of the file afterwards; nil is nowhere.
        var result: Directory? {
            switch self {
            case .renameToDestination, .addToDestination: .destination
            case .renameElsewhere, .addElsewhere: .elsewhere
            case .delete: nil
            }
        }
    }

    /// Numbers of the operations that are ever proposed.
    var operations: ClosedRange<UInt64> { mutant == .twoAgreements ? 2...4 : 0...1 }

    struct State: ByzantineState {
        /// Voters for each operation.
        var votes: MonotoneVotes<Operation, TwoWords>
        /// Place of the file on each correct replica; nil is nowhere.
        var place = ReplicaMap<Directory?>(.source)
        let faulty: FaultyReplicas
        /// Silence of the Byzantine replicas, for ever.
        var isAbandoned = false
    }

    var initialStates: [State] {
        adversary.choices(among: suspects).map { faulty in
            var state = State(votes: MonotoneVotes(), faulty: faulty)
            // Only what a replica can use, so that a trace shows no more.
            for message in adversary.timing == .fromTheStart ? messages : [] {
                for replica in faulty.members { send(message, from: replica, in: &state) }
            }
            return state
        }
    }

    static var votes: VotePath<State, Operation, TwoWords> { \.votes }
    var messages: [Operation] { operations.map(Operation.init(packed:)) }
    func canSend(_ message: Operation, from sender: ReplicaID, in state: State) -> Evidence {
        Evidence(!state.isAbandoned)
    }

    enum Action: SpecAction {
        case propose(Operation)
        case vote(ReplicaID, Operation)
        case execute(ReplicaID, Operation)
        case abandon
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: replicas)
        for number in operations {
            let operation = Operation(packed: number)
            for i in correct {
                let isVoting = s.place[i.id] == operation.origin && isFree(i, for: operation, in: s.votes)
                if i.id == proposer {
                    next.take(.propose(operation), if: isVoting) { $0.votes.cast(operation, by: i.id) }
                } else {
                    next.take(
                        .vote(i.id, operation), if: isVoting, given: s.votes[operation].contains(proposer)
                    ) { $0.votes.cast(operation, by: i.id) }
                }
                next.take(
                    .execute(i.id, operation), if: s.place[i.id] == operation.origin,
                    given: s.votes[operation].count >= enough || isShown(operation, by: correct, in: s)
                ) { $0.place[i.id] = operation.result }
            }
        }
        // What the faulty have not sent by now they never send; what has been acted upon stays done.
        next.take(.abandon, if: !s.isAbandoned && !s.faulty.members.isEmpty) {
            $0.votes = $0.votes.without($0.faulty)
            $0.isAbandoned = true
        }
    }

    /// Freedom of a correct replica to vote for the operation: for neither it nor a rival has it voted.
    @inline(__always)
    func isFree(
        _ replica: CorrectReplica, for operation: Operation, in votes: MonotoneVotes<Operation, TwoWords>
    ) -> Bool {
        if mutant == .votesTwice { return !votes.hasCast(operation, by: replica) }
        return operation.rivals.allSatisfy { !votes.hasCast(Operation(packed: $0), by: replica) }
    }

    /// Evidence that some correct replica has executed the operation, and so shows everybody the votes for
    /// it.
    @inline(__always)
    func isShown(_ operation: Operation, by correct: CorrectReplicas, in s: State) -> Evidence {
        if mutant == .keepsCertificate { return Evidence(false) }
        return Evidence.any(of: correct) { j in
            let place = s.place[j.id]
            return Evidence(operation == .delete ? place != .source : place == operation.result)
        }
    }

    var properties: [Property<State>] {
        let (replicas, enough) = (replicas, enough)
        let last: Operation = mutant == .twoAgreements ? .addToDestination : .renameToDestination
        return [
            .always("agreement") { s in
                let correct = s.faulty.correct(among: replicas)
                return
                    !(Self.someone(in: correct, has: .destination, s)
                    && Self.someone(in: correct, has: .elsewhere, s))
            },
            .deadlockFreedom("all or nothing") { s in
                let correct = s.faulty.correct(among: replicas)
                return Self.everyone(in: correct, has: .source, s)
                    || correct.allSatisfy { s.place[$0.id] != .source && s.place[$0.id] != nil }
            },
            .reachable("the file is moved everywhere by honest votes alone") { s in
                let correct = s.faulty.correct(among: replicas)
                return Self.everyone(in: correct, has: .destination, s)
                    && s.votes.senders(of: last, in: correct).count >= enough
            },
        ] + (adversary.count > 0 ? attacks : [])
    }

    /// Goals of what the Byzantine replicas can do to the others without success.
    private var attacks: [Property<State>] {
        let (replicas, proposer) = (replicas, proposer)
        let names: [Operation] =
            mutant == .twoAgreements
            ? [.addToDestination, .addElsewhere] : [.renameToDestination, .renameElsewhere]
        let leaving = Property<State>.reachable("the file is moved, and the traitors are gone") { s in
            s.isAbandoned
                && Self.everyone(in: s.faulty.correct(among: replicas), has: .destination, s)
        }
        let splitting = Property<State>.reachable("a Byzantine proposer splits the votes") { s in
            let correct = s.faulty.correct(among: replicas)
            return s.faulty.contains(proposer)
                && names.allSatisfy { !s.votes.senders(of: $0, in: correct).isEmpty }
        }
        return honestProposer ? [leaving] : [leaving, splitting]
    }

    /// File in `directory` at some correct replica.
    static func someone(in correct: CorrectReplicas, has directory: Directory, _ s: State) -> Bool {
        correct.contains { s.place[$0.id] == directory }
    }

    /// File in `directory` at every correct replica.
    static func everyone(in correct: CorrectReplicas, has directory: Directory, _ s: State) -> Bool {
        correct.allSatisfy { s.place[$0.id] == directory }
    }
}
