import QuorateFaults

extension HotStuffTerms {
    /// None of them makes a replica vote in a view that it has left, or vote to pre-commit or to commit
    /// without a certificate: so prepareQC and lockedQC are in all of them what the paper would have stored.
    enum Mutant: String, SpecMutant {
        /// Certificates are easier to get; which of them a replica has seen last still shows in its votes.
        case quorumOf2f = "quorum-2f"
        /// Locks are taken as before and not looked at.
        case noLocks = "no-locks"
        /// Certificates inside NEW-VIEW and PREPARE are taken at their word; those that make a replica vote
        /// to pre-commit or to commit are still the votes themselves.
        case unverifiedCertificates = "unverified-certificates"
        /// Locks and certificates are as before, of more blocks.
        case uncheckedBlocks = "unchecked-blocks"
        /// Certificates are harder to get.
        case quorumOfAll = "quorum-of-all"
        /// Nobody enters a view after the first.
        case noTimeouts = "no-timeouts"
        /// The votes to commit are cast with those to pre-commit.
        case twoPhases = "two-phases"
        /// Proposals are refused, no more.
        case newerCertificates = "newer-certificates"

        var expectation: MutantExpectation {
            switch self {
            case .quorumOf2f:
                .breaks(
                    "agreement",
                    "2f votes are taken for a quorum, and two of those may share no correct replica")
            case .noLocks:
                .breaks(
                    "agreement", "a replica votes for whatever a leader proposes, against what it has locked")
            case .unverifiedCertificates:
                .breaks(
                    "agreement",
                    "a proposal's certificate is not verified, and a forged one opens every lock")
            case .uncheckedBlocks:
                .breaks("validity", "a replica votes for a block without asking whether it is valid")
            case .quorumOfAll:
                .breaks(
                    "liveness", "n votes make a certificate, so a Byzantine replica that is silent stops all")
            case .noTimeouts: .breaks("liveness", "nobody leaves the view of a Byzantine leader")
            // Section 4.4 of the paper.
            case .twoPhases:
                .breaks(
                    "liveness",
                    "a replica is locked when it has seen a prepare certificate, of which the next leader need not hear"
                )
            case .newerCertificates:
                .breaks(
                    "liveness",
                    "a replica refuses the block that it is locked on unless its certificate is newer than the lock"
                )
            }
        }
    }

    enum Variant: String, SpecVariant {
        case preferredView = "preferred-view"
        case twoPhasesAndDelta = "two-phases-and-delta"

        var expectation: VariantExpectation {
            switch self {
            case .preferredView:
                .behavesTheSame(
                    "a certificate not below the lock's view is asked for, even for the locked block: whoever may"
                        + " propose that block can show one",
                    source: "https://github.com/diem/diem,"
                        + " consensus/safety-rules/src/safety_rules.rs (second voting rule)")
            case .twoPhasesAndDelta:
                .holds(
                    "two phases do where a leader waits so long that it hears of every correct replica's lock",
                    source: "Yin et al. (2019), section 4.4;"
                        + " https://decentralizedthoughts.github.io/2023-04-01-hotstuff-2/")
            }
        }
    }
}

