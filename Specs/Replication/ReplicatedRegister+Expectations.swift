import QuorateFaults

private let n: Quantity = "n", f: Quantity = "f"
private let writers: SetExpression = "W", readers: SetExpression = "R", faulty: SetExpression = "F"

extension ReplicatedRegister {
    enum Mutant: String, SpecMutant {
        case quorumOf2f = "quorum-2f"
        case uncheckedSignature = "unchecked-signature"

        var expectation: MutantExpectation {
            switch self {
            case .quorumOf2f: .breaks("regularity", "2f replicas are taken for a quorum")
            case .uncheckedSignature:
                .breaks("authenticity", "the reader takes values without looking at the writer's signature")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 6031, generated: 26530, depth: 17),
            .holds(Self(replicas: 5), distinct: 22771, generated: 125_633, depth: 20),
            .holds(Self(replicas: 3, faults: 0), distinct: 1816, generated: 5335, depth: 14),
            // Safe at n = 3f too, but then a Byzantine replica that is silent keeps everybody waiting.
            .violates(
                "every write ends", Self(replicas: 3), distinct: 559, generated: 1852, depth: 15, steps: 3),
            // Majorities are enough for crashes and too few for a Byzantine replica.
            .violates(
                "regularity", Self(replicas: 5, quorum: 3), distinct: 52665, generated: 282_699, depth: 19,
                steps: 10),
            .caught(Self(mutant: .quorumOf2f), distinct: 13867, generated: 60760, depth: 16, steps: 8),
            .caught(Self(mutant: .uncheckedSignature), distinct: 6367, generated: 27995, depth: 17, steps: 2),
        ])

    var claims: [Claim] {
        let size = quorum > 0 ? .number(quorum) : rule.quantity()
        let share = Claim.intersection(
            "common-correct-replica",
            "A quorum of writers' acknowledgments and one of answers share a correct replica.",
            source: Self.source, of: (writers, readers), each: { $0.count >= size }, outside: faulty
        ) {
            n > 3 * f
            // Without faults a quorum of 2f has no members at all.
            if mutant == .quorumOf2f { f >= 1 }
        }
        let available = Claim.availability(
            "available-quorum", "The correct replicas are a quorum.", source: Self.source, of: size,
            without: faulty
        ) { n > 3 * f }
        let run = share.run(
            by: Self.name, mutant: mutant?.rawValue,
            settings: ["replicas": n, "faults": f, "quorum": .number(quorum)])
        return [mutant == .quorumOf2f ? run.refuted(["n": 4, "f": 1]) : run, available]
    }
}
