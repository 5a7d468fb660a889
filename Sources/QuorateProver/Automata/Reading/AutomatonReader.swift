import QuorateQuorums

/// Reader of the format that ByMC and TACO use for threshold automata.
///
/// A name is declared before it is used. What stands in the brackets of a location, and the local variables, are for
/// the tools that made the file.
struct AutomatonReader {
    typealias Problem = AutomatonScanner.Problem

    /// The longest text that is read, in bytes.
    static let largestText = 16 << 20

    /// Kind of a name.
    enum Kind: String {
        case parameter, counter, location, abbreviation
    }

    var scanner: AutomatonScanner
    var kinds: [String: Kind] = [:]
    var abbreviations: [String: LinearTerms] = [:]
    private(set) var parameters: [String] = []
    private(set) var counters: [String] = []
    private(set) var locations: [String] = []
    private(set) var assuming: [Proposition] = []
    private(set) var initial: [Proposition] = []
    var rules: [ThresholdAutomaton.Rule] = []
    private(set) var properties: [ThresholdAutomaton.Property] = []
    /// Beginnings of the parts, for mistakes that show later.
    var places: [AutomatonError.Part: Int] = [:]

    init(_ text: String) throws(Problem) {
        guard text.utf8.count <= Self.largestText else {
            throw Problem(offset: 0, words: "the file has more than \(Self.largestText) bytes")
        }
        scanner = try AutomatonScanner(text)
        try readFile()
    }

    private mutating func readFile() throws(Problem) {
        let beginnings = ["skel", "threshAuto", "thresholdAutomaton"]
        guard case .name(let word) = scanner.token, beginnings.contains(word) else {
            throw scanner.expected("\"skel\" or \"thresholdAutomaton\"")
        }
        try scanner.advance()
        _ = try name("a name")
        try expect("{")
        while try !accept("}") { try readSection() }
        guard scanner.token == .end else { throw scanner.expected("the end of the file") }
    }

    // MARK: - Sections

    private mutating func readSection() throws(Problem) {
        let sections =
            "local, shared, parameters, define, assumptions, locations, inits, rules or specifications"
        guard case .name(let word) = scanner.token else { throw scanner.expected("\(sections), or \"}\"") }
        let start = scanner.problem("there is no section \"\(word.prefix(40))\"; expected \(sections)")
        try scanner.advance()
        switch word {
        case "local": try readNames { _, _ throws(Problem) in }
        case "shared": try readNames { reader, name throws(Problem) in try reader.declare(name, .counter) }
        case "parameters":
            try readNames { reader, name throws(Problem) in try reader.declare(name, .parameter) }
        case "define": try readAbbreviation()
        case "assumptions": try readBlock { reader throws(Problem) in try reader.readAssumption() }
        case "locations": try readBlock { reader throws(Problem) in try reader.readLocation() }
        case "inits": try readBlock { reader throws(Problem) in try reader.readStart() }
        case "rules": try readBlock { reader throws(Problem) in try reader.readRule() }
        case "specifications": try readBlock { reader throws(Problem) in try reader.readProperty() }
        default: throw start
        }
    }

    /// Names up to a semicolon, each of which is handed over while it is the present token.
    private mutating func readNames(
        _ take: (inout AutomatonReader, String) throws(Problem) -> Void
    ) throws(Problem) {
        repeat {
            guard case .name(let word) = scanner.token else { throw scanner.expected("a name") }
            try take(&self, word)
            try scanner.advance()
        } while try accept(",")
        try expect(";")
    }

    /// The number of entries in parentheses, which says nothing, and the entries in braces.
    private mutating func readBlock(
        _ readEntry: (inout AutomatonReader) throws(Problem) -> Void
    ) throws(Problem) {
        if try accept("(") {
            guard case .number = scanner.token else { throw scanner.expected("a number") }
            try scanner.advance()
            try expect(")")
        }
        try expect("{")
        while try !accept("}") { try readEntry(&self) }
    }

    // MARK: - Entries

    private mutating func declare(_ name: String, _ kind: Kind) throws(Problem) {
        guard name != "true", name != "false", name != "unchanged" else {
            throw scanner.problem("\"\(name)\" has a meaning of its own; take another name")
        }
        if kind == .counter, !rules.isEmpty {
            throw scanner.problem("a shared counter is declared before the rules, each of which mentions it")
        }
        guard name.utf8.count <= 200 else { throw scanner.problem("the name is longer than 200 characters") }
        if let known = kinds.updateValue(kind, forKey: name) {
            throw scanner.problem("\(name) is declared a second time; it is a \(known.rawValue) already")
        }
        switch kind {
        case .parameter: parameters.append(name)
        case .counter: counters.append(name)
        case .location: locations.append(name)
        case .abbreviation: break
        }
    }

    private mutating func readAbbreviation() throws(Problem) {
        guard case .name(let word) = scanner.token else { throw scanner.expected("a name") }
        // Declared afterwards, so that it does not stand for itself.
        let place = scanner
        try scanner.advance()
        try expect("==")
        let sum = try sum()
        let end = scanner
        scanner = place
        try declare(word, .abbreviation)
        scanner = end
        abbreviations[word] = sum
        try expect(";")
    }

    private mutating func readAssumption() throws(Problem) {
        places[.assumption(assuming.count)] = scanner.offset
        assuming.append(try statement())
        try expect(";")
    }

    private mutating func readStart() throws(Problem) {
        places[.start(initial.count)] = scanner.offset
        initial.append(try statement())
        try expect(";")
    }

    private mutating func readLocation() throws(Problem) {
        guard case .name(let word) = scanner.token else { throw scanner.expected("a location") }
        try declare(word, .location)
        try scanner.advance()
        try expect(":")
        try expect("[")
        var isLast = false
        while !isLast {
            guard case .number = scanner.token else { throw scanner.expected("a number") }
            try scanner.advance()
            let isSemicolon = try accept(";")
            isLast = isSemicolon ? false : try !accept(",")
        }
        try expect("]")
        try expect(";")
    }

    private mutating func readProperty() throws(Problem) {
        places[.property(properties.count)] = scanner.offset
        let name = try name("the name of a property")
        try expect(":")
        properties.append(.init(name, try formula(), ofJustRuns: false))
        try expect(";")
    }

    // MARK: - Tokens

    mutating func name(_ words: String) throws(Problem) -> String {
        guard case .name(let name) = scanner.token else { throw scanner.expected(words) }
        try scanner.advance()
        return name
    }

    mutating func accept(_ sign: String) throws(Problem) -> Bool {
        guard scanner.token == .sign(sign) else { return false }
        try scanner.advance()
        return true
    }

    mutating func expect(_ sign: String) throws(Problem) {
        guard try accept(sign) else { throw scanner.expected("\"\(sign)\"") }
    }
}
