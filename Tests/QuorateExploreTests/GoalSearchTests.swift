import QuorateLanguage
import QuorateTraces
import SeededRandom
import Testing

@testable import QuorateExplore
@testable import Toys

/// The nearest state that meets a goal, against brute force.
@Suite struct GoalSearchTests {
    /// A goal with its meaning, written down a second time.
    private struct Wish {
        let goal: Goal
        /// A state gives the question a meaning; where none does, there is no answer.
        var isAsked: (RandomPlaces, RandomPlaces.State) -> Bool = { _, _ in true }
        let isMet: (RandomPlaces, RandomPlaces.State) -> Bool
    }

    private static func wishes(_ erased: ErasedSpec, _ random: inout SplitMix) throws -> [Wish] {
        let (place, mark) = (random.number(0..<40), random.number(0..<4))
        return [
            Wish(goal: try Goal(["property": "not bad"], in: erased)) {
                $0.bad.contains($1.place) && $1.mark > 0
            },
            Wish(goal: try Goal(["property": "three marks"], in: erased)) { $1.mark == 3 },
            Wish(goal: try Goal(["action": "mark"], in: erased)) {
                $0.marking.contains($1.place) && !$0.outside.contains($1.place)
            },
            Wish(
                goal: try Goal(["action": .string("walk(to: \(place))")], in: erased),
                isAsked: { $0.steps[$1.place].contains(place) && !$0.outside.contains($1.place) }
            ) {
                $0.steps[$1.place].contains(place) && (place % 7 != 6 || $1.mark > 0)
                    && !$0.outside.contains($1.place)
            },
            Wish(goal: try Goal(["predicate": .string("place == \(place) && mark >= \(mark)")], in: erased)) {
                $1.place == place && $1.mark >= mark
            },
        ]
    }

    @Test func theNearestStateIsFoundOrThereIsNone() throws {
        var random = SplitMix(seed: Seed.announced(21))
        var (found, missing, unasked) = (0, 0, 0)
        for _ in 0..<150 {
            let spec = RandomPlaces(using: &random)
            let erased = ErasedSpec(spec)
            let all = spec.distances(from: spec.initialStates)
            let here = random.pick(all.keys.sorted { ($0.place, $0.mark) < ($1.place, $1.mark) })
            for wish in try Self.wishes(erased, &random) {
                for starts in [spec.initialStates, [here]] {
                    let reached = spec.distances(from: starts)
                    let nearest = reached.filter { wish.isMet(spec, $0.key) }.map(\.value).min()
                    var search = GoalSearch(for: wish.goal, in: erased, .init(), .init())
                    let outcome = search.run(from: starts.map { ErasedSpec.words(of: $0) })
                    if let nearest {
                        guard case .found(let run, _) = outcome else {
                            Issue.record("\(wish.goal): \(outcome), and there is one at \(nearest)")
                            continue
                        }
                        found += 1
                        #expect(run.count - 1 == nearest)
                        try check(run, from: starts, in: erased, spec, wish)
                    } else if !reached.keys.contains(where: { wish.isAsked(spec, $0) }) {
                        unasked += 1
                        guard case .failed = outcome else {
                            Issue.record("\(wish.goal): \(outcome), and no state offers it")
                            continue
                        }
                    } else {
                        missing += 1
                        guard case .nowhere = outcome else {
                            Issue.record("\(wish.goal): \(outcome), and there is none")
                            continue
                        }
                    }
                }
            }
        }
        // All of it happens.
        #expect(found > 300 && missing > 200 && unasked > 100, "\(found), \(missing), \(unasked)")
    }

    /// Holds a run that was found against the spec itself.
    private func check(
        _ run: [[UInt64]], from starts: [RandomPlaces.State], in erased: ErasedSpec, _ spec: RandomPlaces,
        _ wish: Wish
    ) throws {
        #expect(starts.contains { ErasedSpec.words(of: $0) == run[0] })
        for (state, following) in zip(run, run.dropFirst()) {
            #expect(erased.takes(state).contains { $0.successor == following })
        }
        let last = RandomPlaces.State(place: Int(run[run.count - 1][0]), mark: Int(run[run.count - 1][1]))
        #expect(wish.isMet(spec, last))
    }

