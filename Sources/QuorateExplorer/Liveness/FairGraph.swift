import QuorateLanguage
import Synchronization

/// Steps among the states in which a run against some liveness property may stay, kept in memory.
///
/// A node is such a state; nodes are in the order of the levels. It is built by several threads, each block of nodes by
/// one, and only read afterwards.
final class FairGraph: Sendable {
    /// Nodes that are built together.
    static let blockSize = 256

    /// Steps out of consecutive nodes, without those that change nothing.
    struct Block {
        /// Position of the first step of each node, and behind the last.
        var starts: [UInt32] = [0]
        var targets: [UInt32] = []
        /// Numbers of the obligations that each step discharges, in the table of the graph.
        var labels: [UInt32] = []
        /// Numbers of the obligations that are owed in each node.
        var owed: [UInt32] = []

        var bytes: Int { starts.count * 4 + targets.count * 8 + owed.count * 4 }
    }

    /// Number of each node's state in the arena.
    let members: [Int]
    /// Number of the first node of each level, and behind the last.
    let levelStarts: [Int]
    let blocks: [Block]
    /// Sets of obligations by number, a bit for each.
    let masks: [UInt64]
    let arena: WholeArena

    init(members: [Int], levelStarts: [Int], blocks: [Block], masks: [UInt64], arena: WholeArena) {
        self.members = members
        self.levelStarts = levelStarts
        self.blocks = blocks
        self.masks = masks
        self.arena = arena
    }

    var count: Int { members.count }
    var stepCount: Int { blocks.reduce(0) { $0 + $1.targets.count } }
    /// Number of the steps that lead to a level that is not deeper.
    var stepsBack: Int {
        zip(levelStarts, levelStarts.dropFirst()).reduce(0) { sum, level in
            (level.0..<level.1).reduce(sum) { sum, node in
                (0..<stepCount(of: node)).reduce(sum) { step($1, of: node).target < level.1 ? $0 + 1 : $0 }
            }
        }
    }
    /// Bytes of nodes and steps.
    var bytes: Int { members.count * 8 + blocks.reduce(0) { $0 + $1.bytes } }

    /// Obligations that are owed in a node.
    func owed(_ node: Int) -> UInt64 {
        masks[Int(blocks[node / Self.blockSize].owed[node % Self.blockSize])]
    }

    /// Number of the steps out of a node.
    func stepCount(of node: Int) -> Int {
        let starts = blocks[node / Self.blockSize].starts
        return Int(starts[node % Self.blockSize + 1] - starts[node % Self.blockSize])
    }

    /// Node to which a step out of a node leads, and the obligations that it discharges.
    func step(_ position: Int, of node: Int) -> (target: Int, discharged: UInt64) {
        let block = blocks[node / Self.blockSize]
        let place = Int(block.starts[node % Self.blockSize]) + position
        return (Int(block.targets[place]), masks[Int(block.labels[place])])
    }

    /// Depth of a node's state.
    func level(of node: Int) -> Int {
        var (low, high) = (0, levelStarts.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if levelStarts[middle] <= node { low = middle } else { high = middle }
        }
        return low
    }

    /// Words of a node's state.
    func words(_ node: Int) -> [UInt64] { arena.state(members[node]) }

    /// Order of two nodes by the words of their states, whatever their numbers.
    func precedes(_ left: Int, _ right: Int) -> Bool {
        let (first, second) = (arena.words(members[left]), arena.words(members[right]))
        for word in 0..<arena.wordCount where first[word] != second[word] {
            return first[word] < second[word]
        }
        return false
    }
}

extension Report.Liveness {
    /// Notes what was kept.
    mutating func note(_ graph: FairGraph) {
        states += graph.count
        steps += graph.stepCount
        stepsBack += graph.stepsBack
        bytes += graph.bytes
    }
}

/// Numbers for sets of obligations, of which there are few.
final class MaskTable: Sendable {
    private let known = Mutex<(numbers: [UInt64: UInt32], masks: [UInt64])>(([0: 0], [0]))

    /// Number of a set.
    func number(of mask: UInt64) -> UInt32 {
        known.withLock { known in
            if let number = known.numbers[mask] { return number }
            let number = UInt32(known.masks.count)
            known.numbers[mask] = number
            known.masks.append(mask)
            return number
        }
    }

    /// Sets by number.
    var masks: [UInt64] { known.withLock { $0.masks } }
}

/// Numbers of a table that one thread knows, so that threads wait for it once for each set and block, and not for each
/// step.
struct KnownMasks {
    private let table: MaskTable
    private var known: [UInt64: UInt32] = [:]
    private var latest: (mask: UInt64, number: UInt32) = (0, 0)

    init(of table: MaskTable) { self.table = table }

    /// Number of a set.
    mutating func number(of mask: UInt64) -> UInt32 {
        if mask == latest.mask { return latest.number }
        let number = known[mask] ?? table.number(of: mask)
        known[mask] = number
        latest = (mask, number)
        return number
    }
}
