@testable import QuorateProver

/// A round of Red Belly's consensus with the broadcast itself in it: each process is somewhere in the broadcast, also when it
/// has ended the round, and somewhere in the round.
///
/// It is explored, and each step held against the automaton that knows the broadcast by its claims.
struct WholeRound {
    /// Places in the round; where a process waits goes by what was delivered to it.
    private enum Place: Int, CaseIterable { case waiting, told, decided, favoured, other }

    /// Counters of the broadcast; told of the favoured value, the other, both; then processes by location and place.
    private typealias State = [Int]

    private let inner: CounterSystem
    private let outer: CounterSystem
    private let n: Int, t: Int, f: Int
    private let forms: (possible: [[FixedForm]], certain: [[FixedForm]])
    private let outerForms: [[FixedForm]]
    /// Values that were delivered, by location: the favoured one is 0.
    private let delivered: [Set<Int>]
    /// Number of states.
    private(set) var count = 0
    /// Number of states in which all have ended the round.
    private(set) var endings = 0
    /// Step of which the automaton knows nothing, or nil.
    private(set) var strange: String?
    /// State in which nobody has to do anything and somebody has not ended the round, or nil.
    private(set) var stuck: String?

    init(_ broadcast: ThresholdAutomaton, _ sizes: [Int]) throws {
        inner = try CounterSystem(broadcast)
        outer = try CounterSystem(ConsensusInRounds.redBelly().round)
        (n, t, f) = (sizes[0], sizes[1], sizes[2])
        func fixed(_ system: CounterSystem, _ sizes: [Int]) -> [[FixedForm]] {
            system.rules.map { $0.thresholds.map { FixedForm($0.form, parameters: sizes)! } }
        }
        // Where no liar says anything, what is possible is what is certain.
        forms = (fixed(inner, sizes), fixed(inner, [n, t, 0]))
        outerForms = fixed(outer, sizes)
        let values: [String: Set<Int>] = ["C0": [0], "X0": [0], "C1": [1], "X1": [1], "CC": [0, 1]]
        delivered = broadcast.locations.map { values[$0] ?? [] }
        explore()
    }

    private mutating func explore() {
        var open = (0...n - f).map { zeros -> State in
            var state = State(repeating: 0, count: 7 + inner.locationCount * Place.allCases.count)
            state[place(location("V0"), .waiting)] = zeros
            state[place(location("V1"), .waiting)] = n - f - zeros
            return state
        }
        var seen = Set(open)
        while let state = open.popLast() {
            let picture = picture(state)
            for next in steps(state, liars: f, forms.possible) {
                if !isStep(picture, self.picture(next)) {
                    strange = strange ?? "\(picture) \(self.picture(next))"
                }
                if seen.insert(next).inserted { open.append(next) }
            }
            let hasEnded = picture[11...].reduce(0, +) == n - f
            endings += hasEnded ? 1 : 0
            if !hasEnded, steps(state, liars: 0, forms.certain).isEmpty { stuck = stuck ?? "\(picture)" }
        }
        count = seen.count
    }

    private func location(_ name: String) -> Int { inner.automaton.locations.firstIndex(of: name)! }

    private func place(_ location: Int, _ place: Place) -> Int {
        7 + location * Place.allCases.count + place.rawValue
    }

    // MARK: - Steps

    private func steps(_ state: State, liars: Int, _ forms: [[FixedForm]]) -> [State] {
        func moved(_ from: Int, _ to: Int, counting: [(Int, Int)] = []) -> State {
            var next = state
            next[from] -= 1
            next[to] += 1
            for (counter, growth) in counting { next[counter] += growth }
            return next
        }
        var found: [State] = []
        for (rule, forms) in zip(inner.rules, forms) where forms.allSatisfy({ $0.value(at: state) >= 0 }) {
            for at in Place.allCases where state[place(rule.from, at)] > 0 {
                found.append(
                    moved(
                        place(rule.from, at), place(rule.to, at),
                        counting: rule.growth.enumerated().map { ($0.offset, $0.element) }))
            }
        }
        for (location, values) in delivered.enumerated() where !values.isEmpty {
            if state[place(location, .waiting)] > 0 {
                let word = values.count == 2 ? 6 : 4 + values.first!
                found.append(moved(place(location, .waiting), place(location, .told), counting: [(word, 1)]))
            }
            guard state[place(location, .told)] > 0 else { continue }
            for end in ends(state, values, liars: liars) {
                found.append(moved(place(location, .told), place(location, end)))
            }
        }
        return found
    }

    /// Ends of the round for a process to which these values were delivered.
    private func ends(_ state: State, _ values: Set<Int>, liars: Int) -> [Place] {
        let told = Array(state[4...6])
        let single = values.filter { told[$0] + liars >= n - t }.map { $0 == 0 ? Place.decided : .other }
        let seesBoth =
            told.reduce(liars, +) >= n - t && told[0] + told[2] + liars > 0 && told[1] + told[2] + liars > 0
        return single + (values.count == 2 && seesBoth ? [.favoured] : [])
    }

    // MARK: - The picture

    /// The state as the automaton of the round has it: counters, then VF VO W HF HO HB DF EF EO.
    private func picture(_ state: State) -> [Int] {
        var picture = Array(state[2...6]) + [Int](repeating: 0, count: 9)
        for location in delivered.indices {
            let (waiting, told) = (state[place(location, .waiting)], state[place(location, .told)])
            let start = ["V0": 5, "V1": 6][inner.automaton.locations[location]]
            picture[start ?? 7] += waiting
            let values = delivered[location]
            if told > 0 { picture[values.count == 2 ? 10 : 8 + values.first!] += told }
            for (offset, end) in [Place.decided, .favoured, .other].enumerated() {
                picture[11 + offset] += state[place(location, end)]
            }
        }
        return picture
    }

    private func isStep(_ before: [Int], _ after: [Int]) -> Bool {
        before == after
            || zip(outer.rules, outerForms).contains { rule, forms in
                guard before[5 + rule.from] > 0, forms.allSatisfy({ $0.value(at: before) >= 0 }) else {
                    return false
                }
                var next = before
                next[5 + rule.from] -= 1
                next[5 + rule.to] += 1
                for (counter, growth) in rule.growth.enumerated() { next[counter] += growth }
                return next == after
            }
    }
}
