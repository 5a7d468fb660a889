import QuorateQuorums
import Testing

@testable import QuorateProver

/// What an automaton in Swift says, and the mistakes in one.
@Suite struct ThresholdAutomatonTests {
    private static let n: Quantity = "n", t: Quantity = "t", f: Quantity = "f"
    private static let a: Quantity = "A", b: Quantity = "B", c: Quantity = "C"
    private static let x: Quantity = "x", y: Quantity = "y"
    private static let echo = ThresholdAutomaton.Messages("x", fromFaulty: f)

    /// Faulty messages count for what can be, and not for what has to be.
    @Test func faultyMessagesAreCountedOnce() {
        let ready = ThresholdAutomaton.Messages("y", fromFaulty: Self.f)
        let crashed = ThresholdAutomaton.Messages("x", fromFaulty: "z")
        let atLeast = Self.echo >= Self.t + 1
        #expect("\(atLeast.possible)" == "x + f ≥ t + 1" && "\(atLeast.certain)" == "x ≥ t + 1")
        let fewer = Self.echo < Self.t + 1
        #expect("\(fewer.possible)" == "x < t + 1" && "\(fewer.certain)" == "x + f < t + 1")
        #expect("\((2 * Self.echo > Self.n + Self.t).possible)" == "2x + 2f > n + t")
        #expect("\((Self.echo + ready >= Self.n - Self.t).possible)" == "x + y + f ≥ n - t")
        #expect("\((crashed + ready <= Self.n).certain)" == "x + y + z + f ≤ n")
        let sure = ThresholdAutomaton.Messages("x") >= 1
        #expect(sure.possible == sure.certain)
    }

    @Test func justiceIsWhatIsOwed() throws {
        let system = try CounterSystem(.reliableBroadcast)
        guard case .any(let parts) = system.properties[1].formula,
            case .not(.eventually(.always(.now(.all(let justice))))) = parts[0]
        else {
            Issue.record("\(system.properties[1].formula)")
            return
        }
        // V1 must be left, V0 once t + 1 correct ones have sent, SE once n - t have.
        let value = { (counts: [Int], sent: Int) in
            let moment = system.values([4, 1, 1], .init(processes: counts, counters: [sent]))
            return justice.map { $0.holds(at: moment) }
        }
        #expect(value([1, 1, 1, 0], 1) == [false, true, true])
        #expect(value([1, 0, 2, 0], 2) == [true, false, true])
        #expect(value([0, 0, 3, 0], 3) == [true, true, false])
        #expect(value([0, 0, 0, 3], 3) == [true, true, true])
    }

    /// Nobody owes a crash, and somebody owes a step.
    @Test func faultsAreNotOwed() throws {
        for (rule, isOwed) in [(ThresholdAutomaton.Rule.fault(Self.a, to: Self.b), false), (Self.step, true)]
        {
            let system = try CounterSystem(
                Self.automaton(rules: [rule], properties: [.eventually("arrival", Self.b != 0)]))
            let answer = try AutomatonExplorer(system, parameters: [2, 1]).decide(system.properties[0])
            #expect((answer == .holds) == isOwed)
        }
    }

    // MARK: - Mistakes

    private static func automaton(
        parameters: [Quantity] = [n, f], assuming: [Proposition] = [n > f], starting: [Quantity] = [a],
        counting: [Quantity] = [x, y], rules: [ThresholdAutomaton.Rule] = [],
        properties: [ThresholdAutomaton.Property] = []
    ) -> ThresholdAutomaton {
        ThresholdAutomaton(
            "test", parameters: parameters, assuming: assuming, processes: n - f, starting: starting,
            then: [b, c], counting: counting, rules: rules, properties: properties)
    }

    private static let step = ThresholdAutomaton.Rule.step(a, to: b)
    private static let deep = (0..<200).reduce(n > f) { inner, _ in !inner }
    private static let doubled = (0..<60).reduce(n) { sum, _ in sum + sum }

    private static let mistakes: [(ThresholdAutomaton, AutomatonError.Part, String)] = [
        (automaton(parameters: [n, f, n]), .automaton, "two things of the name n"),
        (automaton(parameters: [n, f, "x"]), .automaton, "two things of the name x"),
        (automaton(parameters: [n, f, "2x"]), .automaton, "\"2x\" cannot be a name"),
        (automaton(starting: [a + b]), .automaton, "\"A + B\" cannot be a name"),
        (automaton(assuming: [n > t]), .assumption(0), "t is no parameter, counter or location"),
        (automaton(assuming: [n > f, n > x]), .assumption(1), "it is about parameters only"),
        (automaton(assuming: [n > floor(f / 2)]), .assumption(0), "multiply by 2 on both sides"),
        (automaton(assuming: [("Q" as SetExpression).count > f]), .assumption(0), "has no sets"),
        (automaton(assuming: [deep]), .assumption(0), "nested in more than 100 levels"),
        (automaton(assuming: [doubled > f]), .assumption(0), "too many parts"),
        (automaton(rules: [.step(x, to: b)]), .rule(0), "x is no location; the locations are A, B, C"),
        (automaton(rules: [step, .step(a, to: "D")]), .rule(1), "D is no location"),
        (automaton(rules: [.step(a, to: b, counting: [n])]), .rule(0), "n is no counter"),
        (automaton(rules: [.fault(a, to: b, when: x > y)]), .rule(0), "x > y grows with one counter"),
        (automaton(rules: [.fault(a, to: b, when: x >= a)]), .rule(0), "depends on A, which is a location"),
        (automaton(rules: [.fault(a, to: a, counting: [x])]), .rule(0), "may add to a counter for ever"),
        (
            automaton(rules: [
                .init(from: "A", to: "B", effects: [.init("x", by: -1)], isOwed: false)
            ]), .rule(0), "-1 is added to x; counters grow"
        ),
        (
            automaton(rules: [.step(a, to: b), .step(b, to: c), .step(c, to: a)]), .rule(0),
            "the locations A → B → C → A are a cycle"
        ),
        (automaton(properties: [.always("p", a == t)]), .property(0), "t is no parameter"),
        (
            automaton(properties: [.always("p", a == 0), .always("p", b == 0)]), .property(1),
            "another property has this name"
        ),
    ]

    @Test func mistakesAreExplained() {
        for (automaton, part, words) in Self.mistakes {
            let error = #expect(throws: AutomatonError.self) { try CounterSystem(automaton) }
            #expect(
                error?.part == part && error?.problem.contains(words) == true, "\(error?.description ?? "")")
        }
    }

    @Test func guardWithManyCasesIsRefused() throws {
        let either: Proposition = Self.x > Self.f || Self.y > Self.f
        func rule(_ count: Int) -> ThresholdAutomaton.Rule {
            .fault(
                Self.a, to: Self.b,
                when: .all((0..<count).map { Self.x > .number($0) || Self.y > .number($0) } + [either]))
        }
        #expect(try CounterSystem(Self.automaton(rules: [rule(4)])).rules.count > 1)
        #expect(throws: AutomatonError.self) { try CounterSystem(Self.automaton(rules: [rule(9)])) }
    }
}
