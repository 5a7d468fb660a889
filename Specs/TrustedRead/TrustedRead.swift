public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Swap space on remote replicas: the operating system trusts a page once f + 1 replicas have sent identical
/// copies.
///
/// From a text on applications of Byzantine fault tolerance in operating systems (problem 3625149): f
/// identical copies may all come from villains, one of f + 1 comes from an honest replica. The data do not
/// change while they are read, so nothing has to be ordered. For f + 1 copies to arrive at all n must
/// be at least 2f + 1. Differences from the text: two pages may be read at the same time, so that a copy says
/// which page it is of; a late copy is a late step, so there is no network in the state.
///
/// Fault model: Byzantine replicas in every placement, oral messages, asynchronous network. A faulty replica
/// may send the true copy, another page, or garbage, each for each page, or nothing. With `silent` it sends
/// nothing, which is the worst that it can do to liveness. Abstracted: what is in a page is one of three
/// values, of which one is right.
public struct TrustedRead: ByzantineSpec {
    public static let summary =
        "A page of remote swap space is trusted once f + 1 replicas have sent identical copies."
    public static let source =
        "Byzantine fault tolerance in operating systems: remote swap space (problem 3625149)"

    /// All n replicas.
    public var allReplicas: ReplicaSet
    /// f, the number of Byzantine replicas, and the number that is trusted not to be exceeded.
    public var faults: Int { didSet { adversary.placement = .every(faults) } }
    /// Whether the faulty replicas say nothing at all.
    public var silent: Bool
    public var adversary: Adversary
    public var mutant: Mutant?

    /// `replicas` replicas (1 to 8), `faults` of them Byzantine.
    public init(replicas: Int = 4, faults: Int = 1, silent: Bool = false, mutant: Mutant? = nil) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.silent = silent
        self.mutant = mutant
        adversary = Adversary(.every(faults))
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 1...8), Parameter("faults", \.faults, in: 0...3),
            Parameter("silent", \.silent),
        ]
    }
    public var replicas: ReplicaSet { allReplicas }

    public func validate() throws {
        if faults > allReplicas.count {
            throw SpecError(
                spec: Self.name,
                message: "faults=\(faults) of replicas=\(allReplicas.count) cannot be Byzantine; lower faults"
            )
        }
    }

    public var assumptions: Assumptions? {
        Assumptions(
            replicas: allReplicas, faults: faults,
            silent ? .boundedAdversary(limit: "says nothing", .oral) : .byzantine(.oral),
            network: .asynchronous, placement: adversary.placement)
    }

    /// So many identical copies make a page trusted: f + 1.
    var rule: QuorumSize {
        switch mutant {
        case .trustFCopies: QuorumSize(faults: 1)
        case .waitForEveryone: QuorumSize(replicas: 1)
        case .countReplies, .unlabelledReplies, nil: QuorumSize(faults: 1, plus: 1)
        }
    }
    /// The rule for this instance; nothing is trusted without a single copy.
    var enough: Int { max(1, rule(n: allReplicas.count, f: faults)) }

    public struct State: SpecState {
        /// Which replicas have sent which copies.
        var copies: MonotoneVotes<Copy, TwoWords>
        /// The Byzantine replicas; chosen at the start.
        let faulty: FaultyReplicas
        /// The pages that the operating system has asked all replicas for.
        var requested = PerPage(false)
        /// What it has taken each page to be.
        var trusted = PerPage<Contents?>(nil)
    }

    public var initialStates: [State] {
        adversary.choices(among: allReplicas).map { faulty in
            let copies = silent ? MonotoneVotes() : MonotoneVotes<Copy, TwoWords>(from: faulty, adversary)
            return State(copies: copies, faulty: faulty)
        }
    }
}
