import QuorateFaults

private let n: Quantity = "n", f: Quantity = "f"
private let signers: SetExpression = "A", others: SetExpression = "B", unreliable: SetExpression = "F"

extension CommitCertificate {
    enum Mutant: String, SpecMutant {
        case smallCertificate = "small-certificate"
        case uncheckedProof = "unchecked-proof"
        case unsignedContents = "unsigned-contents"

        var expectation: MutantExpectation {
            switch self {
            case .smallCertificate: .breaks("one history", "f + 1 signatures are taken for a certificate")
            case .uncheckedProof:
                .breaks("authenticity", "a reader does not check that the entry stands under the root")
            case .unsignedContents:
                .breaks("authenticity", "signatures are on the number of the version and leave out the hash")
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

    /// The re-model hashes for itself.
    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 276, generated: 588, depth: 5),
            .holds(Self(replicas: 7, faults: 2), distinct: 11529, generated: 36939, depth: 7),
            // One replica less: a liar that does not sign stops the others.
            .violates(
                "certificate of correct replicas alone", Self(replicas: 3), distinct: 45, generated: 63,
                depth: 4),
            // No replica is faulty.
            .holds(Self(replicas: 1, faults: 0), distinct: 9, generated: 11, depth: 3),
            .caught(Self(mutant: .smallCertificate), distinct: 660, generated: 1836, depth: 5, steps: 4),
            // With two readers these break "one history" as well, a step later.
            .caught(
                Self(readers: 1, mutant: .uncheckedProof), distinct: 276, generated: 532, depth: 4, steps: 3),
            .caught(
                Self(readers: 1, mutant: .unsignedContents), distinct: 348, generated: 748, depth: 4,
                steps: 3),
        ])

    /// Two certificates meet in f + 1 signers, one of whom is correct, and the correct replicas can make one.
    var claims: [Claim] {
        let size = rule.quantity()
        let overlap = Claim(
            "certificate-overlap", "Two certificates share at least f + 1 signers.", source: Self.source
        ) {
            n == 3 * f + 1
            signers.count >= size
            others.count >= size
        } then: {
            (signers & others).count >= f + 1
        }
        let share = Claim.intersection(
            "common-correct-signer", "Two certificates share a correct signer.", source: Self.source,
            of: (signers, others), each: { $0.count >= size }, outside: unreliable
        ) { n == 3 * f + 1 }
        let available = Claim.availability(
            "available-certificate", "The correct replicas are enough for a certificate.",
            source: Self.source, of: size, without: unreliable
        ) { n == 3 * f + 1 }
        let run = share.run(
            by: Self.name, mutant: mutant?.rawValue, settings: ["replicas": n, "faults": f])
        guard mutant == .smallCertificate else { return [overlap, run, available] }
        return [overlap.refuted(["n": 4, "f": 1]), run.refuted(["n": 4, "f": 1]), available]
    }
}
