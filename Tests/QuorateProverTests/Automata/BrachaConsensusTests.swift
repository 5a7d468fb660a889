import QuorateQuorums
import Testing

@testable import QuorateProver

/// Bracha's consensus in all rounds, and what it is no more without one of its parts; the lock has the verdicts.
@Suite struct BrachaConsensusTests {
    private static let t: Quantity = "t"

    /// Facts that are wrong of a mutant, at four processes of which one lies; the solver says the same of one of them.
    @Test func weakerOnesBreakWhatTheyName() throws {
        let mutants: [(consensus: ConsensusInRounds, facts: [String])] = [
            // Who adopts what one proposes may do so when others have thrown their coins.
            (.brachaConsensus(adopting: 1), ["binding-0"]),
            (.brachaConsensus(deciding: Self.t + 1), ["decision-0"]),
            (.brachaConsensus(adopting: 2 * Self.t + 1), ["decision-0"]),
            (.brachaConsensus(sayings: 2), ["decision-0"]),
            (.brachaConsensus(areChecked: false), ["unanimity-0"]),
            (.brachaConsensus(), []),
        ]
        for (consensus, facts) in mutants {
            #expect(consensus.mistakes == [])
            let explorer = try AutomatonExplorer(CounterSystem(consensus.round), parameters: [4, 1, 1])
            let asked = facts.isEmpty ? mutants.flatMap(\.facts) : facts
            for property in explorer.system.properties where asked.contains(property.name) {
                let isBroken = if case .fails = try explorer.decide(property) { true } else { false }
                #expect(isBroken == !facts.isEmpty, "\(property.name)")
            }
        }
        let early = ConsensusInRounds.brachaConsensus(deciding: Self.t + 1).decide(.agreement)
        #expect(early.remark.hasPrefix("decision-0 of one round is refuted: n = "), "\(early.remark)")
    }

    /// Four processes, one of which lies: after the first coin no value comes up that nobody has proposed, and never two.
    @Test(arguments: [false, true]) func coinsComeTooLate(_ adoptsAnything: Bool) throws {
        let consensus = ConsensusInRounds.brachaConsensus(adopting: adoptsAnything ? 1 : Self.t + 1)
        let explorer = try AutomatonExplorer(CounterSystem(consensus.round), parameters: [4, 1, 1])
        let place = { explorer.system.counterCount + consensus.round.locations.firstIndex(of: $0)! }
        let (coin, ends) = (place("CF"), [["D0", "E0"], ["D1", "E1"]].map { $0.map(place) })
        let proposed = consensus.round.counters.firstIndex(of: "propose0")!
        // Steps lead to configurations that are found later or were found before; so until nothing changes.
        var ahead = explorer.states.map { state in ends.map { $0.contains { state[$0] > 0 } } }
        var changes = true
        while changes {
            changes = false
            for state in explorer.states.indices.reversed() {
                for edge in explorer.edges[state] {
                    for value in [0, 1] where ahead[edge.target][value] && !ahead[state][value] {
                        (ahead[state][value], changes) = (true, true)
                    }
                }
            }
        }
        let thrown = explorer.states.indices.filter { explorer.states[$0][coin] > 0 }
        let comesLate = thrown.contains { state in
            [0, 1].contains { ahead[state][$0] && explorer.states[state][proposed + $0] == 0 }
        }
        #expect(comesLate == adoptsAnything)
        #expect(!thrown.isEmpty && !thrown.contains { ahead[$0] == [true, true] })
        #expect(ahead.contains([true, true]))
    }

    /// The automaton's configurations are those of processes that look at n - t of the messages one by one.
    @Test(arguments: [[4, 1, 1], [4, 1, 0], [5, 1, 1]])
    func guardsAreThoseOfMessages(_ sizes: [Int]) throws {
        let consensus = ConsensusInRounds.brachaConsensus()
        let explorer = try AutomatonExplorer(CounterSystem(consensus.round), parameters: sizes)
        let places = consensus.round.locations.indices.filter {
            !"LH".contains(consensus.round.locations[$0].first!)
        }
        let automaton = Set(
            explorer.states.map { state in
                Array(state.prefix(7)) + places.map { state[explorer.system.counterCount + $0] }
            })
        let slow = SlowBracha(n: sizes[0], t: sizes[1], f: sizes[2]).configurations
        #expect(automaton == slow, "\(automaton.count) and \(slow.count)")
    }
}

/// A round of the protocol by its words: whoever takes a step picks n - t of the messages there are, and looks at them.
private struct SlowBracha {
    let n: Int, t: Int, f: Int

    /// Messages of the three steps, then processes: V0 V1 S1 S2 S3 D0 D1 E0 E1 CF; liars' messages by step are apart.
    struct State: Hashable {
        var said = [0, 0, 0, 0, 0, 0, 0]
        var at = [Int](repeating: 0, count: 10)
        var lies = [0, 0, 0]
    }

    var configurations: Set<[Int]> {
        var open = (0...n - f).map { zeros -> State in
            var state = State()
            (state.at[0], state.at[1]) = (zeros, n - f - zeros)
            return state
        }
        var seen = Set(open)
        while let state = open.popLast() {
            for next in successors(state) where seen.insert(next).inserted { open.append(next) }
        }
        return Set(seen.map { $0.said + $0.at })
    }

    /// All ways to have n - t of these messages.
    private func picks(_ said: ArraySlice<Int>) -> [[Int]] {
        let all = said.reduce([[Int]]([[]])) { picks, most in
            picks.flatMap { pick in (0...most).map { pick + [$0] } }
        }
        return all.filter { $0.reduce(0, +) == n - t }
    }

    /// Messages, by their place in `said`, that may be said in a step.
    private func words(_ step: Int, _ state: State) -> Set<Int> {
        switch step {
        case 0: [0, 1]
        case 1:
            Set(
                picks(state.said[0..<2]).flatMap { pick in
                    [0, 1].filter { pick[$0] >= pick[1 - $0] }.map { 2 + $0 }
                })
        default: Set(picks(state.said[2..<4]).map { pick in 4 + ([0, 1].first { 2 * pick[$0] > n } ?? 2) })
        }
    }

    private func successors(_ state: State) -> [State] {
        func moved(_ from: Int, _ to: Int, saying word: Int? = nil) -> State {
            var next = state
            next.at[from] -= 1
            next.at[to] += 1
            if let word { next.said[word] += 1 }
            return next
        }
        var found: [State] = []
        for step in 0..<3 {
            for word in words(step, state) {
                let from = step == 0 ? word : step + 1
                if state.at[from] > 0 { found.append(moved(from, step + 2, saying: word)) }
                if state.lies[step] < f {
                    var next = state
                    next.lies[step] += 1
                    next.said[word] += 1
                    found.append(next)
                }
            }
        }
        guard state.at[4] > 0 else { return found }
        for pick in picks(state.said[4..<7]) {
            let decided = [0, 1].first { pick[$0] > 2 * t }, adopted = [0, 1].first { pick[$0] > t }
            found.append(moved(4, decided.map { 5 + $0 } ?? adopted.map { 7 + $0 } ?? 9))
        }
        return found
    }
}
