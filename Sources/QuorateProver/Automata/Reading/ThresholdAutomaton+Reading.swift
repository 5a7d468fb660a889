extension ThresholdAutomaton {
    /// The automaton in a file of ByMC or TACO, whose name without folder and ending becomes its own.
    ///
    /// Justice stands in the properties of such a file, so none of its rules is owed. An automaton whose locations are
    /// in a cycle is read as well; it cannot be decided.
    ///
    /// - Throws: The first mistake, with its line and column.
    public init(reading text: String, file: String) throws(AutomatonFileError) {
        self = try Self.reading(text, file: file) { automaton throws(AutomatonError) in
            try AutomatonResolution(automaton).checkParts()
            return automaton
        }
    }

    /// Result of `make` for the automaton in a file; a mistake is told with the place of the part in which it is.
    fileprivate static func reading<Made>(
        _ text: String, file: String, _ make: (ThresholdAutomaton) throws(AutomatonError) -> Made
    ) throws(AutomatonFileError) -> Made {
        let reader: AutomatonReader
        do throws(AutomatonScanner.Problem) { reader = try AutomatonReader(text) } catch {
            throw AutomatonFileError(file: file, at: error.offset, of: text, error.words)
        }
        do throws(AutomatonError) { return try make(reader.automaton(name(ofFile: file))) } catch {
            throw AutomatonFileError(
                file: file, at: reader.places[error.part] ?? 0, of: text, error.problem)
        }
    }

    private static func name(ofFile file: String) -> String {
        let last = file.split(separator: "/").last ?? "automaton"
        return String(last.hasSuffix(".ta") ? last.dropLast(3) : last)
    }
}

extension AutomatonDecision {
    /// A decision of the properties of the automaton in a file of ByMC or TACO.
    ///
    /// - Throws: The first mistake, with its line and column; a cycle of locations is one.
    public init(reading text: String, file: String) throws(AutomatonFileError) {
        self = try ThresholdAutomaton.reading(text, file: file) { automaton throws(AutomatonError) in
            try AutomatonDecision(automaton)
        }
    }
}

extension AutomatonReader {
    fileprivate func automaton(_ name: String) -> ThresholdAutomaton {
        ThresholdAutomaton(
            name, parameters: parameters, assuming: assuming, locations: locations, counters: counters,
            initial: initial, rules: rules, properties: properties)
    }
}

extension AutomatonFileError {
    /// The mistake that many bytes after the beginning of the text.
    fileprivate init(file: String, at offset: Int, of text: String, _ problem: String) {
        let before = text.utf8.prefix(offset)
        let newline = UInt8(ascii: "\n")
        let line = before.reduce(1) { $0 + ($1 == newline ? 1 : 0) }
        let start = before.lastIndex(of: newline).map { before.index(after: $0) } ?? before.startIndex
        // Bytes that continue a character are not counted.
        let column = before[start...].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        self.init(file: file, line: line, column: column, problem: problem)
    }
}
