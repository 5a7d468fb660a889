/// The pairs that a search has not looked at yet, by the number of observations that are explained.
///
/// The deepest come first: a run is found without looking at all others. Where that leads into dead ends again and again,
/// the shallowest come first, since then a layer that is done with can be forgotten, and memory does not grow with the
/// length.
struct SearchLayers {
    /// A state with a position in each lane, and the way to it.
    struct Pair {
        /// The words of the state, and behind them the cursor of each lane.
        let key: [UInt64]
        /// The pair's entry in the log.
        let entry: Int32
        /// Silent steps since the last observation.
        let silents: Int
        /// The pair has come a second time, now for its silent steps.
        var isSilentTurn = false
    }

    private struct Layer {
        var pending: [Pair] = []
        var next = 0
        /// The fewest silent steps with which each pair was reached.
        var fewest: [[UInt64]: Int] = [:]
        var isOpen: Bool { next < pending.count }
    }

    private var layers: [Layer] = []
    /// All layers below are done with.
    private var floor = 0
    private var deepestOpen = -1
    /// The most observations that were explained.
    var deepest: Int { layers.count - 1 }
    private var deadEnds = 0

    /// Dead ends after which breadth comes first.
    private static let patience = 1 << 14

    /// Adds a pair, unless it was reached with no more silent steps before.
    ///
    /// - Parameter entry: makes the pair's entry in the log.
    mutating func add(_ key: [UInt64], silents: Int, depth: Int, entry: () -> Int32) {
        while depth >= layers.count { layers.append(Layer()) }
        if let fewest = layers[depth].fewest[key], fewest <= silents { return }
        layers[depth].fewest[key] = silents
        layers[depth].pending.append(Pair(key: key, entry: entry(), silents: silents))
        deepestOpen = max(deepestOpen, depth)
    }

    /// Puts a pair back behind the others of its layer, for its silent steps: most runs never need them.
    mutating func addSilentTurn(of pair: Pair, depth: Int) {
        var pair = pair
        pair.isSilentTurn = true
        layers[depth].pending.append(pair)
        deepestOpen = max(deepestOpen, depth)
    }

    /// Takes the next pair, with its depth, or nil where none is left.
    mutating func next() -> (pair: Pair, depth: Int)? {
        while deepestOpen >= 0, !layers[deepestOpen].isOpen { deepestOpen -= 1 }
        while floor < layers.count, !layers[floor].isOpen {
            layers[floor] = Layer()
            floor += 1
        }
        guard deepestOpen >= 0 else { return nil }
        let depth = deadEnds > Self.patience ? floor : deepestOpen
        let pair = layers[depth].pending[layers[depth].next]
        layers[depth].next += 1
        return (pair, depth)
    }

    mutating func noteDeadEnd() { deadEnds += 1 }
}
