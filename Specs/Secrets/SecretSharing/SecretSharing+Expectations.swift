import QuorateFaults

private let n: Quantity = "n", f: Quantity = "f"
private let colluders: SetExpression = "F", one: SetExpression = "A", other: SetExpression = "B"

extension SecretSharing {
    enum Mutant: String, SpecMutant {
        case thresholdOfF = "threshold-f"
        case thresholdAbove = "threshold-above"
        case nonzeroLeading = "nonzero-leading"
        case pointZero = "point-zero"
        case hastyReader = "hasty-reader"
        case timidReader = "timid-reader"

        var expectation: MutantExpectation {
            switch self {
            case .thresholdOfF: .breaks("secrecy", "f shares determine the secret")
            case .thresholdAbove:
                .breaks(
                    "robust reconstruction",
                    "with t = n - 2f + 1 a wrong polynomial fits f wrong shares and n - 2f right ones")
            case .nonzeroLeading:
                .breaks("secrecy", "the leading coefficient is never 0, so that a share excludes a secret")
            case .pointZero:
                .breaks("secrecy", "points are numbered from 0, and the value at 0 is the secret")
            case .hastyReader:
                .breaks("robust reconstruction", "the reader takes the first polynomial through t shares")
            case .timidReader:
                .breaks("available reconstruction", "the reader wants a polynomial that fits all n shares")
            }
        }
    }

    static let instances = expected(by: "an independent re-model in Python", rows)
    private static let rows: [SpecInstance<Self>] = [
        .holds(Self(), distinct: 11400, generated: 26500, depth: 6),
        .holds(Self(faults: 0, threshold: 2), distinct: 425, generated: 850, depth: 5),
        .holds(Self(field: 7), distinct: 29400, generated: 69580, depth: 6),
        .holds(Self(parties: 5, threshold: 2, field: 7), distinct: 68600, generated: 193_795, depth: 7),
        .holds(
            Self(parties: 5, threshold: 3, field: 7), distinct: 480_200, generated: 1_356_565, depth: 7,
            isLong: true),
        // With three parties no threshold will do: 1 is too low, 2 too high.
        .violates(
            "secrecy", Self(parties: 3, threshold: 1), distinct: 960, generated: 1875, depth: 5, steps: 1),
        .violates(
            "robust reconstruction", Self(parties: 3, threshold: 2), distinct: 7200, generated: 12975,
            depth: 5, steps: 3),
        // Outside f + 1 ≤ t ≤ n - 2f on either side.
        .violates("secrecy", Self(threshold: 1), distinct: 2280, generated: 5300, depth: 6, steps: 1),
        .violates(
            "robust reconstruction", Self(threshold: 3), distinct: 81000, generated: 168_500, depth: 6,
            steps: 4),
    ]

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because:
                    "a run has one polynomial, and secrecy counts all that there are and not those of runs"
            ),
            .waive(
                .dropGuard, "collude",
                because: "once a correct party shows its share, no secret is left to keep"),
            .waive(
                .dropGuard, "show",
                because: "a wrong share in the place of another could have been the first that was shown"),
        ]
    }

    /// Reasons why the threshold f + 1 is enough for all n and f; that n ≥ 3f + 1 is needed as well is among
    /// the claims that stand on their own.
    var claims: [Claim] {
        let threshold = thresholdRule.quantity()
        let fitting = QuorumSize.allButFaulty.quantity()
        let secrecy = Claim(
            "colluders-below-threshold", "f colluders hold fewer shares than determine the secret.",
            source: Self.source
        ) {
            colluders.count <= f
        } then: {
            colluders.count < threshold
        }
        let robustness = Claim(
            "fitting-polynomials-agree",
            "Two polynomials that each fit n - f shares agree at t points, and so are one polynomial.",
            source: Self.source
        ) {
            n > 3 * f
            one.count >= fitting
            other.count >= fitting
        } then: {
            (one & other).count >= threshold
        }
        return [secrecy, robustness]
    }
}
