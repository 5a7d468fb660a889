import QuorateFaults

extension UniqueIdentifiers {
    enum Mutant: String, SpecMutant {
        case quorumFPlus1 = "quorum-f-plus-1"
        case mixedCertificate = "mixed-certificate"
        case signsAgain = "signs-again"
        case namesOnly = "names-only"

        var expectation: MutantExpectation {
            switch self {
            case .quorumFPlus1:
                .breaks("unique identifiers", "f + 1 signatures commit an entry, as if writing were reading")
            case .mixedCertificate:
                .breaks(
                    "unique identifiers",
                    "a certificate is 2f + 1 signatures for the user ID, whatever names they are for")
            case .signsAgain:
                .breaks("unique identifiers", "an honest server signs whatever it is asked to sign")
            case .namesOnly:
                .breaks(
                    "unique identifiers",
                    "an honest server looks for the name among what it has signed, and not for the user ID")
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because: "another one is the same but for the names of the Byzantine replicas")
        ]
    }

    static let instances = remodelled + leastInstance

    /// For each of 4 villains: each of 3 honest servers signs for alice, for eve or nothing, and in 7 cases for either of
    /// them there is a certificate, with which the entry is in the file or not.
    private static let leastInstance = expected(
        by: "counted by hand", [.holds(Self(identifiers: 1), distinct: 4 * (27 + 7 + 7), depth: 4)])

    private static let remodelled = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 6724, generated: 26244, depth: 8),
            .holds(Self(faults: 0, quorum: 3), distinct: 9801, generated: 49501, depth: 10),
            .holds(Self(servers: 7, faults: 2, identifiers: 1), distinct: 7245, generated: 22953, depth: 6),
            // n = 3f: 2f + 1 signatures are safe but need the villain's, 2f are not safe.
            .violates(
                "everybody gets a user ID though the faulty are silent", Self(servers: 3), distinct: 363,
                generated: 927, depth: 6),
            .violates(
                "unique identifiers", Self(servers: 3, quorum: 2), distinct: 1323, generated: 4287, depth: 8,
                steps: 4),
            // Two quorums of 2f = 4 out of 7 may share a villain only.
            .violates(
                "unique identifiers", Self(servers: 7, faults: 2, identifiers: 1, quorum: 4), distinct: 11655,
                generated: 39753, depth: 7, steps: 6),
            .caught(Self(mutant: .quorumFPlus1), distinct: 23716, generated: 115_812, depth: 10, steps: 4),
            .caught(
                Self(mutant: .mixedCertificate), distinct: 30276, generated: 143_380, depth: 10, steps: 4),
            .caught(Self(mutant: .signsAgain), distinct: 82944, generated: 525_316, depth: 16, steps: 6),
            .caught(Self(mutant: .namesOnly), distinct: 6724, generated: 26244, depth: 8, steps: 6),
        ])
}
