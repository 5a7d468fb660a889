/// Reason why an automaton cannot be explored at given parameters.
public enum ExplorationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Not as many numbers as the automaton has parameters, or a negative one.
    case badParameters(expected: [String])
    /// Parameters that an assumption excludes.
    case excluded
    /// More configurations than that.
    case tooMany(limit: Int)
    /// A location or counter that the conditions on the start leave without bound.
    case unbounded(String)
    /// Numbers too large to be counted.
    case tooLarge
    /// A property with more parts than that.
    case tooManyParts(limit: Int)

    /// Sentence with what is wrong and what to do.
    public var description: String {
        switch self {
        case .badParameters(let expected):
            "give a natural number for each of \(expected.joined(separator: ", "))"
        case .excluded: "the assumptions do not allow these parameters"
        case .tooMany(let limit): "there are more than \(limit) configurations; take smaller parameters"
        case .unbounded(let name):
            "the conditions on the start set no bound on \(name); add one, as \(name) = 0"
        case .tooLarge: "numbers beyond \(FixedForm.largestNumber) are not explored; take smaller ones"
        case .tooManyParts(let limit): "the property has more than \(limit) parts; split it"
        }
    }
}
