import QuorateLanguage
import QuorateProver
import QuorateQuorums

extension StatedProbability {
    /// The exact figure, rounded to the last place of the stated one.
    ///
    /// - Throws: ``CommandError`` for a number that cannot be read.
    func computed() throws -> String {
        switch event {
        case .leaderHearsMajority(let replicas, let failure):
            let failures = try Self.failures(failure)
            return rounded(
                failures.availability(
                    quorum: QuorumSize.majority(n: replicas, f: 0), of: replicas, hasLeader: true))
        case .smallestOddGroup(let target, let failure):
            let group = try Self.failures(failure).smallestGroup(
                reaching: Self.number(target), hasLeader: true, among: .odd,
                upTo: AvailabilityRequest.largestGroup)
            return switch group {
            case .reached(let replicas, _): "\(replicas)"
            case .missed: "none"
            }
        case .flippedBits(let faults, let replicas, let hours):
            let flips = BitFlips(hours: try Self.number(hours))
            return rounded(flips.probability(ofMoreThan: faults, of: replicas))
        }
    }

    private func rounded(_ number: Rational) -> String {
        let places = stated.split(separator: ".").dropFirst().first?.count ?? 0
        return number.decimal(places: places)
    }

    private static func failures(_ text: String) throws -> IndependentFailures {
        guard let failures = IndependentFailures(probability: try number(text)) else { throw refusal(text) }
        return failures
    }

    private static func number(_ text: String) throws -> Rational {
        guard let number = Rational(text) else { throw refusal(text) }
        return number
    }

    private static func refusal(_ text: String) -> CommandError {
        .unsuitable(option: "a probability", value: text, write: "a number between 0 and 1, as in 0.1")
    }
}
