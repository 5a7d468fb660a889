import QuorateFaults

private let n: Quantity = "n", f: Quantity = "f"
private let some: SetExpression = "A", others: SetExpression = "B", byzantine: SetExpression = "F"

extension PBFT {
    public enum Mutant: String, SpecMutant {
        case tooFewReplicas = "replicas-3f"
        case quorum2f = "quorum-2f"
        case prepareQuorum2f = "prepare-quorum-2f"
        case quorumOfFPlus1 = "quorum-f-plus-1"
        case noCommitPhase = "no-commit-phase"
        case ignoredCertificates = "ignored-certificates"
        case anyCertificate = "any-certificate"
        case uncheckedCertificate = "unchecked-certificate"
        case lateCommit = "late-commit"
        case uncheckedRequest = "unchecked-request"
        case hastyClient = "hasty-client"
        case hastyTentativeClient = "hasty-tentative-client"
        case quorumOfAll = "quorum-of-all"
        case noViewChange = "no-view-change"

        public var expectation: MutantExpectation {
            switch self {
            case .tooFewReplicas:
                .breaks(
                    "agreement",
                    "3f replicas that wait for n - f: two quorums share only a Byzantine replica")
            case .quorum2f: .breaks("agreement", "2f replicas are taken for a quorum in every phase")
            case .prepareQuorum2f:
                .breaks("agreement", "2f PREPAREs make a certificate: one view has two of them")
            case .quorumOfFPlus1:
                .breaks("agreement", "f + 1 replicas are a quorum: an equivocating primary gets two of them")
            case .noCommitPhase:
                .breaks("agreement", "a replica executes once prepared: the next view may not know")
            case .ignoredCertificates:
                .breaks("agreement", "a new primary proposes what it likes, whatever was prepared")
            case .anyCertificate:
                .breaks("agreement", "a new primary takes any certificate, not the one of the highest view")
            case .uncheckedCertificate:
                .breaks(
                    "agreement",
                    "nobody checks the signatures of a certificate: a Byzantine replica invents one")
            case .lateCommit:
                .breaks(
                    "agreement",
                    "a replica commits in a view after its VIEW-CHANGE said that it had not prepared")
            case .uncheckedRequest:
                .breaks("validity", "nobody checks that a client has signed the request")
            case .hastyClient:
                .breaks(
                    "client agreement", "the client accepts f matching replies, which may all be Byzantine")
            case .hastyTentativeClient:
                .breaks(
                    "client agreement",
                    "the client accepts f + 1 tentative replies, and a view change undoes the only correct one"
                )
            case .quorumOfAll:
                .breaks(
                    "liveness", "3f + 1 replicas are a quorum, so a Byzantine one that is silent stops all")
            case .noViewChange: .breaks("liveness", "nobody leaves the view of a Byzantine primary")
            }
        }
    }

    public enum Variant: String, SpecVariant {
        case proposalInCertificate = "proposal-in-certificate"
        case twoThirds = "two-thirds"
        case tentativeExecution = "tentative-execution"

        public var expectation: VariantExpectation {
            switch self {
            case .proposalInCertificate:
                .behavesTheSame(
                    "a certificate holds the primary's proposal: a correct replica in it has seen that before",
                    source: "Castro and Liskov (1999), section 4.2;"
                        + " https://github.com/blessnetwork/b7s/pull/102")
            case .twoThirds:
                .holds(
                    "two thirds of the replicas are a quorum: two of them share a correct one for every n > 3f",
                    source: "https://github.com/celo-org/celo-blockchain/issues/253")
            case .tentativeExecution:
                .holds(
                    "a client accepts 2f + 1 tentative replies of one view: a quorum has prepared the request",
                    source: "Castro and Liskov (1999), section 5.1")
            }
        }
    }

