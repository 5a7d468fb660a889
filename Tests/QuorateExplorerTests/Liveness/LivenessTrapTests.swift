import QuorateFaults
import QuorateLanguage
import QuorateTraces
import Testing

@testable import QuorateExplorer
@testable import Toys

/// Mistakes that tools for liveness have made, one test for each.
@Suite struct LivenessTrapTests {
    private func outcome(_ kind: PropertyKind, _ web: Web) async throws -> Report.PropertyOutcome {
        var web = web
        web.kinds = [kind]
        let report = try await Explorer(web).run()
        #expect((report.properties[0].outcome == .holds) == EverySet(web: web).holds(kind))
        return report.properties[0].outcome
    }

    /// States 0, 1 and so on; the goal is the last one.
    private func web(_ count: Int, _ strengths: [Bool], _ steps: [(Int, Int, Int)]) -> Web {
        Web(
            count: count, steps: steps.map { Web.Step(from: $0.0, to: $0.1, obligations: $0.2) },
            strengths: strengths, goals: [count - 1])
    }

    /// The step 1→0 that nobody obliges must not pass for the obliged one 1→2, although it stays among the same states.
    @Test func anotherStepBetweenTheSameStatesDischargesNothing() async throws {
        let steps = [(0, 1, 2), (1, 0, 0), (1, 2, 1)]
        #expect(try await outcome(.eventually, web(3, [true, false], steps)) == .holds)
        // Weak fairness owes the step 1→2 in state 1 only.
        #expect(try await outcome(.eventually, web(3, [false, false], steps)) == .violated)
    }

    /// The component of 0, 1 and 2 as a whole neglects what is owed in 2; going around 0 and 1 is fair.
    @Test func fairnessIsThatOfTheRunAndNotOfTheComponent() async throws {
        // The second obligation is to move on.
        let steps = [(0, 1, 2), (1, 0, 2), (1, 2, 2), (2, 1, 2), (2, 3, 3)]
        #expect(try await outcome(.eventually, web(4, [true, false], steps)) == .violated)
    }

    /// Without 3, where the first obligation is owed, nothing discharges what is owed in 2; going around 0 and 1 is
    /// fair.
    @Test func whatIsLeftOfAComponentIsJudgedAgain() async throws {
        let steps = [(0, 1, 4), (1, 0, 4), (1, 2, 4), (2, 1, 4), (2, 3, 6), (3, 2, 4), (3, 4, 5)]
        #expect(try await outcome(.eventually, web(5, [true, true, false], steps)) == .violated)
        // Where 0 and 1 cannot go around by themselves, nothing is left.
        let onward = [(0, 1, 4), (1, 2, 4), (2, 0, 4), (2, 3, 6), (3, 2, 4), (3, 4, 5)]
        #expect(try await outcome(.eventually, web(5, [true, true, false], onward)) == .holds)
    }

    @Test func aRunMayStopWhereNothingIsOwed() async throws {
        #expect(try await outcome(.eventually, web(2, [], [(0, 1, 0)])) == .violated)
        #expect(try await outcome(.eventually, web(2, [false], [(0, 1, 0)])) == .violated)
        #expect(try await outcome(.eventually, web(2, [false], [(0, 1, 1)])) == .holds)
    }

    @Test func aSelfLoopIsNoStep() async throws {
        // It owes nothing: the run may stop.
        #expect(try await outcome(.eventually, web(2, [false], [(0, 0, 1)])) == .violated)
        // It discharges nothing: the run must not stop.
        #expect(try await outcome(.eventually, web(2, [false], [(0, 0, 1), (0, 1, 1)])) == .holds)
        #expect(try await outcome(.eventually, web(2, [true], [(0, 0, 1), (0, 1, 1)])) == .holds)
    }

