@testable import QuorateExplorer
@testable import QuorateLanguage
import Testing

/// States that are expanded again, one copy at a time.
@Suite struct PredecessorFinderTests {
    struct Countdown: Spec {
        typealias State = OneWordState
        enum Action: SpecAction { case step }
        var initialStates: [State] { [State(number: 9)] }
        func actions(in s: State, _ next: inout Next<Self>) {
            next.take(.step, if: s.number > 0) { $0 = State(number: s.number / 2) }
        }
        var properties: [Property<State>] { [] }
    }

    /// A crash that comes later is explained by nothing that is gone.
    @Test func noCopyIsLookedAtAfterwards() throws {
        let spec = ErasedSpec(Countdown())
        let arena = try WholeArena(wordCount: 1, byteCount: 1 << 20, hugePages: false)
        for number in 0..<5 { arena.words(number)[0] = UInt64(number) }
        let finder = PredecessorFinder(kernel: spec.kernel([]), targets: [[2], [1], [7]])
        spec.evaluated.evaluating {
            finder.expand(0..<5, in: arena)
            #expect(EvaluatedSpec.onThisThread?.states == [])
            EvaluatedSpec.look(at: arena.words(0), count: 5)
            finder.expand(arena.words(0), count: 5)
            #expect(EvaluatedSpec.onThisThread?.states == [])
        }
        #expect(finder.least == [[4], [2], nil])
    }
}
