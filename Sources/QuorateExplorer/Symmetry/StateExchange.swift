import QuorateLanguage
import QuorateQuorums

/// The exchange of two names, as it acts on the words of a state.
final class StateExchange: Sendable {
    /// The names.
    let trade: Trade
    /// Bits of each word that stay where they are.
    private let kept: [UInt64]
    private let rotations: [Rotation]
    private let renumbered: [Renumbered]

    /// Bits of one word that all go the same way.
    private struct Rotation: Hashable {
        var from: Int
        var to: Int
        var left: UInt64
        var mask: UInt64 = 0
    }

    /// A cell whose content changes on the way.
    private struct Renumbered {
        var from: (word: Int, shift: UInt64)
        var to: (word: Int, shift: UInt64)
        var mask: UInt64
        var images: [UInt64]
    }

    /// - Parameter images: for each group the cell to which each cell goes, and what each content becomes.
    init(
        _ trade: Trade, _ groups: [CellGroup], images: [CellImages], wordCount: Int
    ) {
        self.trade = trade
        var kept = [UInt64](repeating: .max, count: wordCount)
        var rotations: [Rotation: UInt64] = [:]
        var renumbered: [Renumbered] = []
        for (group, images) in zip(groups, images) {
            for (cell, target) in images.cells.enumerated() where images.changes(cell) {
                let (from, to) = (group.cells[cell].place, group.cells[target].place)
                let mask = group.cells[cell].mask
                kept[to.word] &= ~(mask << to.shift)
                if let contents = images.contents {
                    renumbered.append(
                        Renumbered(from: from, to: to, mask: mask, images: contents.map { UInt64($0) }))
                } else {
                    let way = Rotation(from: from.word, to: to.word, left: (to.shift &- from.shift) & 63)
                    rotations[way, default: 0] |= mask << from.shift
                }
            }
        }
        self.kept = kept
        self.rotations = rotations.map { way, mask in
            Rotation(from: way.from, to: way.to, left: way.left, mask: mask)
        }
        self.renumbered = renumbered
    }

    /// Writes the words of `state` after the exchange to another place.
    func apply(_ state: UnsafePointer<UInt64>, _ result: UnsafeMutablePointer<UInt64>) {
        for word in kept.indices { result[word] = state[word] & kept[word] }
        for way in rotations {
            let bits = state[way.from] & way.mask
            result[way.to] |= bits &<< way.left | (bits &>> 1) &>> (63 &- way.left)
        }
        for cell in renumbered {
            let content = state[cell.from.word] &>> cell.from.shift & cell.mask
            let image = content < cell.images.count ? cell.images[Int(content)] : content
            result[cell.to.word] |= image &<< cell.to.shift
        }
    }
}

/// Images of the cells of a group, and of their contents, by one exchange.
struct CellImages: Hashable {
    /// The cell to which each cell goes.
    var cells: [Int]
    /// Number that each content becomes; nil where it stays.
    var contents: [Int]?

    init(_ group: CellGroup, _ trade: Trade) throws {
        cells = try group.move?(trade) ?? Array(group.cells.indices)
        contents = try group.values?.move?(trade)
        if contents.map({ $0 == Array($0.indices) }) ?? false { contents = nil }
    }

    func changes(_ cell: Int) -> Bool { cells[cell] != cell || contents != nil }

    /// Both, one after the other.
    func then(_ other: CellImages) -> CellImages {
        var result = self
        result.cells = cells.map { other.cells[$0] }
        let count = contents?.count ?? other.contents?.count ?? 0
        let both = (0..<count).map { number in
            let mine = contents?[number] ?? number
            return other.contents?[mine] ?? mine
        }
        result.contents = both == Array(both.indices) ? nil : both
        return result
    }

    /// True where nothing moves.
    var isIdentity: Bool { contents == nil && cells == Array(cells.indices) }
}

extension CellGroup.Cell {
    var place: (word: Int, shift: UInt64) { (bit / 64, UInt64(bit % 64)) }
    var mask: UInt64 { ~0 >> UInt64(64 - width) }
}