    @Test func whatIsTrueFromSomeTimeOnHolds() async throws {
        #expect(
            try await outcome(.eventuallyAlways, web(3, [false], [(0, 1, 1), (1, 0, 0), (1, 2, 1)]))
                == .violated)
        #expect(
            try await outcome(.eventuallyAlways, web(3, [true], [(0, 1, 0), (1, 0, 0), (1, 2, 1)]))
                == .violated)
        #expect(
            try await outcome(.eventuallyAlways, web(3, [false, true], [(0, 1, 1), (1, 0, 1), (1, 2, 2)]))
                == .holds)
    }

    /// Two obligations that need two steps between the same two states: the run goes around by one and by the other.
    @Test func oneStepDischargesOneThingAtATime() async throws {
        let report = try await Explorer(web(3, [true, true], [(0, 1, 1), (0, 1, 2), (1, 0, 0)])).run()
        let loop = try #require(report.counterexamples.first?.loop)
        #expect(
            loop.fairness == [
                "strong fairness \"o0\": discharged by step 1",
                "strong fairness \"o1\": discharged by step 1, taken as go(1) at times",
            ])
    }

    @Test func livenessIsNoSafety() async throws {
        var web = web(2, [], [(0, 1, 0)])
        web.kinds = [.always, .eventually, .reachable]
        web.goals = [0, 1]
        let report = try await Explorer(web).run()
        #expect(report.properties.map(\.outcome) == [.holds, .holds, .reached])
        web.goals = [1]
        let other = try await Explorer(web, continuesAfterViolation: true).run()
        #expect(other.counterexamples.map(\.propertyKind) == [.always, .eventually])
        #expect(other.counterexamples.map { $0.loop?.start } == [nil, 0])
    }

    /// The votes of a faulty replica may make a quorum, and nobody can count on it.
    @Test func helpOfFaultyReplicasIsNeverOwed() async throws {
        for workers in 1...3 {
            let enough = try await Explorer(Tallying(quorum: 3), workers: workers).run()
            #expect(enough.outcome == .holds, "\(enough)")
            let tooMany = try await Explorer(Tallying(quorum: 4), workers: workers).run()
            #expect(tooMany.properties.map(\.outcome) == [.violated, .violated, .reached], "\(tooMany)")
            #expect(tooMany.counterexamples.map(\.steps.count) == [3, 3])
        }
    }

    /// The adversary in steps of its own comes to the same verdicts: it may never send, and its help is not owed.
    @Test func bothTimingsOfTheAdversaryAgree() async throws {
        for quorum in 1...4 {
            let spec = Tallying(quorum: quorum)
            let (own, twin) = (try await Explorer(spec).run(), try await Explorer(StepByStep(spec)).run())
            #expect(own.properties.map(\.outcome) == twin.properties.map(\.outcome), "\(own)\n\(twin)")
        }
    }

    /// Each has a bit of a word: what does not fit is refused, and does not hold.
    @Test func asManyPropertiesAsFit() async throws {
        var spec = web(2, [], [(0, 1, 0)])
        spec.copies = 64
        #expect(try await Explorer(spec).run().properties.allSatisfy { $0.outcome == .violated })
        spec.copies = 65
        do {
            _ = try await Explorer(spec).run()
            Issue.record("65 properties of whole runs were searched")
        } catch { #expect("\(error)".contains("at most 64 fit"), "\(error)") }
    }

    @Test func theEnvironmentIsNotObliged() async throws {
        var web = Courting()
        for byName in [false, true] {
            web.byName = byName
            let error = await #expect(throws: SpecError.self) { try await Explorer(web).run() }
            #expect(error?.description.contains("fairness \"everything\" obliges crash") == true)
        }
    }

    /// Levels of so many states that several threads share them: each part counts, also the last.
    @Test func noPartOfTheStatesIsLeftOut() async throws {
        var counterexamples: [[Trace]] = []
        for workers in [1, 2, 4] {
            let all = try await Explorer(
                Forking(bad: 0..<2_100), workers: workers, continuesAfterViolation: true
            )
            .run()
            #expect(all.properties.map(\.violatingStates) == [4_200, 4_200])
            #expect(all.liveness?.steps == 6_300)
            let stops = try await Explorer(Forking(bad: 0..<2_100, mayStop: true), workers: workers).run()
            #expect(stops.properties[0].violatingStates == 2_100)
            counterexamples.append(all.counterexamples + stops.counterexamples)
            for bad in [0, 1_700, 2_099] {
                for mayStop in [false, true] {
                    let spec = Forking(bad: bad..<bad + 1, mayStop: mayStop)
                    let report = try await Explorer(spec, workers: workers, continuesAfterViolation: true)
                        .run()
                    #expect(
                        report.properties.map(\.violatingStates)
                            == Array(repeating: mayStop ? 1 : 2, count: 2))
                    #expect(
                        report.counterexamples.map { $0.loop?.start } == [mayStop ? 2 : 1, mayStop ? 2 : 1])
                }
            }
            #expect(try await Explorer(Forking(), workers: workers).run().liveness?.isAcyclic == true)
        }
        #expect(counterexamples.allSatisfy { $0 == counterexamples[0] })
    }

    @Test func whatCannotBeDecidedIsRefusedOrInconclusive() async throws {
        let spec = web(3, [false], [(0, 1, 1), (1, 2, 1)])
        await #expect(throws: ExplorerError.livenessNeedsStates("eventually", .fingerprint)) {
            try await Explorer(spec, store: .fingerprint).run()
        }
        var bounded = Courting()
        bounded.isBounded = true
        let error = await #expect(throws: SpecError.self) { try await Explorer(bounded).run() }
        #expect(error?.description.contains("the constraint \"narrow\" cuts them off") == true)
        let report = try await Explorer(spec, limits: .init(depth: 1)).run()
        #expect(report.outcome == .inconclusive)
        #expect(Set(report.properties.map(\.outcome)) == [.inconclusive])
    }
}

