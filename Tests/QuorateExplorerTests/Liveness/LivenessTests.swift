import QuorateLanguage
import QuorateTraces
import SeededRandom
import Testing

@testable import QuorateExplorer

/// The search for fair runs against three slow twins: every set of states, every component, and every short lasso.
///
/// Each of these mistakes, made in the search on purpose, was noticed by the tests named: `three` and `hundreds` are
/// the random ones below, the others are in ``LivenessTrapTests``.
///
/// | mistake | noticed by |
/// |---|---|
/// | a self-loop discharges | three, aSelfLoopIsNoStep |
/// | a self-loop is owed; the same without help | three, hundreds; the first also aSelfLoopIsNoStep |
/// | what faulty replicas help to is owed | three, hundreds, helpOfFaultyReplicasIsNeverOwed |
/// | a strong obligation is judged on the whole component | fairnessIsThatOfTheRunAndNotOfTheComponent, three at times |
/// | what is left of a component is taken, or dropped, unjudged | whatIsLeftOfAComponentIsJudgedAgain |
/// | any step inside discharges; one that leaves does | three, hundreds, whatIsTrueFromSomeTimeOnHolds |
/// | of parallel steps only the first discharges | three, oneStepDischargesOneThingAtATime |
/// | weak is taken for strong, strong for weak, or either for nothing | three, for most anotherStep… |
/// | no run stops; the same in the look for ways around | three, aRunMayStopWhereNothingIsOwed |
/// | a run stops anywhere | three, hundreds, whatIsTrueFromSomeTimeOnHolds |
/// | there never is a way around | three, hundreds, noPartOfTheStatesIsLeftOut |
/// | a step within a level is no way back | three |
/// | a share of the states, or a worker's, is not looked through | noPartOfTheStatesIsLeftOut |
/// | only the first initial state counts | three, hundreds |
/// | `leadsTo` is asked in initial states only; `eventually` anywhere | three, hundreds |
/// | a way leads through the goal | three, hundreds |
/// | `eventuallyAlways` is `infinitelyOften`; its states are not all kept | three, hundreds |
/// | a premise that held is not noted | three, hundreds |
/// | the loop is not the closest | three, hundreds |
/// | the loop leaves out an obligation, or the state that breaks | three: the run is refused when it is walked again |
/// | a step back is not seen by the search, or one onward is taken for one | three, oneStepBackIsSeenWhereverItIs |
/// | for the walk, a step back to where it came from is none | three, hundreds |
/// | the walk does not tell a state of what can be reached from it | three, hundreds |
/// | the walk takes states away in which nothing is owed | three, hundreds, most traps |
/// | nodes behind the first block have the obligations of those in it | hundreds, noPartOfTheStatesIsLeftOut |
@Suite struct LivenessTests {
    /// `LivenessLongTests` has four times as many, and more of the others.
    @Test func verdictsAreThoseOfThreeSlowTwins() async throws {
        try await compareWithThreeTwins(count: 500)
    }

    fileprivate func compareWithThreeTwins(count: Int) async throws {
        var random = SplitMix(seed: Seed.announced())
        var outcomes: [Report.PropertyOutcome: Int] = [:]
        var loops = 0
        for _ in 0..<count {
            let web = Web(using: &random)
            let report = try await Explorer(web, workers: random.number(1..<5), continuesAfterViolation: true)
                .run()
            let sets = EverySet(web: web)
            for property in report.properties {
                let holds = sets.holds(property.kind)
                #expect((property.outcome == .holds) == holds, "\(property.name) of \(web)\n\(report)")
                outcomes[property.outcome, default: 0] += 1
            }
            let components = EveryComponent(web)
            #expect(report.liveness?.isAcyclic == components.leadsOn, "\(web)")
            try compare(report, web, components)
            if web.count <= 5 { compareWithLassos(report, web) }
            loops += report.counterexamples.count { $0.loop.map { loop in loop.start } != $0.steps.count }
        }
        let few = 2 * count / 5
        #expect((outcomes[.holds] ?? 0) > few && (outcomes[.violated] ?? 0) > few && loops > count / 25)
    }

    @Test func systemsOfHundredsOfStatesAgreeWithTheirComponents() async throws {
        try await compareHundreds(count: 7)
    }

    fileprivate func compareHundreds(count: Int) async throws {
        var random = SplitMix(seed: Seed.announced())
        for _ in 0..<count {
            let web = Web(of: 200..<400, using: &random)
            let report = try await Explorer(web, workers: random.number(1..<5), continuesAfterViolation: true)
                .run()
            try compare(report, web, EveryComponent(web))
        }
    }

    /// Verdicts, premises, the states where fair runs stay, and that each counterexample is a shortest way there and a
    /// fair loop, walked once more from what is printed of it.
    private func compare(_ report: Report, _ web: Web, _ components: EveryComponent) throws {
        for property in report.properties {
            let staying = components.staying(property.kind)
            #expect(
                (property.outcome == .holds) == staying.isEmpty && property.violatingStates == staying.count,
                "\(property.name): \(staying) of \(web)\n\(report)")
            #expect(
                property.premiseHeld == components.isAsked(property.kind),
                "\(property.name) of \(web)\n\(report)")
        }
        for trace in report.counterexamples {
            let words = try trace.words(in: ErasedSpec(web))
            #expect(words.count == trace.steps.count + 1)
            let start = try #require(trace.loop?.start)
            let lasso = Lasso(web: web, states: words.map { Int($0[0]) }, start: start)
            #expect(
                lasso.isRun && lasso.isFair && lasso.breaks(trace.propertyKind),
                "\(lasso.states) from \(start) against \(trace.property) of \(web)")
            #expect(
                start == components.shortestStem(trace.propertyKind),
                "\(lasso.states) from \(start) against \(trace.property) of \(web)")
        }
    }

    private func compareWithLassos(_ report: Report, _ web: Web) {
        let isWhole = web.count <= 3
        let broken = EveryLasso(web, length: isWhole ? 9 : 6).broken
        for property in report.properties {
            let isBroken = broken.contains(property.kind)
            #expect(
                isWhole
                    ? isBroken == (property.outcome == .violated)
                    : !isBroken || property.outcome == .violated,
                "\(property.name) of \(web)\n\(report)")
        }
    }

    @Test func anyNumberOfWorkersFindsTheSame() async throws {
        try await compareWorkers(count: 75)
    }

    fileprivate func compareWorkers(count: Int) async throws {
        var random = SplitMix(seed: Seed.announced())
        for _ in 0..<count {
            let web = Web(using: &random)
            let one = try await Explorer(web, workers: 1).run()
            for workers in 2...4 {
                let other = try await Explorer(web, workers: workers).run()
                #expect(other.counterexamples == one.counterexamples)
                #expect(other.properties.map(\.violatingStates) == one.properties.map(\.violatingStates))
            }
        }
    }
}

/// More systems, for the mistakes that few of them show.
@Suite struct LivenessLongTests {
    @Test func verdictsAreThoseOfThreeSlowTwins() async throws {
        try await LivenessTests().compareWithThreeTwins(count: 2_000)
    }

    @Test func systemsOfHundredsOfStatesAgreeWithTheirComponents() async throws {
        try await LivenessTests().compareHundreds(count: 15)
    }

    @Test func anyNumberOfWorkersFindsTheSame() async throws {
        try await LivenessTests().compareWorkers(count: 225)
    }
}
