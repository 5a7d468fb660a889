import QuorateProver
import QuorateTraces

extension AvailabilityReport {
    /// The figures as fractions, which are exact, and as numbers of 17 places.
    var json: JSONValue {
        [
            "version": .string(quorateVersion),
            "failure": Self.json(request.failures.probability),
            "leader": .boolean(request.hasLeader),
            "faults": JSONValue(request.faults),
            "groups": .array(
                rows.map { row in
                    [
                        "replicas": JSONValue(row.replicas), "quorum": JSONValue(row.quorum),
                        "available": Self.json(row.availability),
                    ]
                }),
            "target": target.map { target in
                [
                    "probability": Self.json(target.probability), "smallest": Self.json(target.any),
                    "smallestOdd": Self.json(target.odd),
                    "limit": JSONValue(AvailabilityRequest.largestGroup),
                ]
            } ?? .null,
        ]
    }

    private static func json(_ group: IndependentFailures.SmallestGroup) -> JSONValue {
        switch group {
        case .reached(let replicas, _): JSONValue(replicas)
        case .missed: .null
        }
    }

    private static func json(_ number: Rational) -> JSONValue {
        ["exact": .string("\(number)"), "value": .number(number.decimal(places: 17))]
    }
}
