extension Report.PropertyOutcome {
    /// The outcome as a person reads it.
    package var word: String { self == .notReached ? "not reached" : rawValue }

    static var widestWord: Int { inconclusive.rawValue.count }
}

extension Report.Limit: CustomStringConvertible {
    /// Cause of the search's end, as in `the limit of 100 distinct states`.
    public var description: String {
        switch self {
        case .states(let count): "the limit of \(Numerals.count(count, "distinct state"))"
        case .storedStates(let count): "the limit of \(Numerals.count(count, "stored state"))"
        case .depth(let steps): "the limit of depth \(Numerals.count(steps))"
        case .seconds(let seconds): "the limit of \(Numerals.asGiven(seconds)) s"
        case .memory(let bytes): "the limit of \(Numerals.exactBytes(bytes)) of memory"
        case .disk: "the end of the room on disk"
        case .interrupt: "the interrupt"
        case .fault: "a fault of the spec"
        }
    }
}

extension String {
    /// The string with spaces after it, at least `width` characters in all.
    package func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }

    /// The string with spaces before it, at least `width` characters in all.
    package func alignedRight(to width: Int) -> String {
        String(repeating: " ", count: Swift.max(0, width - count)) + self
    }
}
