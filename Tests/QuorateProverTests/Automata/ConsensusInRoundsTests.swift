import QuorateQuorums
import Testing

@testable import QuorateProver

/// What is proved of all rounds of a consensus, and what it rests on.
@Suite struct ConsensusInRoundsTests {
    private static let n: Quantity = "n", t: Quantity = "t"

    /// Some of it: the lock of the catalog has the rest.
    @Test(arguments: [
        ("ben-or", ConsensusInRounds.Goal.agreement), ("ben-or-byzantine", .termination),
    ])
    func everythingIsProved(_ name: String, _ goal: ConsensusInRounds.Goal) throws {
        let consensus = try #require(ConsensusInRounds.all.first { $0.name == name })
        let finding = consensus.decide(goal, timeLimit: .seconds(60))
        #expect(finding.isProved, "\(finding.remark)")
        #expect(finding.facts.map(\.name) == consensus.facts(for: goal))
    }

    @Test func weakerOnesAreNotProved() {
        let hasty = ConsensusInRounds.benOrCrash(deciding: Self.t).decide(.agreement)
        #expect(hasty.remark.hasPrefix("decision-0 of one round is refuted: n = "), "\(hasty.remark)")
        let gullible = ConsensusInRounds.benOrByzantine(adopting: Self.t).decide(.validity)
        #expect(gullible.remark.contains("unanimity-0 of one round is refuted"), "\(gullible.remark)")
        #expect(!ConsensusInRounds.benOrCrash().decide(.validity, timeLimit: .zero).isProved)
    }

    /// Two rounds whose steps mix as they like: what is proved of all rounds is true of them.
    @Test(arguments: [[2, 0, 0], [2, 1, 0], [3, 1, 0]])
    func twoRoundsAgree(_ parameters: [Int]) throws {
        let isProper = parameters[0] > 2 * parameters[1]
        let two = TwoRounds(.benOrCrash(assuming: Self.n >= 2 * Self.t)).automaton
        let explorer = try AutomatonExplorer(CounterSystem(two), parameters: parameters, limit: 200_000)
        let broken = try explorer.system.properties.filter { property in
            if case .fails = try explorer.decide(property) { return true } else { return false }
        }
        // With half of the processes down each flips its coin, and both may come with what nobody had.
        #expect(broken.map(\.name) == (isProper ? [] : ["validity"]))
    }

    /// From each start of a round one value at most can be adopted or decided, whatever happens and whoever flips first.
    @Test func valuesAreFixedAtTheStart() throws {
        for (consensus, parameters) in [
            (ConsensusInRounds.benOrCrash(), [3, 1, 1]), (.benOrByzantine(), [6, 1, 1]),
        ] {
            let explorer = try AutomatonExplorer(
                CounterSystem(consensus.round), parameters: parameters, limit: 400_000)
            let names = consensus.round.locations
            let places = [["D0", "E0"], ["D1", "E1"]].map { pair in
                pair.map { explorer.system.counterCount + names.firstIndex(of: $0)! }
            }
            var outcomes: Set<[Bool]> = []
            for start in 0..<explorer.startCount {
                var reached = [false, false]
                var (seen, open) = (Set([start]), [start])
                while let state = open.popLast() {
                    for value in [0, 1]
                    where places[value].contains(where: { explorer.states[state][$0] > 0 }) {
                        reached[value] = true
                    }
                    for edge in explorer.edges[state] where seen.insert(edge.target).inserted {
                        open.append(edge.target)
                    }
                }
                outcomes.insert(reached)
            }
            #expect(outcomes.isSuperset(of: [[true, false], [false, true]]), "\(consensus.name)")
            #expect(!outcomes.contains([true, true]), "\(consensus.name)")
        }
    }

