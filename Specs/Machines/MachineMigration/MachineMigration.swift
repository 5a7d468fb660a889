import QuorateFaults

/// The live migration of a virtual machine away from a host that lies about the machine's history.
///
/// From a text on Byzantine fault tolerance in operating systems, "Weaving Time and Causality into Trust":
/// verifiers sign numbered checkpoints of the machine, and to believe a checkpoint k one must see 2f + 1
/// signatures on two consecutive ones, k - 1 and k, and run the machine from the first to the second. The
/// machine at the start is known to everybody. Where the text says "the destination" this spec says "every
/// observer": a verifier, too, signs k only when it has seen a certificate of k - 1 that leads there. The
/// mutant `unchecked-history` shows why: if the destination alone compares the last two checkpoints, a state
/// that was mixed one checkpoint earlier passes. With a single interval to migrate (`checkpoints=1`) the rule
/// of the text is enough as it stands. Two consecutive checkpoints say nothing of a third, newer one; so the
/// destination also hears from 2f + 1 verifiers what the latest number is that they have signed, after which
/// these sign no more.
///
/// Abstracted: a state of the machine is the pair of the times that its memory and its registers are images
/// of, (k, k) where it is whole; running the machine from one checkpoint to the next advances both, so that a
/// mixed state stays mixed. External input is in neither. A signature covers number and state, and signatures
/// are seen by everybody.
///
/// Fault model: f of the verifiers are Byzantine. The source host, no verifier, is malicious throughout: it
/// may exhibit any old or mixed state of the machine to any verifier, at any number, and it may stop, so no property
/// says that a migration ends.
struct MachineMigration: VotingSpec {
    static let summary = "A machine is believed on two consecutive certified checkpoints, not on one."
    static let source = "Byzantine fault tolerance in operating systems: live migration"
    static let authentication = FaultModel.Authentication.signed

    /// All n verifiers.
    var verifiers: ReplicaSet
    /// The Byzantine verifiers, every choice of f.
    var adversary: Adversary
    /// The number of the last checkpoint; the start has number 0.
    var checkpoints: Int
    /// The signatures of a certificate, or 0 for 2f + 1.
    var quorum: Int
    /// The source's trick of combining memory and registers of different times.
    var mixing: Bool
    /// The destination's own run of the machine from checkpoint k - 1 to k.
    var destinationChecks: Bool
    var mutant: Mutant?

