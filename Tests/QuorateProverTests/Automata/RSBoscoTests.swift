import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateProver

/// RS-Bosco beside processes that pick messages one by one, in one round and in many.
@Suite struct RSBoscoTests {
    private static let t: Quantity = "t"

    /// A round is not proved anything of under the wrong condition, or with a vote that does not count.
    @Test func conditionsAreNeeded() throws {
        let consensus = ConsensusInRounds.rsBosco()
        #expect(consensus.mistakes == [] && consensus.goals == ConsensusInRounds.Goal.allCases)
        #expect(consensus.sentence(of: .termination).hasPrefix("If n > 5t + 2f: with probability 1"))
        let bare = ConsensusInRounds(
            round: consensus.round, ground: .majorities, hasLiars: true, mistakes: consensus.mistakes)
        let late = bare.decide(.oneStep)
        #expect(late.remark == "one-step-0 of one round is refuted: n = 4, t = 1, f = 0", "\(late.remark)")
        #expect(ConsensusInRounds.benOrCrash().decide(.oneStep).remark.hasPrefix("no facts are known"))
        #expect(!ConsensusInRounds.benOrCrash().goals.contains(.oneStep))
    }

    @Test func votesCountOnce() {
        func mistakes(_ rules: [ThresholdAutomaton.Rule]) -> [String] {
            var roles = ConsensusInRounds.Roles(
                starting: ["V0", "V1"], waiting: ["S", "C"], adopted: ["E0", "E1"], coin: "CF")
            roles.decisions = .init(counters: ["d0", "d1"], voting: ["S"], past: ["C", "E0", "E1", "CF"])
            return RoundShape(roles, rules).mistakes
        }
        #expect(mistakes([.step("V0", to: "S"), .step("S", to: "C", counting: ["d0"])]) == [])
        #expect(mistakes([.step("V0", to: "S", counting: ["d0"])])[0].contains("elsewhere than at the vote"))
        #expect(mistakes([.step("S", to: "C", counting: ["d0", "d1"])])[0].contains("as one decision"))
        #expect(mistakes([.step("V0", to: "C")])[0].contains("passes the vote by"))
        #expect(mistakes([.step("C", to: "S")]).contains { $0.contains("votes again") })
    }

    /// Once all have voted, the automaton's configurations are those of processes that look at messages one by one.
    ///
    /// Before, a candidate for none may come a vote early in the automaton, where n - t is odd.
    @Test(arguments: [[4, 1, 1], [4, 1, 0], [5, 1, 1], [6, 1, 1]])
    func guardsAreThoseOfMessages(_ sizes: [Int]) throws {
        let round = ConsensusInRounds.rsBosco().round
        let explorer = try AutomatonExplorer(CounterSystem(round), parameters: sizes)
        let waiting = ["V0", "V1"].map { 7 + round.locations.firstIndex(of: $0)! }
        let automaton = Set(explorer.states.filter { state in waiting.allSatisfy { state[$0] == 0 } })
        let taken = Set(explorer.edges.joined().map(\.rule))
        #expect(sizes != [6, 1, 1] || taken.count == round.rules.count, "a fact may hold as nothing happens")
        let slow = SlowBosco(n: sizes[0], t: sizes[1], f: sizes[2]).configurations
        #expect(automaton == slow, "\(automaton.count) and \(slow.count)")
    }