extension HotStuffIn {
    typealias Mutant = HotStuffTerms.Mutant
    typealias Variant = HotStuffTerms.Variant

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because:
                    "who lies and which blocks are valid is free, and each is there with every choice of the other"
            )
        ]
    }

    /// The re-models keep view, prepareQC and lockedQC of each replica.
    ///
    /// One more, in Python, has leaders that collect votes and send certificates only while they are in the
    /// view. Without what leaders keep, its states are as many as here, for all instances of at most two
    /// views that do not ignore certificates.
    static var instances: [SpecInstance<Self>] {
        expected(
            by: "an independent re-model in Python",
            [
                .holds(Self(), distinct: 113_504, generated: 263_820, depth: 23),
                .holds(Self(views: 1), distinct: 896, generated: 1874, depth: 10),
                .holds(Self(faults: 0), distinct: 10198, generated: 23591, depth: 30),
                .holds(
                    Self(replicas: 3, faults: 0, views: 3), distinct: 65790, generated: 122_092, depth: 36),
                // The states and steps of the sound spec.
                .holds(Self(variant: .preferredView), distinct: 113_504, generated: 263_820, depth: 23),
                .holds(
                    Self(replicas: 3, faults: 0, views: 3, variant: .preferredView), distinct: 65790,
                    generated: 122_092, depth: 36),
                .holds(Self(variant: .twoPhasesAndDelta), distinct: 20196, generated: 43922, depth: 17),
                .caught(Self(mutant: .twoPhases), distinct: 30282, generated: 69738, depth: 17),
                .caught(Self(mutant: .newerCertificates), distinct: 82778, generated: 190_481, depth: 20),
                // Safe, and stuck: one replica is locked on a block that the next leader does not propose again.
                .violates(
                    "liveness", Self(ignoresCertificates: true), distinct: 118_882, generated: 276_798,
                    depth: 23, steps: 11),
                // n = 3f: two quorums of n - f share the Byzantine replica only.
                .violates(
                    "agreement", Self(replicas: 3, views: 1), distinct: 253, generated: 412, depth: 7,
                    steps: 6),
                .violates(
                    "agreement", Self(replicas: 3), distinct: 13035, generated: 23264, depth: 16, steps: 6),
            ])
            + expected(
                by: "an independent re-model in C++",
                [
                    .violates(
                        "liveness", Self(views: 3, ignoresCertificates: true), distinct: 10_578_042,
                        generated: 24_857_320, depth: 36, steps: 14, isLong: true),
                    .holds(
                        Self(views: 3), distinct: 10_058_128, generated: 23_605_501, depth: 36, isLong: true),
                ])
    }
}

extension HotStuffIn where Storage == TwoWords {
    /// Instances of more than four replicas.
    static var wideInstances: [SpecInstance<Self>] {
        expected(
            by: "Quorate",
            [
                .holds(
                    Self(replicas: 5, views: 1), distinct: 2999, generated: 7658, depth: 13),
                .holds(
                    Self(replicas: 7, faults: 2, views: 1), distinct: 178_341, generated: 641_532, depth: 16),
            ])
    }
}

extension HotStuffIn: CostedSpec {
    /// A vote goes to the leader, which sends the certificate of each phase to all others. The spec has no step for that:
    /// it counts with the first vote that needs the certificate, and the last one (DECIDE) with the vote that makes it.
    func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        let others = replicas.count - 1
        let correct = state.faulty.correct(among: replicas)
        func vote(of i: ReplicaID, in view: Int, round: Int, first isFirst: Bool) -> StepCost {
            StepCost(
                messages: (i == leader(of: view) ? 0 : 1) + (isFirst ? others : 0), signatures: 1,
                round: round)
        }
        switch action {
        case .propose(let view, _, _): return StepCost(messages: others, signatures: 1, round: 8 * view + 1)
        case .prepare(let i, let view, _): return vote(of: i, in: view, round: 8 * view + 2, first: false)
        case .preCommit(let i, let view, _):
            let isFirst = havePreCommitted(view, correct, in: state).isEmpty
            return vote(of: i, in: view, round: 8 * view + 4, first: isFirst)
        case .commit(let i, let view, let block):
            let voters = state.commits.senders(of: Ballot(view, block), in: correct)
            let isDecided = voters.count == quorum - 1
            var cost = vote(of: i, in: view, round: 8 * view + 6, first: voters.isEmpty)
            if isDecided { cost.add(StepCost(messages: others, round: 8 * view + 7)) }
            return cost
        case .nextView(let i, let view):
            return StepCost(messages: i == leader(of: view) ? 0 : 1, signatures: 1, round: 8 * view)
        }
    }
}
