/// Sentence made ready for one space: its truth in a state is asked for some hundred thousand times.
///
/// Every variable and constant has a place of its own among the members that are looked at.
class SentenceCode: @unchecked Sendable {
    /// Truth in a state, where `members` says what each variable is; the places of quantified ones are overwritten.
    func holds(_ bits: UnsafePointer<UInt64>, _ members: UnsafeMutablePointer<Int>) -> Bool { true }
}

final class RowCode: SentenceCode, @unchecked Sendable {
    private let start: Int
    private let places: [(place: Int, factor: Int)]

    init(_ table: ModelSpace.Table, _ terms: [Int]) {
        start = table.start
        var factor = 1
        places = zip(terms, table.sizes).reversed().map { place, size in
            defer { factor *= size }
            return (place, factor)
        }
    }

    override func holds(_ bits: UnsafePointer<UInt64>, _ members: UnsafeMutablePointer<Int>) -> Bool {
        let bit = bit(members)
        return bits[bit >> 6] >> UInt64(bit & 63) & 1 == 1
    }

    /// The bit of the row.
    func bit(_ members: UnsafeMutablePointer<Int>) -> Int {
        var bit = start
        for term in places { bit += members[term.place] * term.factor }
        return bit
    }
}

private final class EqualCode: SentenceCode, @unchecked Sendable {
    private let (left, right): (Int, Int)
    init(_ left: Int, _ right: Int) { (self.left, self.right) = (left, right) }
    override func holds(_ bits: UnsafePointer<UInt64>, _ members: UnsafeMutablePointer<Int>) -> Bool {
        members[left] == members[right]
    }
}

private final class NotCode: SentenceCode, @unchecked Sendable {
    private let part: SentenceCode
    init(_ part: SentenceCode) { self.part = part }
    override func holds(_ bits: UnsafePointer<UInt64>, _ members: UnsafeMutablePointer<Int>) -> Bool {
        !part.holds(bits, members)
    }
}

/// All parts are `value`, or else the opposite is true: "and" with true, "or" with false.
private final class PartsCode: SentenceCode, @unchecked Sendable {
    private let (parts, value): ([SentenceCode], Bool)
    init(_ parts: [SentenceCode], all value: Bool) { (self.parts, self.value) = (parts, value) }
    override func holds(_ bits: UnsafePointer<UInt64>, _ members: UnsafeMutablePointer<Int>) -> Bool {
        for part in parts where part.holds(bits, members) != value { return !value }
        return value
    }
}

private final class SameCode: SentenceCode, @unchecked Sendable {
    private let (left, right): (SentenceCode, SentenceCode)
    init(_ left: SentenceCode, _ right: SentenceCode) { (self.left, self.right) = (left, right) }
    override func holds(_ bits: UnsafePointer<UInt64>, _ members: UnsafeMutablePointer<Int>) -> Bool {
        left.holds(bits, members) == right.holds(bits, members)
    }
}

/// The part is `value` of all members, or else the opposite is true: "for all" with true, "some" with false.
private final class MembersCode: SentenceCode, @unchecked Sendable {
    private let (place, size, part, value): (Int, Int, SentenceCode, Bool)
    init(_ place: Int, _ size: Int, _ part: SentenceCode, all value: Bool) {
        (self.place, self.size, self.part, self.value) = (place, size, part, value)
    }
    override func holds(_ bits: UnsafePointer<UInt64>, _ members: UnsafeMutablePointer<Int>) -> Bool {
        for member in 0..<size {
            members[place] = member
            if part.holds(bits, members) != value { return !value }
        }
        return value
    }
}

/// Maker of code for one space, which gives every variable and constant its place.
struct SentenceCoder {
    let space: ModelSpace
    private(set) var places: [TermNode: Int] = [:]

    init(_ space: ModelSpace) { self.space = space }

    /// Number of places.
    private var placeCount: Int { places.count }

    /// Calls `body` with room for the members, of which those are given that are known.
    func withMembers<Result>(
        _ known: [TermNode: Int], _ body: (UnsafeMutablePointer<Int>) throws -> Result
    ) rethrows -> Result {
        try withUnsafeTemporaryAllocation(of: Int.self, capacity: max(placeCount, 1)) { room in
            room.initialize(repeating: 0)
            for (term, place) in places { if let member = known[term] { room[place] = member } }
            return try body(room.baseAddress!)
        }
    }

    mutating func place(of term: TermNode) -> Int {
        if let place = places[term] { return place }
        places[term] = places.count
        return places.count - 1
    }

    mutating func row(_ symbol: RelationSymbol, _ terms: [TermNode]) -> RowCode {
        RowCode(space.table(symbol), terms.map { place(of: $0) })
    }

    mutating func code(_ node: SentenceNode) -> SentenceCode {
        switch node {
        case .relation(let symbol, let terms): row(symbol, terms)
        case .equal(let left, let right): EqualCode(place(of: left), place(of: right))
        case .not(let part): NotCode(code(part))
        case .all(let parts): PartsCode(parts.map { code($0) }, all: true)
        case .any(let parts): PartsCode(parts.map { code($0) }, all: false)
        case .same(let left, let right): SameCode(code(left), code(right))
        case .forAll(let variables, let part): members(variables[...], part, all: true)
        case .exists(let variables, let part): members(variables[...], part, all: false)
        }
    }

    private mutating func members(
        _ variables: ArraySlice<Variable>, _ part: SentenceNode, all value: Bool
    ) -> SentenceCode {
        guard let first = variables.first else { return code(part) }
        let place = place(of: .variable(first))
        let inner = members(variables.dropFirst(), part, all: value)
        return MembersCode(place, space.sizes[first.sort, default: 1], inner, all: value)
    }
}
