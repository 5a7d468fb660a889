public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Moving a file from one directory to another on replicas: one agreement on the whole rename, so that no
/// file is lost.
///
/// From a text on applications of Byzantine fault tolerance in operating systems (problem 3625142): with one
/// agreement to delete the entry and another to add it, a traitor can take part in the first and refuse to
/// take part in the second; so all replicas agree on `rename(file, source, destination)`. The agreement is
/// the least that will do: replica r0 proposes, a correct replica votes for one proposal in each agreement,
/// 2f + 1 of n = 3f + 1 votes commit it, and whoever has them shows them to the others. A correct r0 proposes
/// one of two destinations; a Byzantine one may propose both.
///
/// Difference from the text: a replica that refuses to vote is not enough to lose the file, because the
/// correct ones are a quorum without it (an instance below says so). The traitor has to be the one who
/// proposes, or n = 3f.
///
/// Fault model: Byzantine replicas in every placement, signed messages, asynchronous network. `abandon` is
/// the point from which the faulty replicas are silent for ever; until then everything that they could send
/// may have been sent. A run need not have one, but it rests only after it. There is one file, and one
/// rename; a proposer that is never heard is not replaced, and then the file stays where it is.
public struct AtomicRename: ByzantineSpec {
    public static let summary =
        "A file is renamed by one agreement, so a traitor who leaves cannot make it vanish."
    public static let source = "Byzantine fault tolerance in operating systems: rename (problem 3625142)"

    /// All n replicas; r0 proposes.
    public var allReplicas: ReplicaSet
    /// f, the number of Byzantine replicas, and the number that quorums are made for.
    public var faults: Int { didSet { adversary.placement = .every(faults) } }
    /// The number of votes that commit, or 0 for 2f + 1.
    public var quorum: Int
    /// Whether the one who proposes is known to be correct: the Byzantine replicas are any of the others.
    public var honestProposer: Bool
    public var adversary: Adversary
    public var mutant: Mutant?

    /// `replicas` replicas (1 to 8), `faults` of them Byzantine.
    public init(
        replicas: Int = 4, faults: Int = 1, quorum: Int = 0, honestProposer: Bool = false,
        mutant: Mutant? = nil
    ) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.quorum = quorum
        self.honestProposer = honestProposer
        self.mutant = mutant
        adversary = Adversary(.every(faults))
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 1...8), Parameter("faults", \.faults, in: 0...3),
            Parameter("quorum", \.quorum, in: 0...8), Parameter("honestProposer", \.honestProposer),
        ]
    }
    public var replicas: ReplicaSet { allReplicas }

    public func validate() throws {
        if faults > suspects.count {
            throw SpecError(
                spec: Self.name,
                message: "faults=\(faults) of \(suspects.count) replicas cannot be Byzantine; lower faults")
        }
    }

    public var assumptions: Assumptions? {
        Assumptions(
            replicas: allReplicas, faults: faults, .byzantine(.signed), network: .asynchronous,
            placement: adversary.placement, among: suspects,
            notes: [
                "proposer: r0" + (honestProposer ? ", which is correct" : "")
            ])
    }

    /// So many votes commit an operation: 2f + 1.
    var rule: QuorumSize { QuorumSize(faults: mutant == .quorumFPlus1 ? 1 : 2, plus: 1) }
    /// The number of votes in this instance.
    var enough: Int { quorum > 0 ? quorum : rule(n: allReplicas.count, f: faults) }
    /// The replica whose vote is a proposal.
    var proposer: ReplicaID { 0 }
    /// The replicas of which some are Byzantine.
    public var suspects: ReplicaSet { honestProposer ? allReplicas.subtracting([proposer]) : allReplicas }

    public struct State: SpecState {
        /// Who has voted for which operation.
        var votes: MonotoneVotes<Operation, TwoWords>
        /// Where each correct replica has the file; nil is nowhere.
        var place = ReplicaMap<Directory?>(.source)
        /// The Byzantine replicas; chosen at the start.
        let faulty: FaultyReplicas
        /// Whether the Byzantine replicas have fallen silent for ever.
        var isAbandoned = false
    }

    public var initialStates: [State] {
        adversary.choices(among: suspects).map { faulty in
            var state = State(votes: MonotoneVotes(), faulty: faulty)
            // Only what somebody can use, so that a trace shows no more.
            for message in adversary.timing == .fromTheStart ? messages : [] {
                for replica in faulty.members { send(message, from: replica, in: &state) }
            }
            return state
        }
    }
}
