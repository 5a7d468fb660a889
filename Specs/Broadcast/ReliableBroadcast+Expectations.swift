import QuorateFaults

private let n: Quantity = "n", f: Quantity = "f"
private let echoes: SetExpression = "E", byzantine: SetExpression = "F"
private let tlcAndPython = "TLC, an independent re-model in Python"

extension ReliableBroadcast {
    enum Mutant: String, SpecMutant {
        case hastyEcho = "hasty-echo"
        case shyEcho = "shy-echo"
        case noJoining = "no-joining"

        var expectation: MutantExpectation {
            switch self {
            case .hastyEcho:
                .breaks("unforgeability", "a process echoes on N - 3T ECHOs, which may all be Byzantine")
            case .shyEcho:
                .breaks(
                    "correctness", "a process with INIT waits for the ECHO of another before it sends its own"
                )
            case .noJoining:
                .breaks("relay", "a process echoes on INIT alone, and no ECHOs of others make it do so")
            }
        }
    }

    /// TLC's figures are those of the manifest of tlaplus/Examples and of reruns.
    ///
    /// N = 3T takes unforgeability, and nothing from the other two properties: those fall in their mutants, and where
    /// more processes are Byzantine than T.
    static let instances =
        expected(
            by: tlcAndPython,
            [
                .holds(Self(), distinct: 14424, generated: 227_344, depth: 6),
                .holds(Self(faulty: 0), distinct: 17080, generated: 325_268, depth: 8),
            ])
        + expected(
            by: "Spin",
            [
                .holds(Self(processes: 5), distinct: 1_070_000, generated: 38_428_080, depth: 8, isLong: true)
            ])
        + expected(
            by: tlcAndPython,
            [
                .holds(
                    Self(processes: 10, threshold: 3, faulty: 2, broadcast: false), distinct: 45,
                    generated: 90, depth: 0),
                .violates(
                    "unforgeability", Self(processes: 3, threshold: 1, faulty: 1, broadcast: false),
                    distinct: 111, generated: 528, depth: 4, steps: 2),
            ])
        // No process has received INIT, and nothing happens: for the mutants that are made of it.
        + expected(by: "Quorate", [.holds(Self(broadcast: false), distinct: 4, generated: 8, depth: 0)])
        + expected(
            by: "an independent re-model in Python",
            [
                .caught(
                    Self(processes: 4, threshold: 1, faulty: 1, broadcast: false, mutant: .hastyEcho),
                    distinct: 4080, generated: 57928, depth: 6, steps: 3),
                .caught(Self(mutant: .shyEcho), distinct: 9896, generated: 150_312, depth: 6, steps: 0),
                .caught(Self(mutant: .noJoining), distinct: 14424, generated: 223_936, depth: 6, steps: 3),
            ])

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropInitialState,
                because: "no rule tells one process from another, and any of them may have received INIT")
        ]
    }

    // The intersection facts behind the three properties of the paper, for N = n and T = f.

    var claims: [Claim] {
        let (echo, accept) = (echoRule.quantity(), acceptRule.quantity())
        let unforgeability = Claim(
            "correct-echo", "Whoever echoes because of ECHOs has heard a correct process.",
            source: Self.source
        ) {
            n > 3 * f
            byzantine.count <= f
            echoes.count >= echo
        } then: {
            (echoes - byzantine).count >= 1
        }
        let correctness = Claim.availability(
            "enough-to-accept", "The correct processes alone send enough ECHOs to accept.",
            source: Self.source, of: accept, without: byzantine)
        let relay = Claim(
            "accepted-is-echoed",
            "When one process accepts, the correct ECHOs it has heard make everybody echo.",
            source: Self.source
        ) {
            n > 3 * f
            byzantine.count <= f
            echoes.count >= accept
        } then: {
            (echoes - byzantine).count >= echo
        }
        let run = unforgeability.run(
            by: Self.name, mutant: mutant?.rawValue,
            settings: ["processes": n, "threshold": f, "faulty": byzantine.count, "broadcast": 0])
        return [mutant == .hastyEcho ? run.refuted(["n": 4, "f": 1]) : run, correctness, relay]
    }
}