    /// Many rounds, in which liars say something else to everybody and each process is in a round of its own.
    @Test(arguments: Seed.each(1...3)) func manyRoundsAgree(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        for (n, t, f) in [(4, 1, 1), (6, 1, 0), (7, 1, 1), (8, 1, 1), (11, 2, 0), (13, 2, 1)] {
            for start in 0...2 {
                var run = ManyRounds(n: n, t: t, f: f, start: start, random)
                run.run(rounds: 40)
                random = run.random
                #expect(run.decisions.count < 2, "\(n), \(t), \(f)")
                if start < 2 { #expect(run.decisions.isSubset(of: [start])) }
                // With few coins it would be luck to be through all of them without a decision.
                if n > 5 * t + 2 * f, n < 9 || start < 2 { #expect(run.haveAllDecided, "\(n), \(t), \(f)") }
            }
        }
    }

    /// The same run finds out what fewer votes do, so that it looks at decisions at all.
    @Test func manyRoundsFindDisagreement() {
        var random = SplitMix(seed: 1)
        let found = (0..<60).contains { _ in
            var run = ManyRounds(n: 7, t: 2, f: 2, start: 2, random)
            run.deciding = 3
            run.run(rounds: 6)
            random = run.random
            return run.decisions.count == 2
        }
        #expect(found)
    }
}

/// Looking at n - t messages or more of a step, one of each sender.
private struct Looking {
    let n: Int, t: Int
    /// Twice the number of votes that does not decide.
    var deciding: Int { n + 3 * t }

    /// Value that is decided, and the one that is named; 2 for none.
    func votes(_ pick: [Int], deciding: Int? = nil) -> (decided: Int?, named: Int) {
        let named = [0, 1].filter { 2 * pick[$0] > n - t }
        return (
            [0, 1].first { 2 * pick[$0] > deciding ?? self.deciding }, named.count == 1 ? named[0] : 2
        )
    }

    func keeps(_ own: Int, _ pick: [Int]) -> Bool { pick.reduce(0, +) - pick[own] <= t }
}

/// A round: whoever takes a step picks messages of those there are, and of liars each says something.
private struct SlowBosco {
    let n: Int, t: Int, f: Int

    /// Votes, candidates, decisions; then V0 V1 S0 S1 C0 C1 E0 E1 CF. All have voted, which nothing hinders.
    var configurations: Set<[Int]> {
        var open = (0...n - f).map { [$0, n - f - $0, 0, 0, 0, 0, 0, 0, 0, $0, n - f - $0, 0, 0, 0, 0, 0] }
        var seen = Set(open)
        while let state = open.popLast() {
            for next in successors(state) where seen.insert(next).inserted { open.append(next) }
        }
        return seen
    }

    private func picks(_ sent: ArraySlice<Int>) -> Set<[Int]> {
        func parts(_ most: [Int]) -> [[Int]] {
            most.reduce([[Int]]([[]])) { known, most in known.flatMap { k in (0...most).map { k + [$0] } } }
        }
        let lies = parts(sent.map { _ in f }).filter { $0.reduce(0, +) <= f }
        return Set(parts(Array(sent)).flatMap { own in lies.map { zip(own, $0).map(+) } })
            .filter { $0.reduce(0, +) >= n - t }
    }

    private func successors(_ state: [Int]) -> [[Int]] {
        let looking = Looking(n: n, t: t)
        func moved(_ from: Int, _ to: Int, counting counters: [Int] = []) -> [Int] {
            var next = state
            next[from] -= 1
            next[to] += 1
            for counter in counters { next[counter] += 1 }
            return next
        }
        return [0, 1].flatMap { own -> [[Int]] in
            let naming =
                state[9 + own] == 0
                ? []
                : picks(state[0..<2]).map { pick -> [Int] in
                    let seen = looking.votes(pick)
                    return moved(
                        9 + own, 11 + own, counting: [2 + seen.named] + (seen.decided.map { [5 + $0] } ?? []))
                }
            let ending =
                state[11 + own] == 0
                ? []
                : picks(state[2..<5]).map { pick in
                    moved(11 + own, looking.keeps(own, pick) ? 13 + own : 15)
                }
            return naming + ending
        }
    }
}

/// Processes in rounds of their own, with every message kept; who steps next, and what is looked at, is chance.
private struct ManyRounds {
    let n: Int, t: Int, f: Int
    var deciding: Int?
    private(set) var random: SplitMix
    private(set) var decisions: Set<Int> = []
    private var decided: Set<Int> = []
    private var values: [Int]
    private var rounds: [Int]
    private var hasVoted: [Bool]
    /// Votes and candidates of correct processes, by round and sender.
    private var votes: [[Int: Int]] = []
    private var candidates: [[Int: Int]] = []

    /// - Parameter start: Value of all correct processes, or 2 for any.
    init(n: Int, t: Int, f: Int, start: Int, _ random: SplitMix) {
        (self.n, self.t, self.f, self.random) = (n, t, f, random)
        values = []
        (rounds, hasVoted) = (.init(repeating: 0, count: n - f), .init(repeating: false, count: n - f))
        for _ in 0..<n - f { values.append(start < 2 ? start : self.random.number(0..<2)) }
    }

    var haveAllDecided: Bool { decided.count == n - f }

    mutating func run(rounds limit: Int) {
        votes = .init(repeating: [:], count: limit)
        candidates = votes
        while let process = next(limit) { step(process) }
    }

    /// A process that can step, or nil at the end.
    private mutating func next(_ limit: Int) -> Int? {
        let able = rounds.indices.filter { process in
            guard rounds[process] < limit else { return false }
            let round = rounds[process]
            if votes[round][process] == nil { return true }
            return (hasVoted[process] ? candidates : votes)[round].count + f >= n - t
        }
        return able.randomElement(using: &random)
    }

    private mutating func step(_ process: Int) {
        let (round, looking) = (rounds[process], Looking(n: n, t: t))
        if votes[round][process] == nil {
            votes[round][process] = values[process]
        } else if !hasVoted[process] {
            let seen = looking.votes(pick(votes[round], values: 2), deciding: deciding)
            if let value = seen.decided {
                decisions.insert(value)
                decided.insert(process)
            }
            candidates[round][process] = seen.named
            hasVoted[process] = true
        } else {
            if !looking.keeps(values[process], pick(candidates[round], values: 3)) {
                values[process] = random.number(0..<2)
            }
            rounds[process] += 1
            hasVoted[process] = false
        }
    }

    /// n - t messages, some of them of liars.
    private mutating func pick(_ sent: [Int: Int], values: Int) -> [Int] {
        let lies = random.number(max(0, n - t - sent.count)..<f + 1)
        let heard = sent.sorted { $0.key < $1.key }.map(\.value).shuffled(using: &random).prefix(n - t - lies)
        var count = [Int](repeating: 0, count: values)
        for value in heard { count[value] += 1 }
        for _ in 0..<lies { count[random.number(0..<values)] += 1 }
        return count
    }
}
