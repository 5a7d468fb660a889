import QuorateFaults

extension CorruptedVotes {
    enum Mutant: String, SpecMutant {
        case noChecksum = "no-checksum"
        case byteOrder = "byte-order"
        case equivocation

        var expectation: MutantExpectation {
            switch self {
            case .noChecksum: .breaks("agreement", "nobody notices that a bit has flipped")
            case .byteOrder:
                .breaks("agreement", "the checksum matches bytes that mean another value to their reader")
            case .equivocation:
                .breaks("agreement", "the checksum matches because the liar has computed it over its lie")
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [.waive(.dropInitialState, because: "no rule tells the replica that is struck from another one")]
    }

    /// Each fault with and without a checksum.
    static let instances = expected(
        by: "an independent re-model in Python",
        [
            // 2f + 1 replicas: the checksum helps against a flipped bit, and against nothing else.
            .holds(Self(), distinct: 462, generated: 1038, depth: 5),
            .holds(Self(replicas: 5, faults: 2), distinct: 32500, generated: 117_520, depth: 8),
            .violates(
                "agreement", Self(hasChecksum: false), distinct: 738, generated: 1662, depth: 5, steps: 5),
            .violates(
                "agreement", Self(fault: .byteOrder), distinct: 3600, generated: 7968, depth: 5, steps: 5),
            .violates(
                "agreement", Self(replicas: 3, faults: 1, fault: .byteOrder, hasChecksum: false),
                distinct: 3600, generated: 7968, depth: 5, steps: 5),
            .violates(
                "agreement", Self(fault: .equivocation), distinct: 273, generated: 561, depth: 4, steps: 4),
            .violates(
                "agreement", Self(replicas: 3, faults: 1, fault: .equivocation, hasChecksum: false),
                distinct: 273, generated: 561, depth: 4, steps: 4),
            // 3f + 1 replicas survive each of them without a checksum.
            .holds(Self(replicas: 4, hasChecksum: false), distinct: 3124, generated: 8692, depth: 7),
            .holds(
                Self(replicas: 4, faults: 1, fault: .byteOrder, hasChecksum: false), distinct: 31264,
                generated: 86656, depth: 7),
            .holds(
                Self(replicas: 4, faults: 1, fault: .equivocation, hasChecksum: false), distinct: 1096,
                generated: 2776, depth: 6),
            // Nothing is struck.
            .holds(Self(replicas: 3, faults: 0), distinct: 85, generated: 181, depth: 6),
            .caught(Self(mutant: .noChecksum), distinct: 738, generated: 1662, depth: 5, steps: 5),
            .caught(Self(mutant: .byteOrder), distinct: 3600, generated: 7968, depth: 5, steps: 5),
            .caught(Self(mutant: .equivocation), distinct: 273, generated: 561, depth: 4, steps: 4),
        ])
}
