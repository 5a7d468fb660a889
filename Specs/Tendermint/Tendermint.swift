public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Tendermint at one height: rounds of proposal, prevotes and precommits, with locks and proofs of lock.
///
/// Buchman, Kwon and Milosevic, "The latest gossip on BFT consensus" (2018), Algorithm 1; line numbers are
/// those of the algorithm.
///
/// Differences from the paper:
/// - A message is received at the moment when it is needed; timeouts fire at any time, once the votes are
///   there for which they wait (lines 34 and 47).
/// - A replica enters a round with the first message that it sends there. One that has entered and sent
///   nothing is like one that is still on its way, and what lets it enter stays true. Lines 47 and 65 let it
///   in once a quorum has precommitted in the round before. Lines 55 and 56 (f + 1 messages of a later round)
///   let in nobody else: one of their senders is correct, and the first correct one came by line 65.
/// - What a replica keeps is read off its messages. It locks in the step in which it precommits a value, and
///   never sends in a round that it has left: so its lock is its latest precommit of a value. Its validValue
///   is chosen when it proposes, among all that lines 36 to 43 allow: a value with a quorum of prevotes, in a
///   round in which the proposer has precommitted and not below its lock; it may also have none, unless it is
///   locked. (The quorum may come after the proposer has gone on: it has no reason to leave before the
///   prevotes that others send in that round.)
/// - A value is decided when a quorum has precommitted it in one round, whether or not somebody knows it
///   (line 49).
/// - There are two values and at most three rounds. Liveness is not examined.
/// - Which values are valid is chosen at the start: both, or only the first.
///
/// Fault model: Byzantine replicas, signed messages, asynchronous network. No message of this algorithm holds
/// a signature of another replica, since a proof of lock is made of prevotes that everybody receives; so a
/// Byzantine replica has sent every message from the start.
public struct Tendermint: Spec {
    public static let summary =
        "Replicas lock on values with a quorum of prevotes, and decide on a quorum of precommits."
    public static let source =
        "Buchman, Kwon, Milosevic, The latest gossip on BFT consensus (2018), Algorithm 1"

    /// All n replicas; the proposer of round r is replica r.
    public var allReplicas: ReplicaSet
    /// f, the number of Byzantine replicas, and the number that the quorums are made for.
    public var faults: Int { didSet { adversary.placement = .every(faults) } }
    /// The number of rounds.
    public var rounds: Int
    public var adversary: Adversary
    public var mutant: Mutant?

    /// `replicas` replicas (1 to 4), `faults` of them Byzantine, in `rounds` rounds (1 to 3).
    public init(replicas: Int = 4, faults: Int = 1, rounds: Int = 2, mutant: Mutant? = nil) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.rounds = rounds
        adversary = Adversary(.every(faults))
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 1...4), Parameter("faults", \.faults, in: 0...1),
            Parameter("rounds", \.rounds, in: 1...3),
        ]
    }
    public var replicas: ReplicaSet { allReplicas }
    public var assumptions: Assumptions? {
        Assumptions(
            replicas: allReplicas, faults: adversary.placement.faultCount, .byzantine(.signed),
            network: .asynchronous,
            placement: adversary.placement,
            notes: [
                "one height, \(rounds) \(rounds == 1 ? "round" : "rounds"); a decision after more of them is not covered"
            ])
    }

    public func validate() throws {
        if quorum <= faults {
            throw SpecError(
                spec: Self.name,
                message:
                    "quorums of \(quorum) could be Byzantine replicas only; raise replicas, or faults to 1")
        }
        if rounds > allReplicas.count {
            throw SpecError(
                spec: Self.name,
                message:
                    "rounds=\(rounds) need a proposer each, of replicas=\(allReplicas.count); lower rounds"
            )
        }
    }

    /// n - f, which is the 2f + 1 of the paper where n = 3f + 1.
    var rule: QuorumSize { mutant == .quorumOf2f ? QuorumSize(faults: 2) : .allButFaulty }
    var quorum: Int { rule(n: allReplicas.count, f: faults) }

    public struct State: SpecState {
        /// Proposals and prevotes.
        var opening: MonotoneVotes<Opening, OneWord>
        var precommits: MonotoneVotes<Ballot, OneWord>
        var faulty: FaultyReplicas
        /// Which values the application takes.
        var validity: Validity
    }

    public var initialStates: [State] {
        Validity.allCases.flatMap { validity in
            adversary.choices(among: allReplicas).map { faulty in
                State(
                    opening: MonotoneVotes(from: faulty, adversary),
                    precommits: MonotoneVotes(from: faulty, adversary), faulty: faulty, validity: validity)
            }
        }
    }
}
