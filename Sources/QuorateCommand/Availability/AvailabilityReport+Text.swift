import QuorateProver

extension AvailabilityReport {
    /// Digits after the point: a longer decimal is rounded.
    private static let places = 12

    /// The figures as a table, and the answer to the target below it.
    var text: String {
        let columns = rows.map { row in
            [
                "\(row.replicas)", "\(row.quorum)", Self.cell(row.availability),
                (1 - row.availability).scientific(digits: 3),
            ]
        }
        let table = TextTable(
            head: ["n", "quorum", "  available", "unavailable"], rows: columns, leftColumns: [2]
        ).text
        let parts = [assumption, table, targetText].compactMap(\.self)
        return parts.joined(separator: "\n\n")
    }

    private var assumption: String {
        let failing = request.hasLeader ? "link from the leader, which is up itself," : "replica"
        let half = request.faults == 0 ? "n" : "n + \(request.faults)"
        return """
            Each \(failing) fails with probability \(request.failures.probability), independently of the others.
            A quorum is more than half of \(half). Figures are exact after =, rounded after ≈.
            """
    }

    private var targetText: String? {
        guard let target else { return nil }
        let probability = target.probability.exactDecimal(upTo: Self.places) ?? "\(target.probability)"
        var lines = [
            "smallest n for \(probability)      \(Self.answer(target.any))",
            "smallest odd n for \(probability)  \(Self.answer(target.odd))",
        ]
        if target.isMissed, request.failures.probability >= Rational(1, 2) {
            lines.append(
                "With a failure probability of 1/2 or more the figures do not tend to 1, whatever the n.")
        }
        return lines.joined(separator: "\n")
    }

    private static func answer(_ group: IndependentFailures.SmallestGroup) -> String {
        switch group {
        case .reached(let replicas, let availability): "\(replicas), with \(word(availability))"
        case .missed(let best):
            "none up to \(AvailabilityRequest.largestGroup)"
                + (best.map { "; best is n = \($0.replicas), with \(word($0.availability))" } ?? "")
        }
    }

    private static func cell(_ number: Rational) -> String {
        number.exactDecimal(upTo: places).map { "= \($0)" } ?? rounded(number)
    }

    private static func word(_ number: Rational) -> String {
        number.exactDecimal(upTo: places) ?? rounded(number)
    }

    private static func rounded(_ number: Rational) -> String { "≈ \(number.decimal(places: places))" }
}
