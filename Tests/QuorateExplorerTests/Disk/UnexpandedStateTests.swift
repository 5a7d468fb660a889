import Synchronization
import Testing

@testable import QuorateExplorer
@testable import QuorateLanguage

/// A spec whose steps rely on what is true of the states before the last: whoever asks for those out of the last breaks it.
private struct Edge: Spec {
    typealias Mutant = NoMutant
    /// States asked for their steps although no search expands them.
    static let asked = Atomic(0)

    struct State: SpecState { var count: UInt64 = 0 }
    enum Action: SpecAction { case up, over }

    let isBounded: Bool
    var initialStates: [State] { [State()] }
    var constraint: StateConstraint<State>? {
        isBounded ? StateConstraint("below the edge") { $0.count < 4 } : nil
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        if s.count >= 4 { Self.asked.add(1, ordering: .relaxed) }
        next.take(.up, if: s.count < 4) { $0.count += 1 }
        next.take(.over, if: s.count >= 4) { $0.count += 1 }
    }

    var properties: [Property<State>] { [.always("low") { $0.count < 9 }] }
}

/// What is written down of a level that a limit or the constraint has ended: no search has asked for the steps out of it.
@Suite(.serialized) struct UnexpandedStateTests {
    @Test(arguments: Keeping.allCases, [true, false])
    func stepsOfTheLastLevelAreNotAsked(kind: Keeping, isBounded: Bool) async throws {
        let before = Edge.asked.load(ordering: .relaxed)
        var explorer = Explorer(Edge(isBounded: isBounded))
        explorer.limits = isBounded ? .init() : .init(depth: 4)
        let folder = DiskFolder()
        let first = try await explorer.keeping(kind, folder.use, .init()).run()
        let again = try await explorer.keeping(kind, folder.resumed, .init()).run()
        #expect(first.statesPerLevel.count == (isBounded ? 4 : 5) && again.findings == first.findings)
        #expect(Edge.asked.load(ordering: .relaxed) == before)
    }

    @Test func overRanksNeither() async throws {
        let before = Edge.asked.load(ordering: .relaxed)
        var explorer = Explorer(Edge(isBounded: false))
        explorer.limits = .init(depth: 4)
        let folder = DiskFolder()
        let first = try await explorer.stretch(ranks: 2, folder.use, .init())
        let again = try await explorer.stretch(ranks: 3, folder.resumed, .init())
        #expect(first.statesPerLevel.count == 5 && again.findings == first.findings)
        #expect(Edge.asked.load(ordering: .relaxed) == before)
    }
}
