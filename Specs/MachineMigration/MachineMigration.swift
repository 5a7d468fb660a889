public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// The live migration of a virtual machine away from a host that lies about the machine's history.
///
/// From a text on Byzantine fault tolerance in operating systems, "Weaving Time and Causality into Trust":
/// verifiers sign numbered checkpoints of the machine, and
/// whoever believes a checkpoint k must see 2f + 1 signatures on two consecutive ones, k - 1 and k, and run
/// the machine from the first to the second. The machine at the start is known to everybody. Where the text
/// says "the destination" this spec says "every observer": a verifier, too, signs k only when it has seen a
/// certificate of k - 1 that leads there. The mutant `unchecked-history` shows why: if the destination alone
/// compares the last two checkpoints, a state that was mixed one checkpoint earlier passes. With a single
/// interval to migrate (`checkpoints=1`) the rule of the text is enough as it stands. Two consecutive checkpoints
/// say nothing of a third, newer one; so the destination also hears from 2f + 1 verifiers what the latest
/// number is that they have signed, after which these sign no more.
///
/// Abstracted: a state of the machine is the pair of the times that its memory and its registers are images
/// of, (k, k) where it is whole; running the machine from one checkpoint to the next advances both, so that a
/// mixed state stays mixed. External input is in neither. A signature covers number and state, and signatures
/// are seen by everybody.
///
/// Fault model: f of the verifiers are Byzantine. The source host, no verifier, is malicious throughout: it
/// may exhibit any old or mixed state of the machine to any verifier, at any number, and it may stop.
public struct MachineMigration: ByzantineSpec {
    public static let summary = "A machine is believed on two consecutive certified checkpoints, not on one."
    public static let source = "Byzantine fault tolerance in operating systems: live migration"

    /// All n verifiers.
    public var verifiers: ReplicaSet
    /// f, the number of Byzantine verifiers.
    public var faults: Int { didSet { adversary.placement = .every(faults) } }
    /// The number of the last checkpoint; the start has number 0.
    public var checkpoints: Int
    /// The signatures of a certificate, or 0 for 2f + 1.
    public var quorum: Int
    /// Whether the source combines memory and registers of different times.
    public var mixing: Bool
    /// Whether the destination runs the machine from checkpoint k - 1 to k itself.
    public var destinationChecks: Bool
    public var mutant: Mutant?
    public var adversary: Adversary

    /// `verifiers` verifiers (1 to 8), `faults` of them Byzantine, and a machine with `checkpoints`
    /// checkpoints (1 or 2).
    public init(
        verifiers: Int = 4, faults: Int = 1, checkpoints: Int = 2, quorum: Int = 0, mixing: Bool = true,
        destinationChecks: Bool = true, mutant: Mutant? = nil
    ) {
        self.verifiers = ReplicaSet(count: verifiers)
        self.faults = faults
        self.checkpoints = checkpoints
        self.quorum = quorum
        self.mixing = mixing
        self.destinationChecks = destinationChecks
        self.mutant = mutant
        adversary = Adversary(.every(faults))
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("verifiers", \.verifiers, in: 1...8), Parameter("faults", \.faults, in: 0...2),
            Parameter("checkpoints", \.checkpoints, in: 1...2), Parameter("quorum", \.quorum, in: 0...8),
            Parameter("mixing", \.mixing), Parameter("destinationChecks", \.destinationChecks),
        ]
    }
    public var replicas: ReplicaSet { verifiers }
    public var requiredActions: [Action.Kind] { [.sign, .report, .resume] }

    public func validate() throws {
        if faults > verifiers.count {
            throw SpecError(
                spec: Self.name,
                message: "faults=\(faults) of verifiers=\(verifiers.count) cannot be Byzantine; lower faults")
        }
    }

    public var assumptions: Assumptions? {
        Assumptions(
            replicas: verifiers, faults: faults, .byzantine(.signed), network: .asynchronous,
            placement: adversary.placement,
            notes: [
                mixing
                    ? "the source host exhibits any old or mixed state of the machine"
                    : "the source host exhibits old states of the machine, but none that is mixed",
                "a machine runs without external input",
            ])
    }

    public struct State: SpecState {
        /// The checkpoints that verifiers have signed, and what they have reported to the destination.
        var signed: MonotoneVotes<Statement, TwoWords>
        /// The Byzantine verifiers; chosen at the start.
        var faulty: FaultyReplicas
        /// The checkpoint from which the destination has resumed the machine.
        @Packed var resumed: Checkpoint? = nil
    }

    public var initialStates: [State] {
        adversary.choices(among: verifiers).map { faulty in
            State(signed: MonotoneVotes(from: faulty, adversary), faulty: faulty)
        }
    }

    /// The size of a certificate and of a set of reports.
    var quorumRule: QuorumSize {
        mutant == .quorumOfFPlusOne ? QuorumSize(faults: 1, plus: 1) : QuorumSize(faults: 2, plus: 1)
    }
    var quorumSize: Int { quorum > 0 ? quorum : quorumRule(n: verifiers.count, f: faults) }
}
