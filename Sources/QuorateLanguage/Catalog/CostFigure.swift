/// Cost of one decision with a protocol: by the formula, as a text states it, and in a run of the spec.
public struct CostFigure: Sendable {
    /// Kind of cost that is counted.
    public enum Quantity: String, CaseIterable, Sendable {
        /// Messages, one for each receiver.
        case messages
        /// Signatures made.
        case signatures
        /// Message delays.
        case rounds
        /// Processor time, in microseconds.
        case microseconds
        /// Time until what was written is safe, in seconds.
        case seconds
    }

    /// A figure from a text.
    public struct Statement: Hashable, Sendable {
        /// The figure.
        public let value: Int
        /// Sense of the figure: true where the text gives an order of magnitude, so that the exact figure
        /// lies below.
        public let isUpperBound: Bool

        /// The exact figure `value`.
        public static func exactly(_ value: Int) -> Statement { Statement(value: value, isUpperBound: false) }
        /// At most `value`.
        public static func atMost(_ value: Int) -> Statement { Statement(value: value, isUpperBound: true) }
    }

    /// The name of the protocol.
    public let name: String
    /// The instance, as in `n = 4, m = 1`.
    public let instance: String
    /// Kind of cost that is counted.
    public let quantity: Quantity
    /// The formula, as in `2n(n - 1)`.
    public let formula: String
    /// Figure that the formula gives.
    public let value: Int
    /// Figure that a text states, or nil.
    public let stated: Statement?
    /// Counts the figure on a run of the spec without failures; nil where no run is explored.
    public let count: (@Sendable () -> Int?)?

    /// One figure of the protocol `name`.
    public init(
        _ name: String, _ instance: String, _ quantity: Quantity, formula: String, gives value: Int,
        stated: Statement? = nil, counted count: (@Sendable () -> Int?)? = nil
    ) {
        self.name = name
        self.instance = instance
        self.quantity = quantity
        self.formula = formula
        self.value = value
        self.stated = stated
        self.count = count
    }

    /// Agreement of the stated figure and of `counted` with the formula.
    public func agrees(withCount counted: Int?) -> Bool {
        let isStatedRight = stated.map { $0.isUpperBound ? value <= $0.value : value == $0.value } ?? true
        return isStatedRight && (count == nil || counted == value)
    }
}

/// Figures that a text states and nobody measures here, and the ratio that it draws from them.
public struct StatedRatio: Hashable, Sendable {
    /// Measure that is compared, as in `requests per second`.
    public let subject: String
    /// The first range.
    public let numerator: ClosedRange<Int>
    /// The second range.
    public let denominator: ClosedRange<Int>
    /// The ratios that the text states.
    public let stated: ClosedRange<Int>

    /// The ratio of two stated ranges.
    public init(
        _ subject: String, _ numerator: ClosedRange<Int>, over denominator: ClosedRange<Int>,
        stated: ClosedRange<Int>
    ) {
        self.subject = subject
        self.numerator = numerator
        self.denominator = denominator
        self.stated = stated
    }

    /// The ratios of the lower and of the upper ends, the smaller first.
    public var ends: ClosedRange<Int> {
        let ratios = [
            numerator.lowerBound / denominator.lowerBound, numerator.upperBound / denominator.upperBound,
        ].sorted()
        return ratios[0]...ratios[1]
    }
}