    @Test func aLimitIsNeverTakenForNone() throws {
        var random = SplitMix(seed: Seed.announced(22))
        for _ in 0..<100 {
            let spec = RandomPlaces(using: &random)
            let erased = ErasedSpec(spec)
            let all = spec.distances(from: spec.initialStates)
            let goal = try Goal(["predicate": "mark == 7"], in: erased)
            for limit in [1, all.count - 1, all.count, all.count + 1] where limit > 0 {
                var search = GoalSearch(for: goal, in: erased, .init(states: limit), .init())
                let outcome = search.run(from: spec.initialStates.map { ErasedSpec.words(of: $0) })
                if limit < all.count {
                    guard case .unfinished = outcome else { Issue.record("\(outcome) at \(limit)"); continue }
                } else {
                    guard case .nowhere = outcome else { Issue.record("\(outcome) at \(limit)"); continue }
                }
            }
            var search = GoalSearch(for: goal, in: erased, .init(memory: 1), .init())
            let outcome = search.run(from: spec.initialStates.map { ErasedSpec.words(of: $0) })
            guard all.count == 1 else {
                guard case .unfinished = outcome else { Issue.record("\(outcome)"); continue }
                continue
            }
        }
    }

    @Test func aMistypedNameIsNoAnswer() async {
        let page = PageSession(ErasedSpec(Ballot()))
        for text in ["warmm[r1]", "asked && votd[r1]", "voted[r7]", "voted", "asked == 3 + true"] {
            let outcome = await page.search(["goal": ["predicate": .string(text)]])
            #expect(outcome["result"] == "failed", "\(text): \(outcome)")
        }
        // A name that stands on the side which decides nothing is told.
        let outcome = await page.search(["goal": ["predicate": "asked || nobody == 1"]])
        #expect(outcome["result"] == "found")
        #expect(outcome["note"]?.text?.contains("nobody") == true)
        for goal in [
            ["property": "no such"], ["action": "no such"], ["predicate": "("], [:],
        ] as [JSONValue] { #expect(await page.ask("search", ["goal": goal]).status == 400) }
    }

    /// What nobody offers is a mistake in the question, and white space is none.
    @Test func anActionIsMeantAsItIsOffered() async {
        let page = PageSession(ErasedSpec(Ballot()))
        for text in ["vote(r1)", " vote ( r1 ) ", "vote", "decide"] {
            let outcome = await page.search(["goal": ["action": .string(text)]])
            #expect(outcome["result"] == "found", "\(text): \(outcome)")
        }
        for text in ["vote(R1)", "vote(r7)", "vote(r0)", "vote(r1, r2)", "vote(1)", "ask(r0)"] {
            let outcome = await page.search(["goal": ["action": .string(text)]])
            #expect(outcome["result"] == "failed", "\(text): \(outcome)")
            #expect(
                outcome["text"]?.text?.contains("as in vote(r") == (text.hasPrefix("vote") ? true : false))
        }
        for text in [
            "vote(r1", "vote()", "vote(r1,)", "vote(,r1)", "vote(r1))", "vote(r1]", "vote)", "vote(r1)x",
        ] {
            #expect(await page.ask("search", ["goal": ["action": .string(text)]]).status == 400, "\(text)")
        }
    }

    /// An action that is offered and never enabled is nowhere.
    @Test func anActionThatIsNeverEnabledIsNowhere() async {
        let page = PageSession(ErasedSpec(Never()))
        #expect(await page.search(["goal": ["action": "go( to:1 )"]])["result"] == "nowhere")
        #expect(await page.search(["goal": ["action": "go(to: 2)"]])["result"] == "failed")
        #expect(await page.search(["goal": ["action": "go"]])["result"] == "nowhere")
    }