    /// A round of another shape is not proved anything of.
    @Test func roundsOfAnotherShapeAreRefused() {
        func mistakes(_ rules: [ThresholdAutomaton.Rule]) -> [String] {
            var roles = ConsensusInRounds.Roles(
                starting: ["V0", "V1"], waiting: ["W"], decided: ["D0", "D1"], adopted: ["E0", "E1"],
                coin: "CF")
            roles.crashes = .init(location: "CR", counter: "crashes", limit: "f")
            return ConsensusInRounds(
                "odd", "", source: "", parameters: ["n", "f"], assuming: [], processes: "n", roles,
                counting: ["x"], rules: rules, choice: .atTheStart { _ in .all([]) }
            ).mistakes
        }
        let few: Proposition = "crashes" < "f"
        #expect(
            mistakes([.step("V0", to: "W"), .fault("W", to: "CR", when: few, counting: ["crashes"])]) == [])
        #expect(mistakes([.step("W", to: "V0")])[0].contains("goes back to the start"))
        #expect(mistakes([.step("D0", to: "E0")])[0].contains("leaves a location of the end"))
        #expect(mistakes([.fault("V0", to: "W")])[0].contains("is not owed"))
        #expect(
            mistakes([.step("V0", to: "W", when: .known("crashes" >= 1))])[0].contains("waits for crashes"))
        #expect(mistakes([.fault("W", to: "CR", when: few)])[0].contains("does not count as one crash"))
        #expect(mistakes([.fault("W", to: "CR", counting: ["crashes"])])[0].contains("limited number"))
        #expect(mistakes([.step("V0", to: "W", counting: ["crashes"])])[0].contains("counts as a crash"))
    }
}

/// Two rounds as one automaton, whose processes go on to the second round whenever they like; a coin shows either side.
private struct TwoRounds {
    let automaton: ThresholdAutomaton

    init(_ consensus: ConsensusInRounds) {
        let round = consensus.round
        func place(_ name: String, _ number: Int) -> String { name == "CR" ? name : "\(name)_\(number)" }
        func counter(_ name: String, _ number: Int) -> String {
            name == "crashes" ? name : "\(name)_\(number)"
        }
        let rename = { (name: String, number: Int) in
            round.parameters.contains(name) ? name : counter(name, number)
        }
        let rules = [1, 2].flatMap { number in
            round.rules.map { rule in
                ThresholdAutomaton.Rule(
                    from: place(rule.from, number), to: place(rule.to, number),
                    when: .known(rule.condition.possible.renamed { rename($0, number) }),
                    effects: rule.effects.map { .init(counter($0.counter, number), by: $0.increase) },
                    isOwed: false)
            }
        }
        let next = [("D0", [0]), ("E0", [0]), ("D1", [1]), ("E1", [1]), ("CF", [0, 1])].flatMap {
            end, values in
            values.map {
                ThresholdAutomaton.Rule(from: place(end, 1), to: place("V\($0)", 2), isOwed: false)
            }
        }
        let starting: Quantity = .parameter("V0_1") + .parameter("V1_1")
        let locations =
            [1, 2].flatMap { number in
                round.locations.filter { $0 != "CR" }.map { place($0, number) }
            } + ["CR"]
        let counters =
            [1, 2].flatMap { number in
                round.counters.filter { $0 != "crashes" }.map { counter($0, number) }
            } + ["crashes"]
        let empty = (locations.filter { !["V0_1", "V1_1"].contains($0) } + counters).map {
            Quantity.parameter($0) == 0
        }
        // Whoever has decided in the first round may have gone on.
        let went = { (value: Int) in [1, 2].map { Quantity.parameter("D\(value)_\($0)") == 0 } }
        let decidedFirst = { (value: Int) in
            RunFormula.eventually(.now(Quantity.parameter("D\(value)_1") != 0))
        }
        let never = { (value: Int) in RunFormula.always(.now(Proposition.all(went(value)))) }
        automaton = ThresholdAutomaton(
            "two-rounds", parameters: round.parameters, assuming: round.assuming, locations: locations,
            counters: counters, initial: [starting == "n"] + empty, rules: rules + next,
            properties: [
                .init("agreement", decidedFirst(0).implies(never(1)), ofJustRuns: false),
                .init(
                    "validity", RunFormula.now(Quantity.parameter("V1_1") == 0).implies(never(1)),
                    ofJustRuns: false),
            ])
    }
}

extension Proposition {
    fileprivate func renamed(_ rename: (String) -> String) -> Proposition {
        switch self {
        case .comparison(let left, let relation, let right):
            .comparison(left.renamed(rename), relation, right.renamed(rename))
        case .all(let parts): .all(parts.map { $0.renamed(rename) })
        case .any(let parts): .any(parts.map { $0.renamed(rename) })
        case .not(let part): .not(part.renamed(rename))
        case .isSubset: self
        }
    }
}

extension Quantity {
    fileprivate func renamed(_ rename: (String) -> String) -> Quantity {
        switch self {
        case .parameter(let name): .parameter(rename(name))
        case .sum(let left, let right): left.renamed(rename) + right.renamed(rename)
        case .difference(let left, let right): left.renamed(rename) - right.renamed(rename)
        case .multiple(let factor, let part): factor * part.renamed(rename)
        case .number, .count, .weight, .floor, .ceiling: self
        }
    }
}
