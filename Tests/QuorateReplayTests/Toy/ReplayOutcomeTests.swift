@testable import QuorateReplay
import QuorateTraces
import Testing

@testable import Toys

/// Every outcome of a replay, with its words, on the toy.
@Suite struct ReplayOutcomeTests {
    static let hasty: [Ballot.Action] = [.ask, .vote(1), .decide]
    static let whole: [Ballot.Action] = [.ask, .vote(1), .vote(2), .decide]

    /// The run of `mutant`, or of the spec as it is to a decision.
    private func trace(_ mutant: Ballot.Mutant? = nil, _ actions: [Ballot.Action]) throws -> Trace {
        try run(Ballot(mutant: mutant), taking: actions, shows: mutant?.expectation.property ?? "a decision")
    }

    private func report(
        of mutant: Ballot.Mutant? = nil, _ actions: [Ballot.Action], on driver: BallotDriver
    ) throws -> ReplayReport {
        try Replay<BallotDriver>(Ballot()).report(of: trace(mutant, actions), driver: driver, code: "broken")
    }

    private func outcome(_ fault: BallotDriver.Fault, _ actions: [Ballot.Action] = whole) throws -> String {
        try report(actions, on: BallotDriver(fault)).outcome.description
    }

    @Test func shippedCodeRefusesAndChangedCodeReproduces() throws {
        let (replay, trace) = (Replay<BallotDriver>(Ballot()), try trace(.hasty, Self.hasty))
        let shipped = try replay.report(of: trace, againstMutant: false)
        #expect(shipped.outcome == .refused(step: 3))
        #expect(shipped.outcome.description == "refused at step 3")
        #expect((shipped.code, shipped.stepsTaken, shipped.stepCount) == ("shipped", 2, 3))
        #expect(shipped.action == "decide")
        let changed = try replay.report(of: trace, againstMutant: true)
        #expect(changed.outcome == .reproduced)
        #expect(changed.outcome.description == "reproduced")
        #expect((changed.code, changed.stepsTaken, changed.stepCount) == ("hasty", 3, 3))
        #expect(changed.action == nil)
    }

