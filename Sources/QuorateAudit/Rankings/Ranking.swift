/// Places of states in a tree of parts, which are said to show that no fair run breaks a property of liveness.
struct Ranking {
    /// Reason why no fair run stays in a part of the states for ever.
    enum Kind: Int {
        /// No step leads from one of its states to another: it can only be passed.
        case passed
        /// Each of its states owes an obligation, and no step among them discharges it.
        case owing
        /// As `owing`, for the states that are in none of the parts below it: whoever comes by one again and again
        /// neglects the obligation, which is strong; whoever does not stays in a part below.
        case owingAgain
        /// Each of its states is as it should be, where a run must go through others again and again to break the
        /// property.
        case asItShould
    }

    /// Part of the states.
    struct Part {
        let kind: Kind
        /// Position of the obligation in the spec; 0 where there is none.
        let obligation: Int
        /// Number of the part that it is in, which is lower; nil for the whole.
        let parent: Int?
        /// Number of parts that it is in.
        let depth: Int
    }

    /// Position of the property among all those of the spec.
    let property: Int
    let parts: [Part]
    /// For each state the number of the innermost part that it is in, plus 1; 0 where no run in question comes by.
    let places: [UInt32]

    /// Bytes of a part: while their list grows, the old one and a new one of twice its length are there.
    static let partBytes = 3 * MemoryLayout<Part>.stride

    init(
        of property: Int, _ bytes: inout CertificateBytes, stateCount: Int, in room: inout RankingRoom
    ) throws {
        self.property = property
        parts = try Self.parts(&bytes, stateCount, &room)
        try room.take(stateCount * 4)
        var places: [UInt32] = []
        places.reserveCapacity(stateCount)
        while places.count < stateCount {
            let (place, run) = (try bytes.number(), try bytes.number())
            guard place <= parts.count else { throw bytes.malformed("no part has number \(place)") }
            guard run > 0, run <= stateCount - places.count, places.last.map({ $0 != place }) ?? true else {
                throw bytes.malformed("\(run) states in a part")
            }
            places.append(contentsOf: repeatElement(UInt32(place), count: run))
        }
        self.places = places
    }

    private static func parts(
        _ bytes: inout CertificateBytes, _ stateCount: Int, _ room: inout RankingRoom
    ) throws -> [Part] {
        let count = try bytes.number()
        // A state is in one part of each depth at most, and a part has a state.
        guard count <= 64 * stateCount else {
            throw bytes.malformed("\(count) parts of \(stateCount) states")
        }
        var parts: [Part] = []
        for _ in 0..<count {
            try room.take(partBytes)
            parts.append(try part(&bytes, parts))
        }
        return parts
    }

    private static func part(_ bytes: inout CertificateBytes, _ parts: [Part]) throws -> Part {
        guard let kind = Kind(rawValue: Int(try bytes.byte())) else {
            throw bytes.malformed("a kind of part that there is not")
        }
        guard parts.count < UInt32.max - 1 else { throw bytes.malformed("too many parts") }
        let hasObligation = kind == .owing || kind == .owingAgain
        let obligation = hasObligation ? try bytes.number() : 0
        let parent = try bytes.number()
        guard parent <= parts.count, parent == 0 || parts[parent - 1].kind == .owingAgain else {
            throw bytes.malformed("a part that is in no part which may have others below it")
        }
        let outer = parent == 0 ? nil : parent - 1
        let depth = outer.map { parts[$0].depth + 1 } ?? 0
        // Of an obligation each part within is free, and there are no more of them.
        guard depth <= 64 else { throw bytes.malformed("parts in parts without need") }
        return Part(kind: kind, obligation: obligation, parent: outer, depth: depth)
    }
}
