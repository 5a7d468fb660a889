/// The name that a person may have meant.
enum NearestName {
    /// The known name nearest to `name`, or nil when none is near.
    static func nearest(to name: String, among known: [String]) -> String? {
        let typed = Array(name.lowercased())
        // The distance takes time in proportion to both lengths, and nobody mistypes a page.
        guard (1...200).contains(typed.count) else { return nil }
        let ranked = known.map { (name: $0, distance: distance(typed, Array($0.lowercased()))) }
        if let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= max(1, typed.count / 3),
            // A name of one letter is near to every other one.
            best.distance < typed.count
        {
            return best.name
        }
        let begun = known.filter { $0.lowercased().hasPrefix(name.lowercased()) }
        return begun.count == 1 ? begun[0] : nil
    }

    /// Insertions, deletions, substitutions and swaps of neighbours between two words (optimal string
    /// alignment).
    static func distance(_ first: [Character], _ second: [Character]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...second.count)
        for (row, letter) in first.enumerated() {
            var current = [row + 1]
            for (column, other) in second.enumerated() {
                var best = min(
                    previous[column] + (letter == other ? 0 : 1), previous[column + 1] + 1,
                    current[column] + 1)
                if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
                    best = min(best, beforePrevious[column - 1] + 1)
                }
                current.append(best)
            }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[second.count]
    }
}
