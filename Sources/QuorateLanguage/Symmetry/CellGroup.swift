import QuorateQuorums

/// Cells of a state that trade places when two names are traded: the entries of a map, the bits of a set.
package struct CellGroup: Sendable {
    /// Some bits of a state, within one of its words.
    package struct Cell: Hashable, Sendable {
        /// The first bit.
        package var bit: Int
        /// The number of bits, at most 64.
        package var width: Int
    }

    /// The cells, all of one width.
    package var cells: [Cell]
    /// For each trade the cell to which the content of each cell goes; nil where every cell stays.
    package var move: (@Sendable (Trade) throws -> [Int])?
    /// Contents of a cell, and what becomes of them on the way; nil for any content that stays as it is.
    package var values: CarriedNumbers?

    /// A group of cells for the keys of a type, of which the first `count` have one.
    init(
        keys: CarriedNumbers, count: Int, width: Int, values: CarriedNumbers? = nil, at place: (Int) -> Int
    ) {
        cells = (0..<count).map { Cell(bit: place($0), width: width) }
        if let move = keys.move { self.move = { try Self.part(move($0), count, $0) } }
        self.values = values?.move == nil ? nil : values
    }

    /// A group of cells for pairs of keys.
    package init(
        keys: CarriedNumbers, count: Int, and others: CarriedNumbers, count otherCount: Int, width: Int,
        values: CarriedNumbers? = nil, at place: (Int, Int) -> Int
    ) {
        cells = (0..<count).flatMap { key in
            (0..<otherCount).map { Cell(bit: place(key, $0), width: width) }
        }
        if keys.move != nil || others.move != nil {
            move = { trade in
                let first = try Self.part(keys.move?(trade) ?? Array(0..<count), count, trade)
                let second = try Self.part(
                    others.move?(trade) ?? Array(0..<otherCount), otherCount, trade)
                return first.flatMap { key in second.map { key * otherCount + $0 } }
            }
        }
        self.values = values?.move == nil ? nil : values
    }

    /// Bytes that stay as they are, in cells of one.
    init(bytes: Int) {
        cells = (0..<bytes).map { Cell(bit: $0 * 8, width: 8) }
    }

    /// The images of the first keys, none of which may lie beyond them.
    private static func part(_ images: [Int], _ count: Int, _ trade: Trade) throws -> [Int] {
        let part = Array(images.prefix(count))
        guard part.count == count, part.allSatisfy({ $0 < count }) else {
            let names = trade.names
            throw CarryingProblem(
                message: "there is room for \(count) entries, too few for \(names.first) and"
                    + " \(names.second)")
        }
        return part
    }

    /// The same cells further on.
    func shifted(by bits: Int) -> CellGroup {
        var group = self
        for k in cells.indices { group.cells[k].bit += bits }
        return group
    }

    /// The cells of all entries of a map whose values have these cells.
    func repeated(for keys: CarriedNumbers, count: Int, every bits: Int) -> CellGroup {
        var group = self
        group.cells = (0..<count).flatMap { shifted(by: $0 * bits).cells }
        let (inner, size) = (move, cells.count)
        guard keys.move != nil || inner != nil else { return group }
        group.move = { trade in
            let outer = try Self.part(keys.move?(trade) ?? Array(0..<count), count, trade)
            let images = try inner?(trade) ?? Array(0..<size)
            return outer.flatMap { key in images.map { key * size + $0 } }
        }
        return group
    }
}
