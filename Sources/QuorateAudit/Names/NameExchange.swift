import QuorateLanguage

/// Exchange of the names of two replicas, as it acts on the words of a state: cells trade places and contents.
///
/// That it is one to one, and undoes itself, is seen here; that it is what its name says need not be: whatever map of
/// states onto states keeps the steps of a spec will do.
struct NameExchange {
    /// The two names, for people.
    let label: String
    /// Bits of each word that stay.
    private var kept: [UInt64]
    private var moves: [Move] = []

    private struct Move {
        var from: (word: Int, shift: UInt64)
        var to: (word: Int, shift: UInt64)
        var mask: UInt64
        /// Number that each content becomes; none for contents that stay.
        var images: [Int] = []
    }

    /// - Throws: `SpecError` where the types of the state say nothing that is one to one.
    init(_ exchange: ReplicaExchange, _ cells: [CellGroup], of spec: ErasedSpec) throws {
        label = "\(exchange.first) and \(exchange.second)"
        kept = Array(repeating: .max, count: spec.wordCount)
        for group in cells where group.move != nil || group.values?.move != nil {
            do {
                let places = try group.move?(.replicas(exchange)) ?? Array(group.cells.indices)
                let images = try group.values?.move?(.replicas(exchange)) ?? []
                guard Self.undoesItself(places), places.count == group.cells.count, Self.undoesItself(images),
                    add(group, places, images)
                else { throw Self.error(label, "what becomes of a state is not one to one", spec) }
            } catch let problem as CarryingProblem { throw Self.error(label, problem.message, spec) }
        }
    }

    private static func error(_ label: String, _ what: String, _ spec: ErasedSpec) -> SpecError {
        SpecError(spec: spec.name, message: "\(label) cannot trade names: \(what)")
    }

    private static func undoesItself(_ images: [Int]) -> Bool {
        images.indices.allSatisfy { images.indices.contains(images[$0]) && images[images[$0]] == $0 }
    }

    /// Adds the cells of a group that move or change; false where two cells share a bit.
    private mutating func add(_ group: CellGroup, _ places: [Int], _ images: [Int]) -> Bool {
        let changing = images == Array(images.indices) ? [] : images
        for (number, cell) in group.cells.enumerated() where places[number] != number || !changing.isEmpty {
            let target = group.cells[places[number]]
            let mask: UInt64 = .max >> UInt64(64 - cell.width)
            let (from, to) = (Self.place(cell), Self.place(target))
            guard target.width == cell.width, kept[to.word] & mask << to.shift == mask << to.shift else {
                return false
            }
            kept[to.word] &= ~(mask << to.shift)
            moves.append(Move(from: from, to: to, mask: mask, images: changing))
        }
        return true
    }

    private static func place(_ cell: CellGroup.Cell) -> (word: Int, shift: UInt64) {
        (cell.bit / 64, UInt64(cell.bit % 64))
    }

    /// Writes the words of a state under the other names to another place.
    func apply(_ state: UnsafePointer<UInt64>, _ result: UnsafeMutablePointer<UInt64>) {
        for word in kept.indices { result[word] = state[word] & kept[word] }
        for move in moves {
            var content = state[move.from.word] >> move.from.shift & move.mask
            if content < move.images.count { content = UInt64(move.images[Int(content)]) }
            result[move.to.word] |= content << move.to.shift
        }
    }

    /// The words of a state under the other names.
    func callAsFunction(_ state: [UInt64]) -> [UInt64] {
        var result = state
        state.withUnsafeBufferPointer { from in
            result.withUnsafeMutableBufferPointer { apply(from.baseAddress!, $0.baseAddress!) }
        }
        return result
    }
}
