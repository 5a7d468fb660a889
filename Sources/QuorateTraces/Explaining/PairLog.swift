/// The pairs of a state and a position that a search has come to, each with the one before it: enough to walk there again.
///
/// No state is kept: a step is known by its place among the steps out of the state before.
struct PairLog {
    /// A pair as it was reached.
    struct Entry {
        /// The pair before; -1 for an initial state.
        var parent: Int32
        /// The position of the step among those out of the state before, or of the initial state; -1 where there was no step.
        var step: Int32
        /// The lane whose observation was explained; -1 where none was.
        var lane: Int32
    }

    private(set) var entries: [Entry] = []

    var count: Int { entries.count }

    mutating func add(_ entry: Entry) -> Int32 {
        entries.append(entry)
        return Int32(entries.count - 1)
    }

    /// The entries from an initial state to the pair at `position`.
    func path(to position: Int32) -> [Entry] {
        var path: [Entry] = []
        var next = position
        while next >= 0 {
            path.append(entries[Int(next)])
            next = entries[Int(next)].parent
        }
        return path.reversed()
    }
}