    @Test func unlikeKindsAreNoAnswer() async {
        let page = PageSession(ErasedSpec(Ballot()))
        for text in [
            "voted == r1", "voted[r1] == 1", "\"x\" == decided", "asked && voted == 3", "1 in voted",
            "voted != 3 && decided && !decided",
        ] {
            let outcome = await page.search(["goal": ["predicate": .string(text)]])
            #expect(outcome["result"] == "failed", "\(text): \(outcome)")
            #expect(outcome["text"]?.text?.contains("unlike kinds") == true, "\(text): \(outcome)")
        }
        for text in [
            "decided && !decided", "voted.count == 4", "voted[r1] != voted[r1]",
            "r1 in voted && !decided && decided",
        ] {
            let outcome = await page.search(["goal": ["predicate": .string(text)]])
            #expect(outcome["result"] == "nowhere", "\(text): \(outcome)")
        }
    }

    /// An answer says to which question, and a new walk forgets it.
    @Test func anOutcomeNamesItsQuestion() async throws {
        let page = PageSession(ErasedSpec(Ballot()))
        let first = await page.ask("search", ["goal": ["action": "decide"]]).value
        let node = try #require(await page.outcome()["node"])
        #expect(await page.ask("progress").value["id"] == first["id"])
        let second = await page.ask(
            "search", ["goal": ["predicate": "voted.count == 4"], "node": node]
        ).value
        #expect(second["id"] != first["id"] && second["id"] != nil)
        let text = try #require(await page.outcome()["text"]?.text)
        #expect(
            text.hasPrefix("voted.count == 4 true, from the state after 3 steps: no such state"), "\(text)")
        let third = await page.search(["goal": ["property": "a decision"]])["text"]?.text
        #expect(third?.hasPrefix("\"a decision\" reached, from the start: ") == true)
        _ = await page.ask("reset")
        #expect(await page.ask("progress").value == .null)
    }

    @Test func aPropertyOfWholeRunsIsRefused() async {
        let page = PageSession(ErasedSpec(Ballot(promises: true)))
        let answer = await page.ask("search", ["goal": ["property": "every vote"]])
        #expect(answer.status == 400)
        #expect(answer.value["error"]?.text?.contains("whole runs") == true)
    }

    @Test func aSearchIsStopped() async {
        let page = PageSession(ErasedSpec(Endless()))
        #expect(await page.ask("search", ["goal": ["predicate": "count < 0"]]).status == 200)
        #expect(await page.ask("search", ["goal": ["predicate": "count < 0"]]).status == 409)
        #expect(await page.ask("replay", [:]).status == 409)
        var seen = 0
        while seen < 1000 { seen = await page.ask("progress").value["states"]?.wholeNumber ?? 0 }
        #expect(await page.ask("stop").value["stopped"] == .boolean(true))
        let outcome = await page.outcome()
        #expect(outcome["result"] == "unfinished")
        #expect(await page.search(["goal": ["predicate": "count == 5"]])["steps"]?.wholeNumber == 5)
    }

    @Test func aMistakeOfTheSpecIsNoAnswer() async {
        let page = PageSession(ErasedSpec(Faulty()))
        let outcome = await page.search(["goal": ["predicate": "count == 9"]])
        #expect(outcome["result"] == "failed")
    }
}

/// Counts for ever, as far as anybody waits.
private struct Endless: Spec {
    struct State: SpecState { var count = 0 }
    enum Action: SpecAction { case add }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) { next.take(.add) { $0.count += 1 } }
    var properties: [Property<State>] { [] }
}

/// Counts further than its counter goes.
private struct Faulty: Spec {
    struct State: SpecState { var count = BoundedInt<0, 3>(0) }
    enum Action: SpecAction { case add }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) { next.take(.add) { $0.count += 1 } }
    var properties: [Property<State>] { [] }
}

/// Offers what it never enables.
private struct Never: Spec {
    struct State: SpecState { var count = 0 }
    enum Action: SpecAction { case go(to: Int) }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.go(to: 1), if: s.count > 0) { $0.count += 1 }
    }
    var properties: [Property<State>] { [] }
}
