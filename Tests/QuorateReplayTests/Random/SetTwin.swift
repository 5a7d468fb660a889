/// Every pair of a place of the spec and the code's parts, found with sets and loops alone.
struct SetTwin {
    struct Pair: Hashable { let spec, place, hidden: Int }

    private(set) var agreeing: Set<Pair> = []
    private(set) var transitions = 0
    private(set) var disabled = 0, impossible = 0, refused = 0, answered = 0
    /// The number of steps to the first divergence.
    private(set) var stepsToDivergence: Int?

    init(_ table: RandomTable) {
        var level: Set<Pair> = [Pair(spec: 0, place: 0, hidden: 0)]
        var depth = 0
        while !level.isEmpty {
            agreeing.formUnion(level)
            var following: Set<Pair> = []
            var hasDiverged = false
            for pair in level {
                for action in 0..<RandomTable.actions {
                    for next in Self.outcomes(of: action, from: pair, table) {
                        if next.spec == next.place { following.insert(next) } else { hasDiverged = true }
                    }
                    if !tryIfDisabled(action, pair, table) { hasDiverged = true }
                    if table.successors[pair.spec][action] != nil { transitions += 1 }
                }
            }
            depth += 1
            if hasDiverged, stepsToDivergence == nil { stepsToDivergence = depth }
            level = following.subtracting(agreeing)
        }
    }

    /// What an enabled action leads to, with its messages in both orders.
    private static func outcomes(of action: Int, from pair: Pair, _ table: RandomTable) -> [Pair] {
        guard let successor = table.successors[pair.spec][action] else { return [] }
        return [table.messages[action], table.messages[action].reversed()].map { messages in
            let hidden = messages.reduce(pair.hidden) { table.mixing[$0][$1] }
            let place = table.target(hidden: hidden, place: pair.place, action: action) ?? pair.place
            return Pair(spec: successor, place: place, hidden: hidden)
        }
    }

    /// Whether the code does nothing that it must not where an action is disabled.
    private mutating func tryIfDisabled(_ action: Int, _ pair: Pair, _ table: RandomTable) -> Bool {
        guard table.successors[pair.spec][action] == nil else { return true }
        disabled += 1
        guard table.hasInput[pair.place][action] else {
            impossible += 1
            return true
        }
        let hidden = table.messages[action].reduce(pair.hidden) { table.mixing[$0][$1] }
        let place = table.target(hidden: hidden, place: pair.place, action: action) ?? pair.place
        if place == pair.spec {
            refused += 1
            return true
        }
        let oneStep = Set(table.successors[pair.spec].compactMap { $0 })
        let twoSteps = oneStep.union(oneStep.flatMap { table.successors[$0].compactMap { $0 } })
        guard twoSteps.contains(place) else { return false }
        answered += 1
        return true
    }
}
