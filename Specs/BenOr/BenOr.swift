public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Randomised binary consensus in rounds of two exchanges and, where these leave it open, a coin.
///
/// Ben-Or, "Another Advantage of Free Choice: Completely Asynchronous Agreement Protocols", PODC 1983:
/// protocol B for n > 5f Byzantine replicas and, with `crash`, protocol A for n > 2f that stop. Differences
/// from the paper: rounds are bounded; safety only, so the coin falls either way wherever it is tossed and no
/// probability is kept; a replica's input is chosen when it first reports, since before that nobody can know
/// it; hearing and reacting is one step.
///
/// Fault model: Byzantine replicas, oral messages; or crash-stop, where a replica that has crashed is one
/// that takes no further step, a message that it has sent to some only is heard by those only, and what it
/// decided before still counts. Asynchronous reliable network. No rule tells one replica from another, so the
/// last are faulty, for every choice.
///
/// A replica waits for n - f messages and acts on those alone, whichever they are, so "at most so many say v"
/// is part of its rules. Here a step is offered if among the messages sent there are n - f, from as many
/// replicas, with which the paper's rule allows it. Further messages leave those where they are, so this is
/// evidence, and all that faulty replicas can send may be present from the start; see `Sample`.
///
/// With `lockstep`, which is the default, the correct replicas take each exchange together, in order, and
/// send 0 before 1 before neither. That loses no violation. A step hears only the exchange before it, so any
/// run can be sorted by exchanges, and ends in the same state. A replica that the run leaves behind can take
/// some step of each exchange, because the others' n - f messages are all that it needs; what it sends takes
/// nothing from them, and its input can be chosen not to be the decided value. And what a replica sends next
/// depends on what it hears, not on what it has sent, so replicas can change places between exchanges. The
/// tests compare the verdicts.
public struct BenOr: ByzantineSpec {
    public static let summary = "Replicas agree on one of two values, tossing coins while they differ."
    public static let source = "Ben-Or, Another Advantage of Free Choice (1983)"

    /// All n replicas.
    public var allReplicas: ReplicaSet
    /// f, the number of faulty replicas.
    public var faults: Int {
        didSet { adversary = Self.adversary(faults: faults, crash: crash, adversary.timing) }
    }
    /// The last round; the first is 1.
    public var rounds: Int
    /// Whether faulty replicas only crash, which protocol A is made for.
    public var crash: Bool {
        didSet { adversary = Self.adversary(faults: faults, crash: crash, adversary.timing) }
    }
    /// Whether the correct replicas take each exchange together.
    public var lockstep: Bool
    public var adversary: Adversary
    public var mutant: Mutant?

    /// Consensus among `replicas` replicas (1 to 8), `faults` of them faulty, in `rounds` rounds (1 to 3).
    public init(
        replicas: Int = 6, faults: Int = 1, rounds: Int = 2, crash: Bool = false, lockstep: Bool = true,
        mutant: Mutant? = nil
    ) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.rounds = rounds
        self.crash = crash
        self.lockstep = lockstep
        adversary = Self.adversary(faults: faults, crash: crash, .fromTheStart)
        self.mutant = mutant
    }

    private static func adversary(faults: Int, crash: Bool, _ timing: Adversary.Timing) -> Adversary {
        Adversary(.representative(crash ? 0 : faults), timing: timing)
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 1...8), Parameter("faults", \.faults, in: 0...3),
            Parameter("rounds", \.rounds, in: 1...3), Parameter("crash", \.crash),
            Parameter("lockstep", \.lockstep),
        ]
    }
    public var replicas: ReplicaSet { allReplicas }
    public var assumptions: Assumptions? {
        let model: FaultModel = faults == 0 ? .none : crash ? .crashStop : .byzantine(.oral)
        let order = lockstep ? ["correct replicas take each exchange together, which loses no violation"] : []
        return Assumptions(
            replicas: allReplicas, faults: faults, model, network: .asynchronous,
            placement: faults == 0 || crash ? nil : adversary.placement,
            notes: [
                "two values, at most \(rounds) \(rounds == 1 ? "round" : "rounds"), the coin falls either way"
            ] + order)
    }

    public func validate() throws {
        if faults >= allReplicas.count {
            throw SpecError(
                spec: Self.name,
                message:
                    "faults=\(faults) of replicas=\(allReplicas.count) leave no correct one; lower faults")
        }
    }

    public enum Value: PackedEnum { case zero, one }

    public struct State: SpecState {
        /// Who has sent what.
        var votes: MonotoneVotes<Message, TwoWords>
        /// The correct replicas that have decided each value.
        var decided = Decisions()
        /// The Byzantine replicas; chosen at the start.
        let faulty: FaultyReplicas
    }

    public var initialStates: [State] {
        adversary.choices(among: allReplicas).map {
            State(votes: MonotoneVotes(from: $0, adversary), faulty: $0)
        }
    }
}
