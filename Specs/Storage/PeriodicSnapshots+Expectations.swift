import QuorateFaults

private let between: Quantity = "interval", underWay: Quantity = "transfer"
private let secured: Quantity = "secured", nextSnapshot: Quantity = "nextSnapshot"
private let arrival: Quantity = "arrival", written: Quantity = "written", failure: Quantity = "failure"

extension PeriodicSnapshots {
    enum Mutant: String, SpecMutant {
        case intervalAlone = "interval-alone"
        case slowTransfer = "slow-transfer"

        var expectation: MutantExpectation {
            switch self {
            case .intervalAlone:
                .breaks(
                    "recovery point", "the interval is promised, as if a snapshot were on the replica at once"
                )
            case .slowTransfer:
                .breaks("recovery point", "a transfer may take longer than the promise reckons with")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 78, generated: 103, depth: 8),
            .holds(Self(interval: 6, transfer: 2), distinct: 214, generated: 286, depth: 12),
            .holds(Self(interval: 2, transfer: 2), distinct: 90, generated: 126, depth: 8),
            .violates(
                "no acknowledged write is lost", Self(lossless: true), distinct: 78, generated: 103, depth: 8,
                steps: 2),
            .caught(Self(mutant: .intervalAlone), distinct: 78, generated: 103, depth: 8, steps: 7),
            .caught(Self(mutant: .slowTransfer), distinct: 168, generated: 238, depth: 10, steps: 8),
        ])

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "acknowledgeWrite",
                because: "the oldest write counts, and a younger one in its place is no older when it is lost"
            ),
            .waive(
                .dropEffect, "arrive",
                because: "with a snapshot that has arrived the replica is complete up to it, as at the start"),
        ]
    }

    /// The bound for every interval and transfer: the write is not older than the snapshot before it, and the next
    /// had not arrived.
    var claims: [Claim] {
        [
            Self.recoveryPoint(
                "recovery-point",
                "No acknowledged write that is lost is older than the interval and the transfer."
            ) { failure - written <= between + underWay },
            Self.recoveryPoint(
                "recovery-point-without-transfer",
                "No acknowledged write that is lost is older than the interval."
            ) { failure - written <= between }.refuted(["interval": 0, "transfer": 1]),
        ]
    }

    private static func recoveryPoint(
        _ name: String, _ sentence: String, @PropositionBuilder then bound: () -> [Proposition]
    ) -> Claim {
        Claim(name, sentence, source: source) {
            written >= secured
            nextSnapshot <= secured + between
            arrival <= nextSnapshot + underWay
            failure <= arrival
        } then: {
            bound()
        } inTheCase: {
            between >= 1
            underWay >= 1
        }
    }

    /// The recovery point in seconds, for an interval and a longest transfer in seconds.
    static func recoveryPointCost(
        interval: Int, transfer: Int, stated: CostFigure.Statement? = nil
    ) -> CostFigure {
        CostFigure(
            name, "recovery point, interval \(interval) s, transfer \(transfer) s", .seconds,
            formula: "interval + transfer", gives: interval + transfer, stated: stated)
    }
}
