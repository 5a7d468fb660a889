import QuorateExplorer
import QuorateReplay
import Testing

@testable import Toys

/// Every result of a conformance check, on the toy.
@Suite struct BallotConformanceTests {
    private func search(
        _ driver: BallotDriver, workers: Int = 1, limits: Explorer.Limits = .init()
    ) async throws -> (conformance: Conformance, report: Report) {
        let conformance = Conformance(Ballot(), driver: driver, triesAllDisabledSteps: true)
        let report = try await Explorer(erased: conformance.pairs, workers: workers, limits: limits).run()
        return (conformance, report)
    }

    private func divergence(_ fault: BallotDriver.Fault) async throws -> ConformanceDivergence? {
        let (conformance, report) = try await search(BallotDriver(fault))
        #expect(report.outcome == .violated)
        let counterexample = try #require(report.counterexamples.first)
        return conformance.divergence(in: counterexample)
    }

    /// 24 states: 4 unasked, 4 of each of the four sets of votes, 4 decided; half of each voter's are warm.
    @Test func figuresAreThoseCountedByHand() async throws {
        let (conformance, report) = try await search(BallotDriver())
        #expect(report.outcome == .holds)
        let figures = conformance.figures()
        #expect((figures.specStates, figures.pairs, report.distinctStates) == (24, 24, 24))
        let taken = figures.actions.map { "\($0.action) \($0.taken)" }
        #expect(taken == ["vote 8", "restart 24", "warmUp 24", "ask 4", "decide 4"])
        #expect(figures.transitions == 64)
        // Two messages are needed to decide only.
        #expect(figures.orders == [.ascending: 64, .descending: 4, .shuffled: 4])
        #expect(
            words(figures) == [
                "vote 40 = 8 impossible + 32 refused + 0 noted + 0 answered",
                "restart 24 = 0 impossible + 24 refused + 0 noted + 0 answered",
                "warmUp 24 = 0 impossible + 24 refused + 0 noted + 0 answered",
                "ask 20 = 0 impossible + 20 refused + 0 noted + 0 answered",
                "decide 20 = 8 impossible + 12 refused + 0 noted + 0 answered",
            ])
        #expect(figures.refusals.allSatisfy { $0.tally.tried == $0.tally.disabled - $0.tally.impossible })
        #expect(figures.leftOut.isEmpty && conformance.notCompared.isEmpty)
    }

    private func words(_ figures: Conformance.Figures) -> [String] {
        figures.refusals.map { action, tally in
            "\(action) \(tally.disabled) = \(tally.impossible) impossible + \(tally.refused) refused"
                + " + \(tally.noted) noted + \(tally.answered) answered"
        }
    }

    /// A voter is asked again in the 12 states in which it has voted; in 6 of them it is warm.
    @Test func notesAndAnswersAreCounted() async throws {
        let (noting, _) = try await search(BallotDriver(.notesQuestions))
        #expect(words(noting.figures())[0] == "vote 40 = 8 impossible + 8 refused + 24 noted + 0 answered")
        let (answering, report) = try await search(BallotDriver(.answersQuestions))
        #expect(report.outcome == .holds)
        #expect(
            words(answering.figures())[0] == "vote 40 = 8 impossible + 20 refused + 0 noted + 12 answered")
        // What is not compared does not count.
        let (chatting, _) = try await search(BallotDriver(.chats))
        #expect(words(chatting.figures())[3] == "ask 20 = 0 impossible + 20 refused + 0 noted + 0 answered")
    }

    /// A voter that knows of its restarts is in one of three places where the spec has two.
    @Test(arguments: 1...3) func realStatesBehindOneSpecStateAreAllFollowed(workers: Int) async throws {
        var driver = BallotDriver()
        driver.countsRestarts = true
        let (conformance, report) = try await search(driver, workers: workers)
        let figures = conformance.figures()
        #expect(report.outcome == .holds)
        #expect((figures.specStates, figures.pairs, report.distinctStates) == (24, 54, 54))
    }

    @Test func bugOnTheLongerWayIsFound() async throws {
        var driver = BallotDriver(.forgetsAfterRestart)
        driver.countsRestarts = true
        let (conformance, report) = try await search(driver)
        #expect(report.outcome == .violated)
        let counterexample = try #require(report.counterexamples.first)
        let found = try #require(conformance.divergence(in: counterexample))
        #expect(found.steps.count == 4)
        #expect(Set(found.steps) == ["ask", "restart(r2)", "warmUp(r2)", "vote(r2)"])
        #expect(found.steps.last == "vote(r2)")
        #expect(
            found.divergence.description
                == "voted[r2]: true in the spec, false in the code (the replicas and their messages)")
        #expect(found.states.count == 5)
    }

    @Test(arguments: [
        (BallotDriver.Fault.asksSilently, 2, "the spec takes the step, and the code has sent no message"),
        (
            .asksTwice, 2,
            "the code takes ask, which the spec does not allow here; its messages or its log changed"
        ),
        (
            .decidesHastily, 3,
            "the code takes decide, which the spec does not allow here; decided: false in the spec"
        ),
        (
            .dependsOnOrder, 4,
            "decided: true in the spec, false in the code (the replicas and their messages)"
        ),
        (.throwsInOrder, 3, "the code threw: the desk is on fire"),
        (.throwsAtDecision, 4, "the code threw: the desk is on fire"),
        (.throwsEarly, 3, "the code threw: the desk is on fire"),
        (.throwsAtStart, 0, "the code threw: the desk is on fire"),
        (.startsCold, 0, "warm[r2]: true in the spec, false in the code (the replicas and their messages)"),
        (.forgetsVote, 2, "voted[r2]: true in the spec, false in the code (the replicas and their messages)"),
        (.volatileVote, 2, "voted[r2]: true in the spec, false in the code (the durable logs)"),
        (.staysCold, 2, "warm[r2]: true in the spec, false in the code (the replicas and their messages)"),
    ])
    func everyFaultIsFound(fault: BallotDriver.Fault, steps: Int, words: String) async throws {
        let divergence = try await divergence(fault)
        let found = try #require(divergence)
        #expect(found.divergence.description.hasPrefix(words))
        #expect(found.steps.count == steps)
        // A step that the spec disables leads nowhere.
        if case .tookDisabled = found.divergence {
            #expect(found.states.count == steps)
        } else if case .failed = found.divergence {
            #expect(found.states.count <= steps + 1)
        } else {
            #expect(found.states.count == steps + 1)
        }
    }

    @Test func stepsLeftOutAreCounted() async throws {
        var driver = BallotDriver()
        driver.leavesOutWarmUp = true
        let (conformance, report) = try await search(driver)
        #expect(report.outcome == .holds)
        let figures = conformance.figures()
        // A vote comes only before a restart now: of 24 states all are reached, and each voter is cold in 12.
        #expect(
            figures.leftOut.map { "\($0.action) \($0.reason) \($0.count)" } == [
                "warmUp our voters stay cold 24"
            ])
        #expect(figures.actions.first { $0.action == "warmUp" }?.taken == 0)
        #expect(figures.transitions == 40)
    }

    @Test(arguments: [1, 2, 3]) func limitsGiveNoVerdict(workers: Int) async throws {
        for limits in [Explorer.Limits(states: 10), .init(depth: 2)] {
            let (_, report) = try await search(BallotDriver(), workers: workers, limits: limits)
            #expect(report.outcome == .inconclusive)
            #expect(!report.isComplete)
        }
    }

    @Test func oneInEightIsTriedUnlessAllAre() async throws {
        let conformance = Conformance(Ballot(), driver: BallotDriver())
        _ = try await Explorer(erased: conformance.pairs).run()
        let tried = conformance.figures().refusals.map(\.tally.disabled).reduce(0, +)
        #expect(tried > 0 && tried < 128 / 2)
    }

    @Test(arguments: BallotDriver.Fault.allCases) func figuresDoNotDependOnWorkers(
        fault: BallotDriver.Fault
    ) async throws {
        var driver = BallotDriver(fault)
        driver.countsRestarts = true
        var seen: Set<String> = []
        for workers in 1...3 {
            let conformance = Conformance(Ballot(), driver: driver, triesAllDisabledSteps: true)
            let explorer = Explorer(
                erased: conformance.pairs, workers: workers, continuesAfterViolation: true)
            let report = try await explorer.run()
            let figures = conformance.figures()
            let steps = report.counterexamples.first.map { conformance.divergence(in: $0)?.steps.count ?? -1 }
            seen.insert(
                "\(report.outcome) \(report.distinctStates) \(figures.specStates) \(figures.pairs) \(figures.transitions)"
                    + " \(figures.actions) \(words(figures)) \(DeliveryOrder.allCases.map { figures.orders[$0] })"
                    + " \(String(describing: steps))")
        }
        #expect(seen.count == 1, "\(seen)")
    }
}
