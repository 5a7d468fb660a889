public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Basic HotStuff: in each view a leader gathers three rounds of votes for a block, and a quorum of the last
/// decides it.
///
/// Yin, Malkhi, Reiter, Gueta and Abraham, "HotStuff: BFT Consensus with Linearity and Responsiveness", PODC
/// 2019, Algorithm 2. One decision is made: a block is one of two branches that grow out of the genesis
/// block, so two blocks conflict exactly when they differ, and a block extends a certified one when both are
/// on the same branch.
///
/// Differences from the paper:
/// - A message is received at the moment when it is needed. A certificate is there as soon as its votes are:
///   its leader has no reason to leave the view before the votes that others cast in it.
/// - What a replica keeps is read off its votes. It sets prepareQC in the step in which it votes to
///   pre-commit, lockedQC in the step in which it votes to commit, and never votes in a view that it has
///   left: so prepareQC is the block of its latest pre-commit vote, and lockedQC that of its latest commit
///   vote. Its view is the highest one for which it has sent NEW-VIEW, and its phase is the one after its
///   latest vote in that view, or after a proposal that it has found unsafe.
/// - A block is decided when a quorum has voted to commit it, whether or not somebody knows it.
/// - Timeouts fire at any time and never skip a view; there are at most three views. Liveness is not
///   examined.
/// - Which blocks are valid is left to the application and chosen at the start: both, or only the left one.
///
/// Fault model: Byzantine replicas, signed messages, asynchronous network. A Byzantine replica votes for
/// everything in every view from the start. NEW-VIEW and PREPARE messages hold a certificate, and so
/// signatures of correct replicas: it can send those whose certificate the votes make by then, as well as
/// those that hold none.
public struct HotStuff: Spec {
    public static let summary = "Leaders collect three rounds of votes; replicas lock on what may be decided."
    public static let source = "Yin et al., HotStuff (PODC 2019), Algorithm 2"

    /// All n replicas; the leader of view v is replica v.
    public var allReplicas: ReplicaSet
    /// f, the number of Byzantine replicas, and the number that the quorums are made for.
    public var faults: Int { didSet { adversary.placement = .every(faults) } }
    /// The number of views.
    public var views: Int
    /// Whether a leader proposes what it likes, whatever certificates the NEW-VIEW messages hold: safe,
    /// because locked replicas do not follow, and the locks alone guard the decision. What is lost is
    /// progress.
    public var ignoresCertificates: Bool
    public var adversary: Adversary
    public var mutant: Mutant?

    /// `replicas` replicas (1 to 4), `faults` of them Byzantine, in `views` views (1 to 3).
    public init(
        replicas: Int = 4, faults: Int = 1, views: Int = 2, ignoresCertificates: Bool = false,
        mutant: Mutant? = nil
    ) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.views = views
        self.ignoresCertificates = ignoresCertificates
        adversary = Adversary(.every(faults))
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 1...4), Parameter("faults", \.faults, in: 0...1),
            Parameter("views", \.views, in: 1...3), Parameter("ignoresCertificates", \.ignoresCertificates),
        ]
    }
    public var replicas: ReplicaSet { allReplicas }
    public var assumptions: Assumptions? {
        Assumptions(
            replicas: allReplicas, faults: adversary.placement.faultCount, .byzantine(.signed),
            network: .asynchronous,
            placement: adversary.placement,
            notes: ["\(views) \(views == 1 ? "view" : "views"); a decision after more of them is not covered"]
        )
    }

    public func validate() throws {
        if quorum <= faults {
            throw SpecError(
                spec: Self.name,
                message:
                    "quorums of \(quorum) could be Byzantine replicas only; raise replicas, or faults to 1")
        }
        if views > allReplicas.count {
            throw SpecError(
                spec: Self.name,
                message: "views=\(views) need a leader each, of replicas=\(allReplicas.count); lower views")
        }
    }

    /// n - f votes make a certificate.
    var rule: QuorumSize { mutant == .quorumOf2f ? QuorumSize(faults: 2) : .allButFaulty }
    var quorum: Int { rule(n: allReplicas.count, f: faults) }

    public struct State: SpecState {
        /// The votes of the first two phases.
        var votes: MonotoneVotes<Vote, OneWord>
        /// The votes of the last phase.
        var commits: MonotoneVotes<Ballot, OneWord>
        /// The messages that hold certificates, of correct replicas only: `Adversary.senders` adds the
        /// others.
        var justified = MonotoneVotes<JustifiedMessage, OneWord>()
        var faulty: FaultyReplicas
        /// Which blocks the application takes.
        var validity: Validity
    }

    public var initialStates: [State] {
        Validity.allCases.flatMap { validity in
            adversary.choices(among: allReplicas).map { faulty in
                State(
                    votes: MonotoneVotes(from: faulty, adversary),
                    commits: MonotoneVotes(from: faulty, adversary), faulty: faulty, validity: validity)
            }
        }
    }
}