    /// `verifiers` verifiers (1 to 8), `faults` of them Byzantine, and a machine with `checkpoints`
    /// checkpoints (1 or 2).
    init(
        verifiers: Int = 4, faults: Int = 1, checkpoints: Int = 2, quorum: Int = 0, mixing: Bool = true,
        destinationChecks: Bool = true, mutant: Mutant? = nil
    ) {
        self.verifiers = ReplicaSet(count: verifiers)
        adversary = Adversary(.every(faults))
        self.checkpoints = checkpoints
        self.quorum = quorum
        self.mixing = mixing
        self.destinationChecks = destinationChecks
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("verifiers", \.verifiers, in: 1...8), Parameter("faults", \.adversary.count, in: 0...2),
            Parameter("checkpoints", \.checkpoints, in: 1...2), Parameter("quorum", \.quorum, in: 0...8),
            Parameter("mixing", \.mixing), Parameter("destinationChecks", \.destinationChecks),
        ]
    }
    var replicas: ReplicaSet { verifiers }
    var requiredActions: [String] { ["sign", "report", "resume"] }

    var notes: [String] {
        [
            mixing
                ? "the source host exhibits any old or mixed state of the machine"
                : "the source host exhibits old states of the machine, but none that is mixed",
            "a machine runs without external input",
        ]
    }

    /// The size of a certificate and of a set of reports.
    var quorumRule: QuorumSize {
        mutant == .quorumOfFPlusOne ? QuorumSize(faults: 1, plus: 1) : QuorumSize(faults: 2, plus: 1)
    }
    var quorumSize: Int { quorum > 0 ? quorum : quorumRule(n: verifiers.count, f: adversary.count) }

    /// A Byzantine verifier signs any checkpoint and reports any number, to whom and when it likes.
    var messages: [Statement] {
        exhibited.map(Statement.checkpoint) + (0...checkpoints).map(Statement.latest)
    }

    struct State: ByzantineState {
        /// The signed checkpoints, and the numbers reported to the destination, by verifier.
        var signed: MonotoneVotes<Statement, TwoWords>
        /// The Byzantine verifiers; chosen at the start.
        var faulty: FaultyReplicas
        /// The checkpoint from which the destination has resumed the machine.
        @Packed var resumed: Checkpoint? = nil
    }
    static var votes: VotePath<State, Statement, TwoWords> { \.signed }

    var initialStates: [State] {
        adversary.choices(among: verifiers).map { faulty in
            State(signed: MonotoneVotes(from: faulty, adversary), faulty: faulty)
        }
    }

    enum Action: SpecAction {
        case sign(ReplicaID, Checkpoint)
        case report(ReplicaID)
        case resume(Checkpoint)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in s.faulty.correct(among: verifiers) {
            let (latest, hasReported) = (latestSigned(by: i, in: s), hasReported(i, in: s))
            let isSilenced = hasReported && mutant != .signingAfterReport
            for checkpoint in Checkpoint.values where isExhibited(checkpoint) {
                next.take(
                    .sign(i.id, checkpoint), if: checkpoint.number > latest && !isSilenced,
                    given: verifiersCheck ? isResult(checkpoint, in: s) : Evidence(true)
                ) { $0.signed.cast(.checkpoint(checkpoint), by: i.id) }
            }
            next.take(.report(i.id), if: !hasReported) { $0.signed.cast(.latest(latest), by: i.id) }
        }
        for checkpoint in Checkpoint.values where isExhibited(checkpoint) {
            next.take(
                .resume(checkpoint), if: s.resumed == nil, given: isBelieved(checkpoint, in: s)
            ) { $0.resumed = checkpoint }
        }
    }

    /// Verifiers run the machine from the checkpoint before.
    var verifiersCheck: Bool { mutant != .oneCheckpoint && mutant != .uncheckedHistory }

    @inline(__always)
    func isExhibited(_ checkpoint: Checkpoint) -> Bool {
        checkpoint.number <= checkpoints && (mixing || checkpoint.isWhole)
    }

    /// The checkpoints that the source can exhibit.
    var exhibited: [Checkpoint] { Checkpoint.values.filter(isExhibited) }

    /// The highest number that a correct verifier has signed, or 0.
    func latestSigned(by i: CorrectReplica, in s: State) -> Int {
        var latest = 0
        for checkpoint in Checkpoint.values where s.signed.hasCast(.checkpoint(checkpoint), by: i) {
            latest = max(latest, checkpoint.number)
        }
        return latest
    }

    func hasReported(_ i: CorrectReplica, in s: State) -> Bool {
        (0...2).contains { s.signed.hasCast(.latest($0), by: i) }
    }

    /// A certificate: enough verifiers have signed the checkpoint.
    func isCertified(_ checkpoint: Checkpoint, in s: State) -> Evidence {
        s.signed[.checkpoint(checkpoint)].count >= quorumSize
    }

    /// The machine runs from what is certified with the number before to this checkpoint.
    func isResult(_ checkpoint: Checkpoint, in s: State) -> Evidence {
        guard let previous = checkpoint.predecessor else { return Evidence(checkpoint.followsStart) }
        return isCertified(previous, in: s)
    }

    /// Enough verifiers have signed nothing above `number`, and never will.
    func isLatest(_ number: Int, in s: State) -> Evidence {
        var reporters = s.signed[.latest(0)]
        for other in 1...number { reporters = reporters.union(s.signed[.latest(other)]) }
        return reporters.count >= quorumSize
    }

    /// Everything that the destination wants to see.
    func isBelieved(_ checkpoint: Checkpoint, in s: State) -> Evidence {
        let checksLink = destinationChecks && mutant != .oneCheckpoint
        return isCertified(checkpoint, in: s)
            && (checksLink ? isResult(checkpoint, in: s) : Evidence(true))
            && (mutant == .staleCheckpoint ? Evidence(true) : isLatest(checkpoint.number, in: s))
    }

    var properties: [Property<State>] {
        [
            .always(
                "memory and registers of one time", when: { s in s.resumed != nil },
                then: { s in s.resumed?.isWhole ?? true }),
            .always("no rollback", unless: { s in isOlderThanCertified(in: s) }),
            .always("one history", unless: { s in hasTwoHistories(in: s) }),
            .reachable("correct verifiers alone complete a migration") { s in isCompletedByCorrect(s) },
            // The mutant's story is what comes of it.
        ] + (mutant == .signingAfterReport ? [] : [lastWord])
    }

    /// A report is a verifier's last word.
    private var lastWord: Property<State> {
        .always("no verifier signs above the number that it has reported") { s in
            s.faulty.correct(among: verifiers).allSatisfy { i in
                (0...2).allSatisfy {
                    !s.signed.hasCast(.latest($0), by: i) || latestSigned(by: i, in: s) <= $0
                }
            }
        }
    }

    /// The destination has resumed a whole machine, and a newer one has been certified.
    func isOlderThanCertified(in s: State) -> Evidence {
        guard let resumed = s.resumed, resumed.isWhole else { return Evidence(false) }
        return .any(of: Checkpoint.values) { checkpoint in
            Evidence(isExhibited(checkpoint) && checkpoint.isWhole && checkpoint.memory > resumed.memory)
                && isCertified(checkpoint, in: s)
        }
    }

    /// Two states are certified at one number.
    func hasTwoHistories(in s: State) -> Evidence {
        .any(of: Checkpoint.values) { one in
            Evidence(isExhibited(one)) && isCertified(one, in: s)
                && .any(of: Checkpoint.values) { other in
                    Evidence(isExhibited(other) && other.number == one.number && other.packed > one.packed)
                        && isCertified(other, in: s)
                }
        }
    }

    /// The machine runs on from the last checkpoint, and the signatures of correct verifiers were enough for
    /// it.
    func isCompletedByCorrect(_ s: State) -> Bool {
        guard let resumed = s.resumed, resumed.number == checkpoints else { return false }
        let correct = s.faulty.correct(among: verifiers)
        let signers = s.signed.senders(of: .checkpoint(resumed), in: correct)
        let earlier = resumed.predecessor.map { s.signed.senders(of: .checkpoint($0), in: correct) }
        let reporters = (0...checkpoints).reduce(into: ReplicaSet()) { reporters, number in
            reporters.formUnion(s.signed.senders(of: .latest(number), in: correct))
        }
        return [signers, earlier ?? signers, reporters].allSatisfy { $0.count >= quorumSize }
    }
}
