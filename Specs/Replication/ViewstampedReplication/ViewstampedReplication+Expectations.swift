import QuorateFaults

extension ViewstampedReplication {
    enum Mutant: String, SpecMutant {
        case noNonce = "no-nonce"
        case noStartViewChange = "no-start-view-change"
        case oneAnswer = "one-answer"
        case unrecoveredVote = "unrecovered-vote"

        var expectation: MutantExpectation {
            switch self {
            case .noNonce:
                .breaks("committed operations stay", "answers to an earlier recovery count for the next one")
            case .noStartViewChange:
                .breaks(
                    "committed operations stay",
                    "a replica sends DoViewChange though nobody else wants the view, and forgets it in a crash"
                )
            case .oneAnswer:
                .breaks(
                    "committed operations stay",
                    "a replica recovers by one answer, that of a primary which is just being replaced")
            case .unrecoveredVote:
                .breaks(
                    "committed operations stay",
                    "a replica that has lost its log takes part in a view change before it has recovered")
            }
        }
    }

    /// One bug takes two crashes of the same replica to show.
    mutating func makeRoomForMutant() {
        if mutant == .noNonce { crashes = 2 }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(crashes: 0), distinct: 567, generated: 1146, depth: 14),
            .holds(Self(), distinct: 13573, generated: 30491, depth: 19),
            .holds(Self(crashes: 2), distinct: 25930, generated: 58728, depth: 23),
            .holds(
                Self(views: 2), distinct: 1_047_491, generated: 2_383_290, depth: 30, isLong: true),
            // The protocol of the paper, and what was found in it later.
            .violates(
                "committed operations stay", Self(crashes: 2, crashing: 2), distinct: 56919,
                generated: 133_624, depth: 27, steps: 17),
            .caught(
                Self(crashes: 2, mutant: .noNonce), distinct: 70764, generated: 166_987, depth: 27, steps: 14),
            .caught(
                Self(mutant: .noStartViewChange), distinct: 17386, generated: 41432, depth: 22, steps: 12),
            .caught(Self(mutant: .oneAnswer), distinct: 16363, generated: 41657, depth: 22, steps: 11),
            .caught(Self(mutant: .unrecoveredVote), distinct: 39698, generated: 87568, depth: 21, steps: 9),
        ])
}
