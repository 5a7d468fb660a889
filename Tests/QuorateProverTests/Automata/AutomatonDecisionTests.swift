import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateProver

/// Verdicts for all parameters.
@Suite struct AutomatonDecisionTests {
    /// By hand 2,000 such automata at up to four processes were compared; here there are fewer and smaller ones.
    /// `AutomatonDecisionLongTests` has the rest of them.
    @Test func verdictsAgreeWithExploration() throws { try compareCounting(0..<45) }

    fileprivate func compareCounting(_ seeds: Range<UInt64>) throws {
        let first = Seed.announced(1)
        var words: [String: Int] = [:]
        for seed in first + seeds.lowerBound..<first + seeds.upperBound {
            var random = RandomCounting(seed: seed)
            let agreement = try AutomatonAgreement(random.automaton(), upTo: 3) { $0.decide(0) }
            words[agreement.word, default: 0] += 1
            #expect(agreement.contradiction == nil, "seed \(seed)")
        }
        for word in ["proved", "refuted", "vacuous"] { #expect(words[word] ?? 0 > 2, "\(words)") }
    }

    /// With a segment less for the step that hands over, many of these seeds miss the smallest run.
    @Test func handoversAgreeWithExploration() throws { try compareHandovers(0..<15) }

    fileprivate func compareHandovers(_ seeds: Range<UInt64>) throws {
        let first = Seed.announced(1)
        var words: [String: Int] = [:]
        for seed in first + seeds.lowerBound..<first + seeds.upperBound {
            var random = RandomHandover(seed: seed)
            let agreement = try AutomatonAgreement(random.automaton(), upTo: 3) { $0.decide(0) }
            words[agreement.word, default: 0] += 1
            #expect(agreement.contradiction == nil, "seed \(seed)")
        }
        for word in ["proved", "refuted"] { #expect(words[word] ?? 0 > 1, "\(words)") }
    }

    /// A question with too few segments misses the run in which the guard unlocks.
    @Test func everySegmentIsNeeded() throws {
        let nobodyIsDone = ThresholdAutomaton.Property.always("nobody", Self.done == 0)
        let decision = try AutomatonDecision(Self.voting(nobodyIsDone, when: .always))
        func isBroken(_ segments: Int?) throws -> Bool {
            let formula = decision.system.properties[0].formula
            let encoding = try decision.encoding(formula, opposite: true, segments: segments)
            let solver = try Z3Solver(encoding.problem, isTracked: false)
            if case .satisfiable = solver.check(until: .now + .seconds(100)) {
                return true
            } else {
                return false
            }
        }
        #expect(try !isBroken(1))
        #expect(try isBroken(nil))
    }

    /// The step that makes one part of a choice true takes away the other one, and something has to follow it.
    @Test func aStepBetweenTwoPartsOfAChoice() throws {
        let text = """
            thresholdAutomaton Handover {
              local pc; shared x; parameters N;
              assumptions (0) { N == 2; }
              locations (0) { I: [0]; A: [1]; B: [2]; C: [3]; }
              inits (0) { I == 1; A == 1; B == 0; C == 0; x == 0; }
              rules (0) {
              0: I -> A when (true) do { x' == x; };
              1: A -> B when (true) do { x' == x + 1; };
              2: B -> C when (x >= 2) do { x' == x; };
              }
              specifications (0) {
                untilThen: [](A >= 1 || x >= 2) -> [](C == 0);
                atMostOne: [](A >= 1 || x >= 2) -> [](C <= 1);
                inTheEnd: <>(C >= 1) -> <>(A == 0 && x < 2);
                askedInPart: ((x > 5) -> <>(C > 0)) && ((x > 6) -> [](C == 0));
              }
            }
            """
        let decision = try AutomatonDecision(ThresholdAutomaton(reading: text, file: "Handover.ta"))
        let words = decision.properties.indices.map { decision.decide($0).verdict.word }
        #expect(words == ["refuted", "refuted", "refuted", "vacuous"])
    }

    @Test(arguments: ThresholdAutomaton.all) func protocolsAreProved(_ automaton: ThresholdAutomaton) throws {
        let decision = try AutomatonDecision(automaton)
        for position in decision.properties.indices {
            let finding = decision.decide(position)
            #expect(finding.isAsExpected, "\(finding.property): \(finding.verdict.word), \(finding.remark)")
        }
    }

    @Test(arguments: ThresholdAutomaton.mutants)
    func mutantsAreRefuted(_ mutant: ThresholdAutomaton.Mutant) throws {
        let decision = try AutomatonDecision(mutant.automaton)
        let position = try #require(decision.properties.firstIndex(of: mutant.breaks))
        #expect(decision.decide(position).verdict.word == "refuted")
    }

    private static let n: Quantity = "n", t: Quantity = "t"
    private static let waiting: Quantity = "W", done: Quantity = "D"

    /// Processes vote when `mayVote` is true, and are done when enough have voted.
    private static func voting(
        _ property: ThresholdAutomaton.Property, when mayVote: ThresholdAutomaton.Guard? = nil
    ) -> ThresholdAutomaton {
        let vote = ThresholdAutomaton.Messages("vote")
        let enough = vote >= n - t
        return ThresholdAutomaton(
            "voting", parameters: [n, t], assuming: [n > 2 * t, t >= 1], processes: n,
            starting: [waiting], then: ["V", done], counting: [vote.sent],
            rules: [
                .step(waiting, to: "V", when: mayVote ?? enough, sending: vote),
                .step("V", to: done, when: enough),
            ], properties: [property])
    }

    private static func finding(
        _ property: ThresholdAutomaton.Property, timeLimit: Duration = .seconds(100)
    ) throws -> AutomatonFinding {
        try AutomatonDecision(voting(property)).decide(0, timeLimit: timeLimit)
    }

    @Test func everyAnswerHasItsReason() throws {
        let nobodyIsDone = ThresholdAutomaton.Property.always("nobody", Self.done == 0)
        #expect(try Self.finding(nobodyIsDone).isAsExpected)
        let someAreLeft = ThresholdAutomaton.Property.eventually("some", Self.done != 0)
        // Nobody may begin, so justice asks nothing.
        let refuted = try Self.finding(someAreLeft)
        #expect(refuted.remark == "n = 3, t = 1" && refuted.isLiveness)
        let afterDone = ThresholdAutomaton.Property.leadsTo("after", Self.done != 0, Self.waiting == 0)
        #expect(try Self.finding(afterDone).verdict.word == "vacuous")
        #expect(try Self.finding(nobodyIsDone, timeLimit: .zero).remark == "the time limit was reached")
    }

    /// A question with thousands of segments takes minutes to be made; the limit holds meanwhile.
    @Test func theLimitHoldsWhileAQuestionIsMade() throws {
        let many = Proposition.all((1...3000).map { "vote" >= Self.t + .number($0) })
        let nobodyIsDone = ThresholdAutomaton.Property.always("nobody", Self.done == 0)
        let automaton = Self.voting(nobodyIsDone, when: .known(many))
        var remark = ""
        let duration = try ContinuousClock().measure {
            remark = try AutomatonDecision(automaton).decide(0, timeLimit: .milliseconds(50)).remark
        }
        #expect(remark == "the time limit was reached" && duration < .seconds(60), "\(remark), \(duration)")
    }

    /// A rule that waits for few messages is taken until there are too many, and not once more.
    @Test(arguments: [1, 2]) func fallingGuardsLimitTheRulesThatSend(_ increase: Int) throws {
        func word(_ most: Quantity) throws -> String {
            let sends = ThresholdAutomaton.Rule(
                from: "W", to: "D", when: .known("x" <= Self.t), effects: [.init("x", by: increase)],
                isOwed: false)
            let automaton = ThresholdAutomaton(
                "limited", parameters: [Self.n, Self.t], assuming: [Self.n >= 1], processes: Self.n,
                starting: [Self.waiting], then: [Self.done], counting: ["x"], rules: [sends],
                properties: [.always("limit", "x" <= most)])
            return try AutomatonDecision(automaton).decide(0).verdict.word
        }
        #expect(try word(Self.t + .number(increase)) == "proved")
        #expect(try word(Self.t + .number(increase - 1)) == "refuted")
    }

    /// An "always" of a choice between two sets that fill and empty is not understood, and never proved.
    @Test func whatIsNotUnderstoodIsUnknown() throws {
        let (a, b, c): (Quantity, Quantity, Quantity) = ("A", "B", "C")
        let automaton = ThresholdAutomaton(
            "passing", parameters: [Self.n], assuming: [Self.n >= 1], processes: Self.n, starting: [a],
            then: [b, c, "D"], counting: ["x"],
            rules: [.step(a, to: b), .step(b, to: c), .step(c, to: "D")],
            properties: [.init("meeting", .eventually(.now(b != 0 && c != 0)), ofJustRuns: false)])
        let finding = try AutomatonDecision(automaton).decide(0)
        #expect(finding.verdict.word == "unknown" && finding.remark.contains("several sets"))
    }

    @Test(.enabled(if: CVC5.path != nil)) func anotherSolverAgrees() throws {
        let decision = try AutomatonDecision(.reliableBroadcast)
        let obligations = decision.obligations(0)
        #expect(obligations.count == 2)
        for obligation in obligations {
            #expect(try CVC5.answer(to: obligation.text) == obligation.expected.rawValue)
        }
    }
}

/// More random automata.
@Suite struct AutomatonDecisionLongTests {
    @Test func verdictsAgreeWithExploration() throws {
        try AutomatonDecisionTests().compareCounting(45..<120)
    }
    @Test func handoversAgreeWithExploration() throws {
        try AutomatonDecisionTests().compareHandovers(15..<30)
    }
}
