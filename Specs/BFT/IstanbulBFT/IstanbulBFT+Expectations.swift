import QuorateFaults

extension IstanbulBFT {
    enum Mutant: String, SpecMutant {
        case neverUnlocks = "never-unlocks"

        var expectation: MutantExpectation {
            switch self {
            case .neverUnlocks:
                .breaks(
                    "termination",
                    "a validator that is locked on a block takes no other, and proposes no other")
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        let isCovered = "a round without enough PREPAREs ends as one whose COMMITs nobody sends"
        return [
            .waive(.neverTake, "changeRound", number: 2, because: isCovered),
            .waive(.dropEffect, "changeRound", number: 2, because: isCovered),
        ]
    }

    /// Quorums of two thirds, as IBFT 2.0 has them. EIP 650 has 2F + 1, of six validators three: there,
    /// with three rounds before the network is stable, the run of pbft-consensus#31 (two, one and two are
    /// locked on three blocks, and the last one stops) is found as well, but agreement falls first.
    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 2630, generated: 4822, depth: 11),
            .holds(Self(validators: 5, quorum: 4), distinct: 8596, generated: 17609, depth: 11),
            .holds(Self(validators: 6, quorum: 4), distinct: 38972, generated: 142_299, depth: 11),
            .holds(
                Self(validators: 6, quorum: 4, unstable: 3), distinct: 391_882, generated: 2_622_871,
                depth: 14,
                isLong: true),
            .violates(
                "agreement", Self(validators: 6), distinct: 64543, generated: 276_893, depth: 11, steps: 6),
            .caught(Self(mutant: .neverUnlocks), distinct: 2379, generated: 3742, depth: 15, steps: 14),
            .caught(
                Self(validators: 5, quorum: 4, mutant: .neverUnlocks), distinct: 8866, generated: 14529,
                depth: 17,
                steps: 16),
            .caught(
                Self(validators: 6, quorum: 4, mutant: .neverUnlocks), distinct: 35991, generated: 85957,
                depth: 17, steps: 18),
        ])
}
