import QuorateProver

/// Arguments of `availability`, read and found to make sense.
struct AvailabilityRequest {
    /// The largest number of replicas that is computed or tried.
    static let largestGroup = 999
    /// Longer numbers are exact to no purpose, and the arithmetic takes as long as its numbers.
    static let longestNumber = 16

    let replicas: ClosedRange<Int>
    let failures: IndependentFailures
    let hasLeader: Bool
    let faults: Int
    let target: Rational?

    /// - Throws: ``CommandError`` that says what to write, for a value that cannot be used.
    init(replicas: String, failure: String, hasLeader: Bool, faults: Int, target: String?) throws {
        guard let range = ReplicaRange(replicas, upTo: Self.largestGroup) else {
            throw CommandError.unsuitable(
                option: "--replicas", value: replicas,
                write: "a number from 1 to \(Self.largestGroup), or a range of them, as in --replicas 3...9")
        }
        guard let failures = Self.number(failure).flatMap(IndependentFailures.init(probability:)) else {
            throw Self.noProbability("--failure", failure, examples: "--failure 1/10 or --failure 0.1")
        }
        guard (0...Self.largestGroup).contains(faults) else {
            throw CommandError.unsuitable(
                option: "--faults", value: "\(faults)", write: "a number from 0 to \(Self.largestGroup)")
        }
        let reached = target.flatMap(Self.number)
        if let target, reached.map({ !(0...1).contains($0) }) ?? true {
            throw Self.noProbability("--target", target, examples: "--target 0.999 or --target 999/1000")
        }
        self.replicas = range.numbers
        self.failures = failures
        self.hasLeader = hasLeader
        self.faults = faults
        self.target = reached
    }

    private static func number(_ text: String) -> Rational? {
        text.utf8.count <= longestNumber ? Rational(text) : nil
    }

    private static func noProbability(_ option: String, _ value: String, examples: String) -> CommandError {
        .unsuitable(
            option: option, value: value,
            write: "a number between 0 and 1 of at most \(longestNumber) characters, as in \(examples)")
    }
}
