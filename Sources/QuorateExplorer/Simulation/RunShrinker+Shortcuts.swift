import QuorateLanguage

extension RunShrinker {
    /// States that are looked at from one state of a run.
    private static let mostStates = 2_000

    /// A way that is shorter than the part of a run that it replaces.
    private struct Shortcut {
        /// States behind the one that it leaves, in order.
        var states: [[UInt64]]
        /// The position in the run of its last state, or nil where that breaks the property.
        var end: Int?
    }

    /// The run with the best shortcut out of each of its states that a bounded search finds.
    func withShortcuts(_ run: [[UInt64]]) -> [[UInt64]] {
        var best = run
        var start = 0
        while start + 1 < best.count, allowance > 0 {
            if let shortcut = shortcut(in: best, from: start) {
                let rest = shortcut.end.map { best[($0 + 1)...] } ?? []
                best = best[...start] + shortcut.states + rest
            } else {
                start += 1
            }
        }
        return best
    }

    /// The shortcut out of a state of a run that saves most steps, or nil.
    private func shortcut(in run: [[UInt64]], from start: Int) -> Shortcut? {
        let places = Dictionary(
            run.indices.dropFirst(start + 1).map { (run[$0], $0) }, uniquingKeysWith: { max($0, $1) })
        var parents: [[UInt64]: [UInt64]?] = [run[start]: nil]
        var (level, depth, best): ([[UInt64]], Int, (saved: Int, state: [UInt64], end: Int?)?) = (
            [run[start]], 0, nil
        )
        while !level.isEmpty, parents.count < Self.mostStates, allowance > 0 {
            let end = run.count - 1
            // Even a violation in the next level saves no more than what is known.
            if end - start - depth - 1 <= best?.saved ?? 0 { break }
            var next: [[UInt64]] = []
            for state in level where parents.count < Self.mostStates && allowance > 0 {
                if expand(state), end - start - depth > best?.saved ?? 0 {
                    best = (end - start - depth, state, nil)
                }
                for position in 0..<view.steps.count {
                    let words = view.steps[position].words
                    let found = Array(UnsafeBufferPointer(start: words, count: view.wordCount))
                    guard parents[found] == nil else { continue }
                    parents[found] = state
                    next.append(found)
                    let breaks = !isDeadlock && scan(words, 1).firstHit >= 0
                    let place = breaks ? end : places[found] ?? start
                    let saved = place - start - depth - 1
                    if saved > best?.saved ?? 0 { best = (saved, found, breaks ? nil : place) }
                }
            }
            (level, depth) = (next, depth + 1)
        }
        guard let best else { return nil }
        var states = [best.state]
        while let parent = parents[states.last!] ?? nil { states.append(parent) }
        return Shortcut(states: states.dropLast().reversed(), end: best.end)
    }
}