/// A spec that obliges a crash.
private struct Courting: Spec {
    struct State: SpecState { var number: UInt8 = 0 }
    enum Action: SpecAction { case go, crash }
    var byName = false
    var isBounded = false

    var initialStates: [State] { [State()] }
    var environmentActions: [String] { ["crash"] }
    var fairness: [Fairness<Self>] {
        if isBounded { return [] }
        return byName ? [.weak("everything", actions: "go", "crash")] : [.weak("everything") { _ in true }]
    }
    var constraint: StateConstraint<State>? { isBounded ? StateConstraint("narrow") { $0.number < 2 } : nil }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.go, if: s.number < 2) { $0.number += 1 }
        next.take(.crash, if: s.number == 1) { $0.number = 9 }
    }
    var properties: [Property<State>] { [.eventually("the end") { $0.number == 2 }] }
}

/// 2,100 branches, each of two states and then the end; the bad ones go back and forth, or may stop.
private struct Forking: Spec {
    struct State: SpecState { var number: UInt32 = 0 }
    enum Action: SpecAction { case open(Int), go }
    var bad = 0..<0
    var mayStop = false

    var initialStates: [State] { [State()] }
    var fairness: [Fairness<Self>] {
        let stops = mayStop ? bad : 0..<0
        return [
            .weak("on") { _, s in s.number == 0 || !stops.contains(Int(s.number) / 2 - 1) || s.number % 2 == 0
            }
        ]
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        if s.number == 0 {
            for branch in 0..<2_100 { next.take(.open(branch)) { $0.number = UInt32(branch * 2 + 2) } }
        }
        let isBad = bad.contains(Int(s.number) / 2 - 1)
        next.take(.go, if: s.number > 1 && s.number % 2 == 0) { $0.number += 1 }
        next.take(.go, if: s.number > 1 && s.number % 2 == 1) {
            $0.number = isBad && !mayStop ? $0.number - 1 : 1
        }
    }
    var properties: [Property<State>] {
        [.eventually("the end") { $0.number == 1 }, .eventuallyAlways("the end for good") { $0.number == 1 }]
    }
}
