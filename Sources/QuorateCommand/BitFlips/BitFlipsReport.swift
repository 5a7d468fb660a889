import QuorateProver
import QuorateTraces

/// Arguments of `bit-flips`, read and found to make sense.
struct BitFlipsRequest {
    let replicas: ClosedRange<Int>
    let faults: Int
    let flips: BitFlips

    /// - Throws: ``CommandError`` that says what to write, for a value that cannot be used.
    init(replicas: String, faults: Int, hours: String, gigabytes: String, rate: String) throws {
        let most = AvailabilityRequest.largestGroup
        guard let range = ReplicaRange(replicas, upTo: most) else {
            throw CommandError.unsuitable(
                option: "--replicas", value: replicas,
                write: "a number from 1 to \(most), or a range of them, as in --replicas 4...10")
        }
        guard (0...most).contains(faults) else {
            throw CommandError.unsuitable(
                option: "--faults", value: "\(faults)", write: "a number from 0 to \(most)")
        }
        self.replicas = range.numbers
        self.faults = faults
        flips = BitFlips(
            perGigabyteYear: try Self.number(rate, option: "--rate"),
            gigabytes: try Self.number(gigabytes, option: "--gigabytes"),
            hours: try Self.number(hours, option: "--hours"))
    }

    private static func number(_ text: String, option: String) throws -> Rational {
        let longest = AvailabilityRequest.longestNumber
        guard text.utf8.count <= longest, let number = Rational(text), number > 0 else {
            throw CommandError.unsuitable(
                option: option, value: text,
                write:
                    "a number above 0 of at most \(longest) characters, as in \(option) 24 or \(option) 0.5")
        }
        return number
    }
}

/// Answer to a ``BitFlipsRequest``, in figures.
struct BitFlipsReport: WholeResult {
    private let request: BitFlipsRequest
    private let rows: [(replicas: Int, probability: Rational)]

    init(_ request: BitFlipsRequest) {
        self.request = request
        rows = request.replicas.map {
            ($0, request.flips.probability(ofMoreThan: request.faults, of: $0))
        }
    }

    var text: String {
        let flips = request.flips
        let table = TextTable(
            head: ["n", "  more than \(request.faults)"],
            rows: rows.map { ["\($0.replicas)", "  \($0.probability.scientific(digits: 6))"] },
            leftColumns: [1])
        return """
            Flips in a gigabyte and year: \(flips.perGigabyteYear). Gigabytes: \(flips.gigabytes). Hours: \(flips.hours).
            A replica holds a flipped bit with a probability of at most \
            \(flips.probabilityPerReplica.scientific(digits: 6)), independently of the others.

            \(table.text)
            """
    }

    var json: JSONValue {
        [
            "version": .string(quorateVersion), "faults": JSONValue(request.faults),
            "perReplica": Self.json(request.flips.probabilityPerReplica),
            "groups": .array(
                rows.map { ["replicas": JSONValue($0.replicas), "probability": Self.json($0.probability)] }),
        ]
    }

    private static func json(_ number: Rational) -> JSONValue {
        ["exact": .string("\(number)"), "value": .string(number.scientific(digits: 17))]
    }
}