    /// To refuse a later step does not excuse code that has taken one which only the mutant has.
    @Test func refusalAfterTheBugIsNone() throws {
        var driver = BallotDriver(.decidesHastily)
        driver.sulksAfterDecision = true
        let found = try report(of: .hasty, Self.hasty + [.restart(2)], on: driver)
        #expect(
            found.outcome.description
                == "diverged at step 4: warm[r2]: false in the spec, true in the code (the replicas and their messages)"
        )
    }

    /// The code that ships is the spec's, and not its variant's.
    @Test func shippedCodeRefusesTheRunOfAVariant() throws {
        let (replay, actions) = (Replay<BallotDriver>(Ballot()), [Ballot.Action.ask, .vote(1), .decide])
        let trace = try run(Ballot(variant: .loneVote), taking: actions, shows: "everybody has voted")
        #expect(trace.variant == "lone-vote")
        for againstMutant in [false, true] {
            let report = try replay.report(of: trace, againstMutant: againstMutant)
            #expect(report.outcome == .refused(step: 3) && report.code == "shipped")
        }
        let target = ReplayTarget.driver(BallotDriver.self, for: Ballot())
        #expect(try target.replay(trace, false).outcome == .refused(step: 3))
    }

    /// A code that has the bug although nobody says so goes along the mutant's run.
    @Test func unknownBugIsReproduced() throws {
        #expect(try report(of: .hasty, Self.hasty, on: BallotDriver(.decidesHastily)).outcome == .reproduced)
    }

    /// Of a run without end the code takes stem and loop once, which says nothing of what it does next: the property is
    /// not said to hold of it.
    @Test func runsWithoutEndAreFollowedOnce() throws {
        let replay = Replay<BallotDriver>(Ballot(promises: true))
        var around = try run(
            Ballot(promises: true), taking: [.ask, .restart(1), .warmUp(1)], shows: "every vote")
        around.loop = Trace.Loop(start: 1)
        let followed = try replay.report(of: around, againstMutant: false)
        #expect((followed.outcome, followed.stepsTaken) == (.followed, 3))
        around.loop = Trace.Loop(start: 0)
        #expect(throws: TraceMismatch.openLoop(state: 0)) {
            try replay.report(of: around, againstMutant: false)
        }
        var hasty = try run(Ballot(mutant: .hasty, promises: true), taking: Self.hasty, shows: "every vote")
        hasty.loop = Trace.Loop(start: 3)
        #expect(try replay.report(of: hasty, againstMutant: false).outcome == .refused(step: 3))
        #expect(try replay.report(of: hasty, againstMutant: true).outcome == .reproduced)
    }

    @Test func stepWithAnotherEffectIsWithstood() throws {
        let report = try report(of: .eager, [.ask, .vote(2)], on: BallotDriver())
        #expect(report.outcome == .withstood)
        #expect(report.outcome.description == "withstood: every step was taken, and the property holds")
        #expect((report.stepsTaken, report.action) == (2, nil))
    }

    @Test func missingMessageOfTheMutantIsRefused() throws {
        #expect(try report(of: .ghost, [.vote(1)], on: BallotDriver()).outcome == .refused(step: 1))
    }

    @Test func driverHasTheLastWordOnTheProperty() throws {
        var driver = BallotDriver(.decidesHastily)
        driver.judgement = false
        let held = try report(of: .hasty, Self.hasty, on: driver)
        #expect(
            held.outcome.description
                == "diverged at step 3: every step was taken, and \"everybody has voted\" holds of the real replicas"
        )
        driver = BallotDriver()
        driver.judgement = true
        #expect(try report(of: .eager, [.ask, .vote(2)], on: driver).outcome == .reproduced)
    }

    @Test func codeThatDoesNotExistIsSaid() throws {
        let report = try Replay<BallotDriver>(Ballot()).report(
            of: trace(.ghost, [.vote(1)]), againstMutant: true)
        #expect(report.outcome == .noSuchCode)
        #expect(report.outcome.description == "no such part in the code")
        #expect((report.code, report.stepsTaken, report.stepCount) == ("ghost", 0, 1))
    }

    @Test func aStartThatCodeDoesNotHaveIsSaid() throws {
        let (replay, trace) = (Replay<BallotDriver>(Ballot()), try trace(.begun, []))
        let report = try replay.report(of: trace, againstMutant: false)
        #expect(report.outcome == .noSuchStart)
        #expect(report.outcome.description == "no such start without the mutant")
        #expect(try replay.report(of: trace, againstMutant: true).outcome == .reproduced)
    }

    @Test func aMessageThatCodeHasNotSentIsSaid() throws {
        #expect(
            try outcome(.asksSilently)
                == "diverged at step 2: the spec takes the step, and the code has sent no message that leads to it"
        )
        #expect(try report(Self.whole, on: BallotDriver(.asksSilently)).action == "vote(r1)")
    }

    @Test func aStepThatIsLeftOutIsSaid() throws {
        var driver = BallotDriver()
        driver.leavesOutWarmUp = true
        let report = try report([.ask, .restart(1), .warmUp(1), .vote(1), .vote(2), .decide], on: driver)
        #expect(report.outcome == .leftOut(step: 3, reason: "our voters stay cold"))
        #expect(report.outcome.description == "left out at step 3: our voters stay cold")
        #expect(report.action == "warmUp(r1)")
    }

    @Test func otherValuesAreNamed() throws {
        #expect(
            try outcome(.forgetsVote)
                == "diverged at step 3: voted[r2]: true in the spec, false in the code (the replicas and their messages)"
        )
        #expect(
            try outcome(.volatileVote)
                == "diverged at step 3: voted[r2]: true in the spec, false in the code (the durable logs)")
        #expect(
            try outcome(.startsCold)
                == "diverged at step 0: warm[r2]: true in the spec, false in the code (the replicas and their messages)"
        )
        let report = try report(Self.whole, on: BallotDriver(.volatileVote))
        let expected = CodeDifference(
            source: .durable, place: "voted[r2]", inSpec: .boolean(true), inCode: .boolean(false))
        #expect(report.outcome == .diverged(step: 3, .value(expected)))
        #expect((report.action, report.stepsTaken) == ("vote(r2)", 2))
    }

    /// A code that does nothing where the spec takes a step refuses it.
    @Test func stepOfTheSpecIsRefused() throws {
        let run: [Ballot.Action] = [.restart(2), .warmUp(2)] + Self.whole
        #expect(try outcome(.staysCold, run) == "refused at step 2")
    }

    @Test func disabledStepIsTaken() throws {
        let run: [Ballot.Action] = [.ask, .vote(1), .restart(2), .warmUp(2), .vote(2), .decide]
        #expect(
            try outcome(.decidesHastily, run)
                == "diverged at step 2: the code takes decide, which the spec does not allow here; "
                + "decided: false in the spec, true in the code (the replicas and their messages)")
        // The two steps of the spec that lead back to where it was are no excuse for a second question.
        #expect(
            try outcome(.asksTwice)
                == "diverged at step 1: the code takes ask, which the spec does not allow here; "
                + "its messages or its log changed")
        #expect(try outcome(.chats) == "reproduced")
    }

    @Test func orderMatters() throws {
        #expect(
            try outcome(.dependsOnOrder).hasPrefix(
                "diverged at step 4: with the messages in "))
        let report = try report(Self.whole, on: BallotDriver(.dependsOnOrder))
        #expect(report.outcome == .diverged(step: 4, .order(.descending)))
        #expect(
            report.outcome.description
                == "diverged at step 4: with the messages in descending order the code is in another state")
    }

    @Test func errorsThatCodeThrowsAreSaid() throws {
        #expect(try outcome(.throwsAtDecision) == "diverged at step 4: the code threw: the desk is on fire")
        #expect(try outcome(.throwsAtStart) == "diverged at step 0: the code threw: the desk is on fire")
        // Before the last vote the decision is disabled, and tried.
        #expect(try outcome(.throwsEarly) == "diverged at step 2: the code threw: the desk is on fire")
    }

    /// What is seen up to there is the same in all orders, and one of them ends otherwise.
    @Test func divergenceInOneOrderIsNotLost() throws {
        let report = try report(Self.whole + [.restart(2)], on: BallotDriver(.sulks))
        #expect(
            report.outcome.description
                == "diverged at step 4: the code takes ask, which the spec does not allow here; "
                + "its messages or its log changed")
        #expect(report.transcript.lines.last?.value == report.outcome.description)
        #expect(
            try outcome(.throwsInOrder).hasPrefix("diverged at step 4: with the messages in descending order")
        )
    }

    @Test func propertyInOneOrderIsNotLost() throws {
        var driver = BallotDriver()
        driver.blamesOrder = true
        let report = try report(Self.whole, on: driver)
        #expect(report.outcome == .diverged(step: 5, .order(.descending)))
        #expect(report.transcript.lines.last?.value == report.outcome.description)
    }
}
