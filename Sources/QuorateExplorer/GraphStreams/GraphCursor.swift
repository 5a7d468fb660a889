import QuorateLanguage

/// Place in the bytes of a graph's pieces, from which numbers, texts and values are read and checked.
struct GraphCursor {
    private let next: () throws -> GraphFrame
    private(set) var frame: GraphFrame
    private var position = 0

    private static let deepestValue = 64
    private static let longestText = 1 << 24

    /// The place before the first byte of `kept`, behind which `next` gives more pieces.
    init(
        _ kept: [GraphFrame],
        next: @escaping () throws -> GraphFrame = { throw GraphStreamError(kind: .truncated, offset: 0) }
    )
        throws
    {
        var rest = kept[...]
        self.next = { try rest.popFirst() ?? next() }
        frame = try self.next()
    }

    /// Position in the stream of graphs.
    var offset: Int { frame.offset + position }

    /// Kind of the piece in which the next byte lies.
    mutating func kind() throws -> GraphFrame.Kind {
        while position == frame.payload.count, frame.kind != .end { (frame, position) = (try next(), 0) }
        return frame.kind
    }

    func corrupt(_ what: String) -> GraphStreamError {
        GraphStreamError(kind: .corrupt(what), offset: offset)
    }

    private mutating func byte() throws -> UInt8 {
        if position == frame.payload.count {
            let before = frame.kind
            guard before != .end, try kind() == before else { throw corrupt("a record ends in the middle") }
        }
        defer { position += 1 }
        return frame.payload[position]
    }

    /// A number.
    mutating func number() throws -> Int {
        var (number, shift): (UInt64, UInt64) = (0, 0)
        while true {
            let byte = try byte()
            guard shift < 63 else { throw corrupt("a number of more than 63 bits") }
            number |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return Int(number) }
            shift += 7
        }
    }

    /// A number below `limit`.
    mutating func number(below limit: Int, _ what: String) throws -> Int {
        let number = try number()
        guard number < limit else { throw corrupt("\(what) \(number) of \(limit)") }
        return number
    }

    /// True or false.
    mutating func flag() throws -> Bool { try number(below: 2, "truth value") == 1 }

    /// So many bytes; few.
    mutating func bytes(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count { bytes.append(try byte()) }
        return bytes
    }

    mutating func text() throws -> String {
        let count = try number()
        guard count <= Self.longestText else {
            throw GraphStreamError(
                kind: .tooLarge("a text of \(count) bytes", limit: Self.longestText), offset: offset)
        }
        guard let text = String(validating: try bytes(count), as: UTF8.self) else {
            throw corrupt("a text that is no UTF-8")
        }
        return text
    }

    mutating func list<Element>(_ each: (inout GraphCursor) throws -> Element) throws -> [Element] {
        var elements: [Element] = []
        // Each element takes a byte at least, so a wrong count ends with the bytes and takes no room.
        for _ in 0..<(try number()) { elements.append(try each(&self)) }
        return elements
    }

    mutating func fields(depth: Int = 0) throws -> [SpecValue.Field] {
        try list { SpecValue.Field(name: try $0.text(), value: try $0.value(depth: depth)) }
    }

    mutating func value(depth: Int = 0) throws -> SpecValue {
        guard depth <= Self.deepestValue else {
            throw GraphStreamError(
                kind: .tooLarge("a value of more levels", limit: Self.deepestValue), offset: offset)
        }
        guard let tag = SpecValueTag(rawValue: try byte()) else { throw corrupt("an unknown kind of value") }
        switch tag {
        case .boolean: return .boolean(try flag())
        case .integer: return .integer(Int(Int64(bitPattern: try bytes(8).littleEndian)))
        case .largeInteger: return .largeInteger(try text())
        case .string: return .string(try text())
        case .list: return .list(try list { try $0.value(depth: depth + 1) })
        case .set: return .set(try list { try $0.value(depth: depth + 1) })
        case .map:
            return .map(
                try list {
                    SpecValue.Entry(
                        key: try $0.value(depth: depth + 1), value: try $0.value(depth: depth + 1))
                })
        case .record: return .record(try fields(depth: depth + 1))
        case .variant: return .variant(try text(), try value(depth: depth + 1))
        }
    }

    /// The size that ends a graph.
    mutating func totals() throws -> GraphTotals {
        let (states, steps) = (try number(), try number())
        let cut: Report.Limit?
        switch try number(below: 6, "limit") {
        case 0: cut = nil
        case 1: cut = .states(try number())
        case 2: cut = .depth(try number())
        case 3: cut = .seconds(Double(bitPattern: try bytes(8).littleEndian))
        case 4: cut = .memory(try number())
        default: cut = .interrupt
        }
        guard position == frame.payload.count else { throw corrupt("bytes behind the end") }
        return GraphTotals(states: states, steps: steps, cut: cut)
    }
}