    /// The re-model was written from the paper, with messages as sets of tuples.
    public static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(views: 1), distinct: 260, generated: 494, depth: 6),
            .holds(Self(views: 2), distinct: 13790, generated: 31268, depth: 15),
            .holds(Self(faulty: 0, views: 2), distinct: 15135, generated: 40929, depth: 20),
            .holds(
                Self(replicas: 7, faults: 2, faulty: 2, views: 1), distinct: 14973, generated: 48477,
                depth: 10),
            .holds(Self(views: 3), distinct: 432_072, generated: 1_003_788, depth: 24, isLong: true),
            // Quorums of 2f + 1 are for n = 3f + 1; two of them among five share no correct replica.
            .violates(
                "agreement", Self(replicas: 5, views: 1), distinct: 1142, generated: 3002, depth: 8, steps: 8),
            .holds(
                Self(views: 2, variant: .proposalInCertificate), distinct: 13790, generated: 31268, depth: 15),
            .holds(
                Self(replicas: 5, views: 1, variant: .twoThirds), distinct: 818, generated: 1958, depth: 8),
            .holds(
                Self(replicas: 5, views: 2, variant: .twoThirds), distinct: 107_710, generated: 298_342,
                depth: 20),
            .holds(
                Self(replicas: 6, views: 1, variant: .twoThirds), distinct: 3618, generated: 11512, depth: 10),
            .holds(
                Self(views: 2, variant: .tentativeExecution), distinct: 13790, generated: 31268, depth: 15),
            .caught(
                Self(views: 2, mutant: .hastyTentativeClient), distinct: 13790, generated: 31268, depth: 15,
                steps: 9),
        ])

    public static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because: "nobody has to choose these Byzantine replicas and requests, and the others are left"
            )
        ]
    }

    // The intersection facts behind agreement, for n = 3f + 1 and all f, with this spec's own thresholds.

    public var claims: [Claim] {
        let (prepare, quorum) = (prepareRule.quantity(), quorumRule.quantity())
        let oneCertificate = Claim.intersection(
            "one-certificate", "Two prepared certificates of one view share a correct replica.",
            source: Self.source, of: (some, others), each: { $0.count >= prepare }, outside: byzantine
        ) { size }
        let isReported = Claim.intersection(
            "reported-certificate",
            "A quorum that committed and one that changes view share a correct replica.", source: Self.source,
            of: (some, others), each: { $0.count >= quorum }, outside: byzantine
        ) { size }
        let available = Claim.availability(
            "available-quorum", "The correct replicas are a quorum.", source: Self.source, of: quorum,
            without: byzantine
        ) { size }
        return [
            falls([.prepareQuorum2f, .quorum2f, .quorumOfFPlus1, .tooFewReplicas], oneCertificate),
            falls([.quorum2f, .quorumOfFPlus1, .tooFewReplicas], isReported), available,
        ]
    }

    /// n = 3f + 1 (3f in the mutant that runs on too few, and at least 3f + 1 for two thirds); and of mutants f is not 0,
    /// with which none differs.
    private var size: Proposition {
        if variant == .twoThirds { return n >= 3 * f + 1 }
        guard let mutant else { return n == 3 * f + 1 }
        return n == (mutant == .tooFewReplicas ? 3 * f : 3 * f + 1) && f >= 1
    }

    /// `claim` as a claim that these mutants refute.
    private func falls(_ mutants: [Mutant], _ claim: Claim) -> Claim {
        guard let mutant, mutants.contains(mutant) else { return claim }
        return claim.refuted(["n": mutant == .tooFewReplicas ? 3 : 4, "f": 1])
    }
}

extension PBFT: CostedSpec {
    /// One message to each other replica, under one signature. A VIEW-CHANGE and a NEW-VIEW count as one each.
    public func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        let round =
            switch action {
            case .prePrepare: 1
            case .prepare: 2
            case .commit: 3
            case .changeView: 4
            case .newView: 5
            }
        return StepCost(messages: members.count - 1, signatures: 1, round: round)
    }
}
