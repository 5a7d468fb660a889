import QuorateFaults

extension CorrelatedBug {
    enum Mutant: String, SpecMutant {
        case sameProgram = "same-program"
        case hastyClient = "hasty-client"

        var expectation: MutantExpectation {
            switch self {
            case .sameProgram:
                .breaks("correctness", "all replicas run one program, so that its bug strikes all of them")
            case .hastyClient: .breaks("correctness", "a client believes f equal replies")
            }
        }
    }

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "request",
                because:
                    "a reply to either of two requests is right or wrong by the same rule"),
            .waive(
                .dropInitialState, because: "no rule tells the program that has the bug from another one"),
        ]
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(replicas: 4, faults: 1, programs: 4), distinct: 360, generated: 884, depth: 7),
            .holds(Self(replicas: 7, faults: 2, programs: 7), distinct: 5642, generated: 22505, depth: 10),
            // A program on two replicas is still within f.
            .holds(Self(replicas: 7, faults: 2, programs: 4), distinct: 3044, generated: 11990, depth: 10),
            // f = N, whatever N is.
            .violates("correctness", Self(programs: 1), distinct: 99, generated: 251, depth: 7, steps: 4),
            .violates(
                "correctness", Self(replicas: 7, faults: 2, programs: 1), distinct: 851, generated: 3455,
                depth: 10, steps: 5),
            // n = 2f: one right reply and one wrong, and a client believes neither.
            .violates(
                "every client gets a result", Self(replicas: 2, faults: 1, programs: 2), distinct: 24,
                generated: 30, depth: 5, steps: 3),
            .caught(Self(mutant: .sameProgram), distinct: 99, generated: 251, depth: 7, steps: 4),
        ])
}
