import QuorateLanguage

/// Names that replicas may trade in a spec, and the way through all of their orders.
final class ReplicaNames {
    /// Numbers of the replicas of each group.
    let groups: [[Int]]
    /// Exchanges of neighbours in a group, of which all others are made.
    let exchanges: [NameExchange]
    /// Number of the orders.
    let count: Int
    /// Exchanges that lead, one after the other, through all orders.
    private let way: [Int]
    private let places: [UnsafeMutablePointer<UInt64>]
    private let wordCount: Int

    /// Most orders that are looked through, of seven replicas: for each step out of a stored state they may all be.
    static let most = 5_040

    /// The names that a spec says may be traded, or nil where there are none.
    ///
    /// - Throws: `SpecError` where its state does not say how, ``CertificateError`` where they are too many.
    init?(_ spec: ErasedSpec) throws {
        guard let (groups, cells) = try spec.symmetry() else { return nil }
        self.groups = groups.map { $0.map { Int($0.number) } }
        var count = 1
        for factor in groups.flatMap({ Array(1...$0.count) }) {
            count *= factor
            if count > Self.most { throw CertificateError.tooManyNames(most: Self.most) }
        }
        self.count = count
        exchanges = try groups.flatMap { group in
            try zip(group, group.dropFirst()).map {
                try NameExchange(ReplicaExchange($0, $1), cells, of: spec)
            }
        }
        way = Self.way(through: groups.map(\.count))
        wordCount = spec.wordCount
        let room = max(1, spec.wordCount)
        places = (0..<2).map { _ in .allocate(capacity: room) }
    }

    deinit { for place in places { place.deallocate() } }

    /// Names of groups as people read them.
    static func labels(_ groups: [[Int]]) -> [[String]] { groups.map { $0.map { "r\($0)" } } }

    /// Exchanges of neighbours through all orders of groups of these sizes: each order of the last group at each of the
    /// others. In a group by plain changes, the last member going to and fro through all orders of the rest (Johnson,
    /// "Generation of permutations by adjacent transposition", Mathematics of Computation 17, 1963).
    static func way(through sizes: [Int]) -> [Int] {
        var (way, first): ([Int], Int) = ([], 0)
        for size in sizes {
            let turn = changes(of: size).map { $0 + first }
            way = way.isEmpty ? turn : turn + way.flatMap { [$0] + turn }
            first += size - 1
        }
        return way
    }

    private static func changes(of size: Int) -> [Int] {
        if size < 2 { return [] }
        let down = Array((0..<size - 1).reversed())
        var (way, isDown) = (down, true)
        for change in changes(of: size - 1) {
            way.append(isDown ? change + 1 : change)
            way += isDown ? down.reversed() : down
            isDown.toggle()
        }
        return way
    }

    /// The state of a set that some order of the names makes of the one with these words, or nil.
    func find(_ words: UnsafePointer<UInt64>, in set: ClosedSet) -> Int? {
        var (current, other) = (places[0], places[1])
        current.update(from: words, count: wordCount)
        if let state = set.find(current) { return state }
        for exchange in way {
            exchanges[exchange].apply(current, other)
            (current, other) = (other, current)
            if let state = set.find(current) { return state }
        }
        return nil
    }
}
