import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// One value decided by f + 1 votes out of 2f + 1, some of them by liars: each vote is bound to a trusted
/// counter.
///
/// Veronese, Correia, Bessani, Lung and Veríssimo, "Efficient Byzantine Fault-Tolerance" (2013): the trusted
/// component is the paper's USIG, and a receiver takes nothing but the next counter value. Differences from
/// the paper: one slot and no primary, as in ``SingleValueAgreement``; a replica's vote for the slot is what
/// it binds to counter value 1, and a vote is not embedded in another one.
///
/// Fault model: f replicas, every choice, do what they like, except that their trusted components work:
/// whatever they say without an attestation is ignored, and they can have anything attested, once for each
/// counter value, at any time. Each such attestation is a step of its own; the counter stops at 2, as later
/// values are as good as the second. They can switch their components off and on again, which changes nothing
/// as long as the counter is kept.
public struct AttestedAgreement: Spec {
    public static let summary =
        "Votes bound to a trusted counter decide with f + 1 of 2f + 1, although f replicas lie."
    public static let source = "Veronese et al., Efficient Byzantine Fault-Tolerance (2013)"

    /// A value to vote for.
    public enum Proposal: PackedEnum {
        case first, second
        /// Proposed by no client.
        case forged
    }

    /// All n replicas.
    public var allReplicas: ReplicaSet
    /// f, the number of Byzantine replicas, and the number that the quorums are made for.
    public var faults: Int
    public var mutant: Mutant?

    /// `replicas` replicas (1 to 7), `faults` of them Byzantine.
    public init(replicas: Int = 3, faults: Int = 1, mutant: Mutant? = nil) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] {
        [Parameter("replicas", \.allReplicas, in: 1...7), Parameter("faults", \.faults, in: 0...3)]
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

    /// A majority, f + 1 out of 2f + 1: any two meet, be it in a liar, and each has a correct replica.
    var quorumSize: Int { QuorumSize.majority(n: allReplicas.count) }

    public struct State: SpecState {
        /// Who has sent which attested vote.
        var votes: MonotoneVotes<Attestation<Proposal, 2>, TwoWords>
        /// What each correct replica has decided.
        var decisions = ReplicaMap<Proposal?>(nil)
        /// Each replica's trusted counter.
        var counters = ReplicaMap<AttestedCounter<2>>(AttestedCounter())
        /// The Byzantine replicas.
        var faulty: FaultyReplicas
    }

    public var initialStates: [State] {
        let adversary = Adversary(.every(faults))
        return adversary.choices(among: allReplicas).map { faulty in
            // Without a component every vote of a liar is as good as attested.
            let votes: MonotoneVotes<Attestation<Proposal, 2>, TwoWords> =
                mutant == .unattestedVotes ? MonotoneVotes(from: faulty, adversary) : MonotoneVotes()
            return State(votes: votes, faulty: faulty)
        }
    }

    public var assumptions: Assumptions? {
        let model: FaultModel =
            switch mutant {
            case .unattestedVotes: .byzantine(.signed)
            case .rolledBackCounter:
                .boundedAdversary(limit: "a trusted counter that is lost with power", .signed)
            case .uncheckedCounter, nil:
                .boundedAdversary(limit: "a trusted counter that always works", .signed)
            }
        return Assumptions(
            replicas: allReplicas, faults: faults, model, network: .asynchronous, placement: .every(faults),
            notes: [
                "a faulty replica does all that its trusted counter lets it do",
                "two clients propose at once; votes may be split for ever",
            ])
    }
}
