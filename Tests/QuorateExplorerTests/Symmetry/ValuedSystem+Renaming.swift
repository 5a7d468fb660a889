import QuorateLanguage
import QuorateQuorums
import SeededRandom

extension ValuedSystem {
    init(using random: inout SplitMix, flaw: Flaw? = nil) {
        rules = (0..<random.number(1..<4)).map { _ in
            Rule(
                guarding: random.number(0..<5),
                // What some flaws show in has to happen.
                effects: (flaw == nil ? [] : [1])
                    + (0..<random.number(1..<3)).map { _ in random.number(0..<11) })
        }
        most = random.number(0..<4)
        tradesReplicas = random.number(0..<4) > 0
        self.flaw = flaw
    }

    /// New names of all replicas, and of all values.
    struct Names {
        var replicas: [ReplicaID: ReplicaID]
        var values: [Value: Value]

        func callAsFunction(_ r: ReplicaID) -> ReplicaID { replicas[r] ?? r }
        func callAsFunction(_ v: Value) -> Value { values[v] ?? v }
    }

    /// All names that the spec says may be given.
    var allNames: [Names] {
        let replicas = tradesReplicas ? orders(Array(Self.replicas)) : [Array(Self.replicas)]
        return replicas.flatMap { replicas in
            orders(Self.values).map { values in
                Names(
                    replicas: Dictionary(uniqueKeysWithValues: zip(Array(Self.replicas), replicas)),
                    values: Dictionary(uniqueKeysWithValues: zip(Self.values, values)))
            }
        }
    }

    private func orders<Name: Equatable>(_ names: [Name]) -> [[Name]] {
        names.isEmpty
            ? [[]]
            : names.flatMap { first in orders(names.filter { $0 != first }).map { [first] + $0 } }
    }

    /// A state under other names: written by hand, without the cells.
    static func renamed(_ s: State, _ name: Names) -> State {
        var t = State()
        for r in replicas { t.held[name(r)] = name(s.held[r]) }
        for v in Value.values {
            if s.offered.contains(v) { t.offered.insert(name(v)) }
            for r in s.votes[v] { t.votes[name(v)].insert(name(r)) }
            for r in s.backers[v] { t.backers[name(v)].insert(name(r)) }
        }
        for message in s.messages.members {
            switch message {
            case .offer(let v): t.messages.insert(.offer(name(v)))
            case .tell(let r, let v): t.messages.insert(.tell(name(r), v.map { name($0) }))
            case .rest: t.messages.insert(.rest)
            }
        }
        t.chosen = s.chosen.map { name($0) }
        t.plain = name(s.plain)
        t.tag = Tag(name(Value(packed: s.tag.packed)))
        (t.count, t.spare) = (s.count, s.spare)
        return t
    }

    /// Any state, reachable or not.
    static func anyState(using random: inout SplitMix) -> State {
        var s = State()
        // Little in some, so that names are often alike.
        let scarcity = random.pick([1, 3, 9])
        for r in replicas {
            if random.number(0..<scarcity) == 0 { s.held[r] = random.pick(Value.allCases) }
            for v in Value.allCases {
                if random.number(0..<3 * scarcity) == 0 { s.votes[v].insert(r) }
                if random.number(0..<4 * scarcity) == 0 { s.backers[v].insert(r) }
                if random.number(0..<4 * scarcity) == 0 { s.messages.insert(.tell(r, v)) }
            }
            if random.number(0..<4 * scarcity) == 0 { s.messages.insert(.tell(r, nil)) }
        }
        for v in Value.allCases where random.number(0..<2 * scarcity) == 0 { s.offered.insert(v) }
        // To each replica a value of its own: all have equal marks, and those of one kind alone cannot trade names.
        if random.number(0..<3) == 0 { for r in 0..<3 { s.backers[values[r]].insert(ReplicaID(r)) } }
        if random.number(0..<2 * scarcity) == 0 { s.chosen = random.pick(Value.allCases) }
        if random.number(0..<2 * scarcity) == 0 { s.plain = random.pick(Value.allCases) }
        if random.number(0..<2 * scarcity) == 0 { s.tag = Tag(random.pick(Value.allCases)) }
        return s
    }

    /// The slow twin of the question: in every state that steps and names lead to, by hand.
    var isSymmetric: Bool {
        func successors(_ s: State) -> [State: [String: Int]] {
            guard constraint!.allows(s) else { return [:] }
            return takes(in: s).reduce(into: [:]) { found, take in
                guard let successor = take.successor else { return }
                found[successor, default: [:]][take.action.caseName, default: 0] += 1
            }
        }
        func says(_ s: State) -> [Bool] {
            let isStuck = constraint!.allows(s) && successors(s).isEmpty
            return [constraint!.allows(s)]
                + properties.flatMap { property -> [Bool] in
                    let isAsked = property.premise?(s) ?? true
                    return property.kind == .deadlockFreedom
                        ? [isStuck && !property.holds(s)] : [isAsked, isAsked && property.holds(s)]
                }
        }
        let names = allNames
        var seen = Set(initialStates)
        for state in seen where !names.allSatisfy({ seen.contains(Self.renamed(state, $0)) }) { return false }
        var open = Array(seen)
        while let s = open.popLast() {
            let steps = successors(s)
            for name in names {
                let t = Self.renamed(s, name)
                let expected = Dictionary(
                    uniqueKeysWithValues: steps.map { (Self.renamed($0.key, name), $0.value) })
                if says(s) != says(t) || expected != successors(t) { return false }
            }
            for state in steps.keys where seen.insert(state).inserted { open.append(state) }
        }
        return true
    }
}
