/// Bits that flip in the memory of replicas, and how likely more replicas hold one than a protocol survives.
///
///     BitFlips(hours: 24).probability(ofMoreThan: 1, of: 4)     // with one flip per gigabyte and year
///
/// A flipped bit makes a replica say what its protocol never would, so each counts as one Byzantine fault. Assumed is
///
/// - that flips in one replica say nothing about flips in another;
/// - that every flip does harm: no error correction, no memory in which it does not matter;
/// - that a replica is clean when the window begins (it was restarted, or its state compared and repaired);
/// - a year of 365 days.
///
/// The probability that a replica has a flip is taken to be the number of flips that are expected in the window, and
/// 1 where that is more. It is never less than the true one (a union bound, whatever the distribution), and with
/// Poisson flips more by less than half its square: 10⁻⁸ for a gigabyte and an hour. So the results are upper bounds.
public struct BitFlips: Hashable, Sendable {
    /// The flips that are expected in a gigabyte in a year.
    public let perGigabyteYear: Rational
    /// The memory of each replica, in gigabytes.
    public let gigabytes: Rational
    /// The window, in hours.
    public let hours: Rational

    private static let yearsPerHour = Rational(1, 365 * 24)

    /// Flips at a rate of `perGigabyteYear` in `gigabytes` for `hours`; a negative number counts as 0.
    public init(perGigabyteYear: Rational = 1, gigabytes: Rational = 1, hours: Rational) {
        self.perGigabyteYear = max(perGigabyteYear, 0)
        self.gigabytes = max(gigabytes, 0)
        self.hours = max(hours, 0)
    }

    /// The probability that a replica holds a flipped bit at the end of the window, rounded up as said above.
    public var probabilityPerReplica: Rational {
        min(perGigabyteYear * gigabytes * hours * Self.yearsPerHour, 1)
    }

    /// The probability that more than `faults` of `replicas` hold a flipped bit at the end of the window.
    public func probability(ofMoreThan faults: Int, of replicas: Int) -> Rational {
        // A product of numbers that are not negative, cut off at 1, is a probability.
        1 - IndependentFailures(probability: probabilityPerReplica)!.probability(atMost: faults, of: replicas)
    }
}
