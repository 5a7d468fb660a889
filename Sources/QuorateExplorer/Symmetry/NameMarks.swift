import QuorateLanguage
import QuorateQuorums

/// Marks of the replicas, or of the values, in a state, which go with them when they trade names: sums over what the state
/// says of each.
///
/// What a cell says of a bearer of a name is the orbit of the two together (and of the content, where it has names). So
/// equal marks are a sign, and no proof, that two may trade names; unequal ones put them in order.
final class NameMarks: Sendable {
    /// Most bearers of names: as many as there can be replicas.
    static let capacity = ReplicaID.capacity

    /// A trade, what it makes of the bearers of names, and of the cells.
    struct Generator {
        var bearers: [Int]
        var images: [CellImages]
    }

    /// True where no part of a state speaks of two of them at once.
    let isSimple: Bool
    /// Single bits, by word: those that say something of a bearer.
    private let bitMasks: [UInt64]
    /// For each bit of the state where its entries begin in `entries`; one more for the end.
    private let bitStarts: [Int32]
    /// Cells of several bits.
    private let cells: [MarkedCell]
    private let entries: [Entry]

    /// Statement of a bit, a cell or a content about a bearer of a name.
    private struct Entry {
        var bearer: Int
        /// The mark, and for a cell that of any other, which does not count.
        var mark: UInt64
        var other: UInt64 = 0
    }

    private struct MarkedCell {
        var word: Int
        var shift: UInt64
        var mask: UInt64
        /// Beginnings of the entries of each content, if contents have names; otherwise those of the cell.
        var starts: [Int32]
        var hasNames: Bool
    }

    /// Most cells with contents and bearers that are put into orbits.
    private static let most = 1 << 23

    /// - Parameters:
    ///   - groups: the bearers of names, by number, that trade among each other.
    ///   - generators: trades that marks go with, of which all others are made.
    init(_ maker: ExchangeMaker, _ groups: [[Int]], _ generators: [Generator]) throws {
        var bits: [Int: [Entry]] = [:]
        var (cells, entries, isSimple): ([MarkedCell], [Entry], Bool) = ([], [], true)
        for (number, group) in maker.cells.enumerated() {
            let contents = group.values?.count ?? 1
            let elements = group.cells.count * contents * Self.capacity
            guard elements <= Self.most else {
                throw SpecError(
                    spec: maker.spec.name,
                    message:
                        "no \(maker.kind) can trade names: \(group.cells.count) entries of \(contents) values each are"
                        + " too many")
            }
            var orbits = Orbits(count: elements)
            for generator in generators {
                orbits.join(
                    generator.images[number], cells: group.cells.count, contents: contents,
                    generator.bearers)
            }
            /// Statements about each bearer, without what is said of most of its group.
            func said(_ cell: Int, _ content: Int) -> [Entry] {
                let first = (cell * contents + content) * Self.capacity
                return groups.flatMap { members in
                    let marks = members.map { StateHash.mark(number, orbits.least(first + $0)) }
                    let other = Self.commonest(marks)
                    return zip(members, marks).filter { $1 != other }.map {
                        Entry(bearer: $0, mark: $1, other: other)
                    }
                }
            }
            for (k, cell) in group.cells.enumerated() {
                let (word, shift) = cell.place
                if group.values == nil, cell.width == 1 {
                    let found = said(k, 0)
                    isSimple = isSimple && found.count <= 1
                    bits[cell.bit, default: []] += found.map {
                        Entry(bearer: $0.bearer, mark: $0.mark &- $0.other)
                    }
                    continue
                }
                var starts: [Int32] = []
                for content in 0..<contents {
                    starts.append(Int32(entries.count))
                    let found = said(k, content)
                    isSimple = isSimple && found.count <= 1
                    entries += found
                }
                starts.append(Int32(entries.count))
                if starts.first == starts.last { continue }
                cells.append(
                    MarkedCell(
                        word: word, shift: shift, mask: cell.mask, starts: starts,
                        hasNames: group.values != nil))
            }
        }
        self.isSimple = isSimple
        self.cells = cells
        var (masks, starts) = ([UInt64](repeating: 0, count: maker.spec.wordCount), [Int32]())
        for bit in 0..<maker.spec.wordCount * 64 {
            starts.append(Int32(entries.count))
            guard let found = bits[bit], !found.isEmpty else { continue }
            masks[bit / 64] |= 1 << UInt64(bit % 64)
            entries += found
        }
        starts.append(Int32(entries.count))
        (bitMasks, bitStarts, self.entries) = (masks, starts, entries)
    }

    /// The commonest of some marks, the least of several.
    private static func commonest(_ marks: [UInt64]) -> UInt64 {
        let counts = Dictionary(marks.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    }

    /// Writes the mark of each bearer in a state.
    func write(_ state: UnsafePointer<UInt64>, to marks: UnsafeMutablePointer<UInt64>) {
        for bearer in 0..<Self.capacity { marks[bearer] = 0 }
        for word in bitMasks.indices {
            var rest = state[word] & bitMasks[word]
            while rest != 0 {
                let bit = word &* 64 &+ rest.trailingZeroBitCount
                for k in Int(bitStarts[bit])..<Int(bitStarts[bit &+ 1]) {
                    marks[entries[k].bearer] &+= entries[k].mark
                }
                rest &= rest &- 1
            }
        }
        for cell in cells {
            let content = state[cell.word] &>> cell.shift & cell.mask
            if cell.hasNames {
                guard content < cell.starts.count - 1 else { continue }
                for k in Int(cell.starts[Int(content)])..<Int(cell.starts[Int(content) + 1]) {
                    marks[entries[k].bearer] &+= entries[k].mark &- entries[k].other
                }
            } else {
                for k in Int(cell.starts[0])..<Int(cell.starts[1]) {
                    let entry = entries[k]
                    marks[entry.bearer] &+=
                        StateHash.mixed(entry.mark, content) &- StateHash.mixed(entry.other, content)
                }
            }
        }
    }
}

extension StateHash {
    fileprivate static func mixed(_ mark: UInt64, _ content: UInt64) -> UInt64 {
        let product = (mark ^ 0x9e37_79b9_7f4a_7c15).multipliedFullWidth(
            by: content &* 0xd6e8_feb8_6659_fd93 ^ 0xa076_1d64_78bd_642f)
        return product.high ^ product.low
    }

    fileprivate static func mark(_ group: Int, _ orbit: Int) -> UInt64 {
        words([UInt64(group), UInt64(orbit)], 2)
    }
}

/// Sets of numbers that are joined, each called by its least member.
private struct Orbits {
    private var parents: [Int32]

    init(count: Int) { parents = Array(0..<Int32(count)) }

    mutating func least(_ number: Int) -> Int {
        var number = number
        while Int(parents[number]) != number {
            parents[number] = parents[Int(parents[number])]
            number = Int(parents[number])
        }
        return number
    }

    mutating func join(_ images: CellImages, cells: Int, contents: Int, _ bearers: [Int]) {
        for cell in 0..<cells {
            for content in 0..<contents {
                let (from, image) = (cell * contents + content, images.contents?[content] ?? content)
                let to = images.cells[cell] * contents + image
                for (bearer, other) in bearers.enumerated() {
                    join(from * bearers.count + bearer, to * bearers.count + other)
                }
            }
        }
    }

    private mutating func join(_ first: Int, _ second: Int) {
        let (first, second) = (least(first), least(second))
        if first < second { parents[second] = Int32(first) } else { parents[first] = Int32(second) }
    }
}
