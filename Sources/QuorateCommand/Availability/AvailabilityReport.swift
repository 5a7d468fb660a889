import QuorateProver
import QuorateQuorums

/// The answer to an ``AvailabilityRequest``, in figures.
struct AvailabilityReport: WholeResult {
    /// Row of the report: the probability that a quorum of so many replicas can vote.
    struct Row {
        let replicas: Int
        let quorum: Int
        let availability: Rational
    }

    /// The smallest numbers of replicas that reach a probability.
    struct Target {
        let probability: Rational
        let any: IndependentFailures.SmallestGroup
        let odd: IndependentFailures.SmallestGroup

        /// Absence of a number that reaches it, and of an odd one; the reverse can happen at the limit only.
        var isMissed: Bool {
            if case .missed = any { true } else { false }
        }
    }

    let request: AvailabilityRequest
    let rows: [Row]
    let target: Target?

    var status: ExitStatus { target?.isMissed == true ? .inconclusive : .asExpected }

    init(_ request: AvailabilityRequest) {
        self.request = request
        // Without faults that is a majority.
        let rule = QuorumSize.byzantine
        rows = request.replicas.map { count in
            let quorum = rule(n: count, f: request.faults)
            return Row(
                replicas: count, quorum: quorum,
                availability: request.failures.availability(
                    quorum: quorum, of: count, hasLeader: request.hasLeader))
        }
        func smallest(_ sizes: IndependentFailures.GroupSizes, _ target: Rational)
            -> IndependentFailures.SmallestGroup
        {
            request.failures.smallestGroup(
                reaching: target, rule: rule, faults: request.faults, hasLeader: request.hasLeader,
                among: sizes, upTo: AvailabilityRequest.largestGroup)
        }
        target = request.target.map { target in
            Target(probability: target, any: smallest(.any, target), odd: smallest(.odd, target))
        }
    }
}
