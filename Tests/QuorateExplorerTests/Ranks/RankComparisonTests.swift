import Testing

@testable import QuorateExplorer
@testable import QuorateLanguage

/// Ranks whose specs are functions of the state, each by itself, and not the same.
@Suite struct RankComparisonTests {
    /// The rank that thinks otherwise finds, or is found, whatever part of the spec it is about: no rank has a verdict.
    @Test(arguments: Opinionated.Part.allCases, [2, 3])
    func unlikeSpecsAreNoVerdict(part: Opinionated.Part, count: Int) throws {
        for (continues, depth) in [(false, nil), (true, nil), (true, 9)] {
            var explorer = Explorer(Opinionated(part: part), continuesAfterViolation: continues)
            explorer.limits.depth = depth
            for result in ThreadRanks(count).search(
                explorer,
                { explorer, rank in
                    let isOdd = rank == count - 1
                    explorer.spec = ErasedSpec(Opinionated(part: part, isOdd: isOdd))
                })
            {
                let error = #expect(throws: SpecError.self, "\(part), \(count)") { try result.get() }
                #expect(error?.isContradiction == true, "\(part): \(error as Any)")
                let text = error?.description ?? ""
                #expect(text.contains("asked in two processes about the state"), "\(part): \(text)")
                #expect(text.contains(part.words), "\(part): \(text)")
            }
        }
    }

    /// It is this comparison that finds it: without it the ranks search a mixture, and say that it holds.
    @Test func withoutItAMixtureHolds() throws {
        var explorer = Explorer(Opinionated(part: .actions))
        explorer.checksPurity = false
        let results = ThreadRanks(2).search(explorer) { explorer, rank in
            explorer.spec = ErasedSpec(Opinionated(part: .actions, isOdd: rank == 1))
        }
        #expect(results.contains { (try? $0.get().outcome) == .holds })
    }

    /// Equal specs are alike, however many levels there are, and the questions stay few.
    @Test(arguments: [1, 2, 5])
    func equalSpecsAreAlike(count: Int) async throws {
        let explorer = Explorer(Opinionated(last: 400), continuesAfterViolation: true)
        let expected = try await explorer.run()
        for report in ThreadRanks(count).search(explorer) {
            #expect(try report.get().distinctStates == expected.distinctStates)
        }
    }

    /// Actions of states that were never expanded are not asked for: they may make no sense there.
    @Test func statesThatWereNotExpandedAreNotExpandedForIt() throws {
        for report in try ThreadRanks(2).search(Explorer(Falling())).map({ try $0.get() }) {
            #expect(report.outcome == .violated && report.fault == nil)
        }
    }

    /// Of several faults in a level the same is told by any number of ranks, and on one machine.
    @Test(arguments: [1, 2, 3, 5], [false, true])
    func theSameFaultIsTold(count: Int, isAfterViolation: Bool) async throws {
        let spec = Stumbling(isViolated: isAfterViolation)
        let explorer = Explorer(spec, continuesAfterViolation: true)
        let alone = await #expect(throws: SpecError.self) {
            let report = try await explorer.run()
            throw try #require(report.fault)
        }
        #expect(alone?.description.contains("12") == true, "the least by its words: \(alone as Any)")
        for result in ThreadRanks(count).search(explorer) {
            let error = #expect(throws: SpecError.self) {
                let report = try result.get()
                throw try #require(report.fault)
            }
            #expect(error == alone)
        }
    }
}

/// A counter about one part of which each rank may have its own opinion.
struct Opinionated: Spec {
    enum Part: CaseIterable {
        case actions, property, premise, constraint, rest

        /// Words that name it in the error.
        var words: String {
            switch self {
            case .actions: "`actions` offers other steps"
            case .rest: "property \"deadlock"
            case .property: "property \"small\""
            case .premise: "property \"asked\""
            case .constraint: "within the constraint"
            }
        }
    }

    var part = Part.actions
    var isOdd = false
    var last: UInt32 = 40

    struct State: SpecState {
        var number: UInt32 = 0
        var side: UInt32 = 0
    }
    enum Action: SpecAction { case add, turn }

    var initialStates: [State] { [State()] }

    private func differs(_ part: Part) -> Bool { isOdd && self.part == part }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.add, if: s.number < last && s.side < 3) { $0.number += 1 }
        next.take(.turn, if: s.side < 3 && !(differs(.actions) && s.number % 4 == 3)) { $0.side += 1 }
    }

    var properties: [Property<State>] {
        [
            .always("small") { [self] in !(differs(.property) && $0.number % 4 == 3) },
            .always("asked", when: { [self] in !differs(.premise) && $0.number == 3 }, then: { _ in true }),
            .deadlockFreedom(unless: { [self] in $0.side == 3 && !(differs(.rest) && $0.number == 3) }),
        ]
    }

    var constraint: StateConstraint<State>? {
        StateConstraint("near") { [self] in $0.number < last && !(differs(.constraint) && $0.number == 6) }
    }
}

/// A counter that breaks its property just before its actions make no sense.
private struct Falling: Spec {
    struct State: SpecState { var number: UInt32 = 0 }
    enum Action: SpecAction { case add }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        precondition(s.number < 5, "nobody asks for these")
        next.take(.add) { $0.number += 1 }
    }
    var properties: [Property<State>] { [.always("small") { $0.number < 5 }] }
}

/// Many states of one level that run out of a range, each with its own number.
private struct Stumbling: Spec {
    var isViolated: Bool
    struct State: SpecState {
        var number: UInt32 = 0
        var small: BoundedInt<0, 3> = 0
    }
    enum Action: SpecAction { case choose(Int), stumble(Int) }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        for number in (10...40).reversed() {
            next.take(.choose(number), if: s.number == 0) { $0.number = UInt32(number) }
        }
        next.take(.stumble(Int(s.number)), if: s.number >= 12) { $0.small += 5 }
    }
    var properties: [Property<State>] { [.always("few") { [self] in !isViolated || $0.number != 10 }] }
}
