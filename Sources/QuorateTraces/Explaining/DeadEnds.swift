/// The pairs from which no observation is explained, of which only those far along are kept.
struct DeadEnds {
    struct Entry {
        let pair: Int32
        let depth: Int
        let silents: Int
    }

    private(set) var entries: [Entry] = []

    /// The most that are kept, once those less far along are dropped.
    private static let most = 64

    mutating func add(_ entry: Entry) {
        entries.append(entry)
        if entries.count < 4 * Self.most { return }
        // The first of those as far along came with the fewest silent steps.
        entries = Array(sorted.prefix(Self.most))
    }

    /// Those furthest along first, and of these those with fewer silent steps.
    var sorted: [Entry] {
        entries.enumerated().sorted {
            ($1.element.depth, $0.element.silents, $0.offset)
                < ($0.element.depth, $1.element.silents, $1.offset)
        }.map(\.element)
    }
}
