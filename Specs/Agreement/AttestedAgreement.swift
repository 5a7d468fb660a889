import QuorateFaults

/// One value decided by f + 1 votes out of 2f + 1, some of them by liars: each vote is bound to a trusted
/// counter.
///
/// Veronese, Correia, Bessani, Lung and Veríssimo, "Efficient Byzantine Fault-Tolerance" (2013): the trusted
/// component is the paper's USIG, and a receiver takes nothing but the next counter value. Differences from
/// the paper: one slot and no primary, as in ``SingleValueAgreement``; a replica's vote for the slot is what
/// it binds to counter value 1, and a vote is not embedded in another one. Votes may be split for ever, so no
/// property says that there is a decision in the end.
///
/// Fault model: f replicas, every choice, do what they like, except that their trusted components work:
/// whatever they say without an attestation is ignored, and they can have anything attested, once for each
/// counter value, at any time. Each such attestation is a step of its own; the counter stops at 2, as later
/// values are as good as the second. They can switch their components off and on again, which changes nothing
/// as long as the counter is kept.
struct AttestedAgreement: Spec {
    static let summary =
        "Votes bound to a trusted counter decide with f + 1 of 2f + 1, although f replicas lie."
    static let source = "Veronese et al., Efficient Byzantine Fault-Tolerance (2013)"

    var replicas: ReplicaSet
    /// f, the number of Byzantine replicas, and the number that the quorums are made for.
    var faults: Int
    var mutant: Mutant?

    /// `replicas` replicas (1 to 7), `faults` of them Byzantine.
    init(replicas: Int = 3, faults: Int = 1, mutant: Mutant? = nil) {
        self.replicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [Parameter("replicas", \.replicas, in: 1...7), Parameter("faults", \.faults, in: 0...3)]
    }

    var assumptions: Assumptions? {
        let model: FaultModel =
            switch mutant {
            case .unattestedVotes: .byzantine(.signed)
            case .rolledBackCounter:
                .boundedAdversary(limit: "a trusted counter that is lost with power", .signed)
            case .uncheckedCounter, nil:
                .boundedAdversary(limit: "a trusted counter that always works", .signed)
            }
        return Assumptions(
            replicas: replicas, faults: faults, model, network: .asynchronous, placement: .every(faults),
            notes: [
                "a faulty replica does all that its trusted counter lets it do",
                "two clients propose at once; votes may be split for ever",
            ])
    }

    func validate() throws {
        if faults > replicas.count {
            throw SpecError(
                spec: Self.name,
                message: "faults=\(faults) of replicas=\(replicas.count) cannot be Byzantine; lower faults"
            )
        }
    }

    /// A majority, f + 1 out of 2f + 1: any two meet, be it in a liar, and each has a correct replica.
    var quorumSize: Int { QuorumSize.majority(n: replicas.count) }

    /// Value to vote for.
    enum Proposal: FiniteValue {
        case first, second
        /// Proposed by no client.
        case forged
    }

    struct State: SpecState {
        /// Attested votes, by sender.
        var votes: MonotoneVotes<Attestation<Proposal, 2>, TwoWords>
        /// Decision of each correct replica.
        var decisions = ReplicaMap<Proposal?>(nil)
        /// Trusted counter of each replica.
        var counters = ReplicaMap<AttestedCounter<2>>(AttestedCounter())
        var faulty: FaultyReplicas
    }

    var initialStates: [State] {
        let adversary = Adversary(.every(faults))
        return adversary.choices(among: replicas).map { faulty in
            // Without a component every vote of a liar is as good as attested.
            let votes: MonotoneVotes<Attestation<Proposal, 2>, TwoWords> =
                mutant == .unattestedVotes ? MonotoneVotes(from: faulty, adversary) : MonotoneVotes()
            return State(votes: votes, faulty: faulty)
        }
    }

    enum Action: SpecAction {
        case vote(ReplicaID, Proposal)
        case decide(ReplicaID, Proposal)
        /// A Byzantine replica has its component attest something.
        case attest(ReplicaID, Proposal)
        /// A Byzantine replica switches its component off and on again.
        case restart(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let (quorumSize, forgets) = (quorumSize, mutant == .rolledBackCounter)
        for i in s.faulty.correct(among: replicas) {
            let hasVoted = s.counters[i.id].value > 0
            for value in Proposal.values {
                next.take(.vote(i.id, value), if: !hasVoted && value != .forged) {
                    $0.votes.cast($0.counters[i.id].attest(value), by: i.id)
                }
                next.take(
                    .decide(i.id, value), if: s.decisions[i.id] == nil,
                    given: voters(for: value, in: s).count >= quorumSize
                ) { $0.decisions[i.id] = value }
            }
        }
        for r in s.faulty.members {
            for value in Proposal.values {
                next.take(.attest(r, value), if: s.counters[r].canAttest) {
                    $0.votes.cast($0.counters[r].attest(value), by: r)
                }
            }
            next.take(.restart(r)) { if forgets { $0.counters[r] = AttestedCounter() } }
        }
    }

    /// Voters for `value` whom a receiver counts: those bound to counter value 1, and no other.
    @inline(__always)
    private func voters(for value: Proposal, in s: State) -> Senders {
        let first = s.votes[Attestation(value, boundTo: 1)]
        guard mutant == .uncheckedCounter else { return first }
        return first.union(s.votes[Attestation(value, boundTo: 2)])
    }

    var properties: [Property<State>] {
        let (replicas, quorumSize) = (replicas, quorumSize)
        return [
            .always("agreement") { s in Set(replicas.compactMap { s.decisions[$0] }).count <= 1 },
            .always("validity") { s in replicas.allSatisfy { s.decisions[$0] != .forged } },
            .reachable("decision by every correct replica") { s in
                (replicas - s.faulty.members).allSatisfy { s.decisions[$0] != nil }
            },
            .reachable("quorum of correct replicas") { s in
                let correct = s.faulty.correct(among: replicas)
                return s.votes.senders(of: Attestation(.first, boundTo: 1), in: correct).count >= quorumSize
            },
        ] + (faults > 0 ? [decisionByALiar] : [])
    }

    /// Property that the votes of liars count as long as they are attested.
    private var decisionByALiar: Property<State> {
        let (replicas, quorumSize) = (replicas, quorumSize)
        return .reachable("decision with the vote of a liar") { s in
            let correct = s.faulty.correct(among: replicas)
            let votes = s.votes.senders(of: Attestation(.first, boundTo: 1), in: correct)
            return votes.count < quorumSize && replicas.contains { s.decisions[$0] == .first }
        }
    }
}
