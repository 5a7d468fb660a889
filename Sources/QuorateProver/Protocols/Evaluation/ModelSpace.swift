/// Relations of a model over sorts of a few members each: a state is a bit for each row that a relation may have.
struct ModelSpace: Sendable {
    /// Place of a relation among the bits.
    struct Table: Sendable {
        let start: Int
        let sizes: [Int]
        var rowCount: Int { sizes.reduce(1, *) }

        /// The row at a position among those of the relation; the first member counts most.
        func row(at position: Int) -> [Int] {
            var (row, rest) = (sizes, position)
            for place in sizes.indices.reversed() {
                row[place] = rest % sizes[place]
                rest /= sizes[place]
            }
            return row
        }

        /// The bit of a row.
        func bit(of row: [Int]) -> Int { start + zip(row, sizes).reduce(0) { $0 * $1.1 + $1.0 } }
    }

    /// Bits of a state.
    typealias Bits = [UInt64]

    let sizes: [SortSymbol: Int]
    /// Relations in the order of their bits, the orders of sorts among them.
    let relations: [RelationSymbol]
    private let tables: [RelationSymbol: Table]
    /// Number of words of a state.
    let wordCount: Int

    init(_ relations: [RelationSymbol], sizes: [SortSymbol: Int]) {
        let orders = sizes.keys.filter(\.isOrdered).sorted { $0.name < $1.name }.map(
            RelationSymbol.init(before:))
        var tables: [RelationSymbol: Table] = [:]
        var count = 0
        self.relations = relations + orders.filter { !relations.contains($0) }
        for symbol in self.relations {
            let table = Table(start: count, sizes: symbol.sorts.map { sizes[$0, default: 1] })
            tables[symbol] = table
            count += table.rowCount
        }
        (self.sizes, self.tables, wordCount) = (sizes, tables, max(1, (count + 63) / 64))
    }

    /// The state in which nothing holds.
    var empty: Bits { Array(repeating: 0, count: wordCount) }

    /// Place of a relation; one that the space does not have has no rows.
    func table(_ symbol: RelationSymbol) -> Table { tables[symbol] ?? Table(start: 0, sizes: [0]) }

    /// The rows that a relation has in a state.
    func rows(of symbol: RelationSymbol, in bits: Bits) -> [[Int]] {
        let table = table(symbol)
        return (0..<table.rowCount).filter { bits.has(table.start + $0) }.map(table.row)
    }

    /// The bits of all rows of some relations.
    func mask(of symbols: some Sequence<RelationSymbol>) -> Bits {
        var mask = empty
        for symbol in symbols {
            let table = table(symbol)
            for position in 0..<table.rowCount { mask.insert(table.start + position) }
        }
        return mask
    }

    /// The bits of a state with tables.
    func bits(of state: SmallState) -> Bits {
        var bits = empty
        for (symbol, rows) in state.tables {
            guard let table = tables[symbol] else { continue }
            for row in rows { bits.insert(table.bit(of: row)) }
        }
        return bits
    }
}

extension [UInt64] {
    func has(_ bit: Int) -> Bool { self[bit >> 6] >> UInt64(bit & 63) & 1 == 1 }
    mutating func insert(_ bit: Int) { self[bit >> 6] |= 1 << UInt64(bit & 63) }
    mutating func remove(_ bit: Int) { self[bit >> 6] &= ~(1 << UInt64(bit & 63)) }

    /// The bits that one of the two has, or both.
    func union(_ other: [UInt64]) -> [UInt64] { zip(self, other).map { $0 | $1 } }
    /// The bits that both have.
    func intersection(_ other: [UInt64]) -> [UInt64] { zip(self, other).map { $0 & $1 } }
    /// The bits that `other` does not have.
    func subtracting(_ other: [UInt64]) -> [UInt64] { zip(self, other).map { $0 & ~$1 } }
    /// The bits that one of the two has, and not both.
    func difference(_ other: [UInt64]) -> [UInt64] { zip(self, other).map { $0 ^ $1 } }
    /// True where no bit is set.
    var isZero: Bool { allSatisfy { $0 == 0 } }
}
