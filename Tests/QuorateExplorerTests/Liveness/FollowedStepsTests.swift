import QuorateLanguage
import Testing

/// The states that a walk is shown are those behind the steps that an expansion finds, whatever a state's size, and
/// whatever was followed before.
///
/// Noticed here: what is recent is not forgotten with a state; the state of zeros, or one of its place, is recent from
/// the start; steps are lost where the buffer grows; and the debt is that of the state before.
@Suite struct FollowedStepsTests {
    @Test func followedIsWhatIsExpanded() throws {
        try compare(Wide<NoFiller>())
        try compare(Wide<OneFiller>())
        try compare(Wide<TwoFillers>())
        try compare(Wide<ThreeFillers>())
        try compare(Wide<FourFillers>())
    }

    private func compare<Filler>(_ spec: Wide<Filler>) throws {
        let expander = FairKernel(spec, positions: []).makeExpander()
        let words = MemoryLayout<Wide<Filler>.State>.size / 8
        for number in (0..<300).map({ UInt64($0 * 7 % 100) }) {
            try withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words) { place in
                let start = UnsafeMutableRawPointer(try #require(place.baseAddress))
                start.storeBytes(of: Wide<Filler>.State(number), as: Wide<Filler>.State.self)
                let isOwed = expander.follow(start)
                let followed = (0..<expander.followed.count).map { position in
                    Array(UnsafeBufferPointer(start: expander.followed[position], count: words))
                }
                expander.expand(start)
                let expanded = (0..<expander.steps.count).map { position in
                    Array(UnsafeBufferPointer(start: expander.steps[position].words, count: words))
                }
                #expect(Set(followed) == Set(expanded), "\(words) words, state \(number)")
                #expect(isOwed == (expander.steps.owed != 0))
                // Two states of one place may take turns there.
                if words <= 4, number % 3 == 0 { #expect(followed.count < expanded.count * 3 / 4) }
                #expect(number % 3 != 0 || followed.count > 64)
            }
        }
    }
}

private protocol Filling: Hashable, Sendable, BitwiseCopyable { init(_ number: UInt64) }
private struct NoFiller: Filling { init(_ number: UInt64) {} }
private struct OneFiller: Filling {
    var a: UInt64
    init(_ number: UInt64) { a = number }
}
private struct TwoFillers: Filling {
    var a, b: UInt64
    init(_ number: UInt64) { (a, b) = (number, number) }
}
private struct ThreeFillers: Filling {
    var a, b, c: UInt64
    init(_ number: UInt64) { (a, b, c) = (0, number, number) }
}
private struct FourFillers: Filling {
    var a, b, c, d: UInt64
    init(_ number: UInt64) { (a, b, c, d) = (number, 0, number, 3 * number) }
}

/// A hundred states of a few words, some with many steps, twice each.
private struct Wide<Filler: Filling>: Spec {
    struct State: SpecState {
        var number: UInt64
        var filler: Filler

        init(_ number: UInt64) { (self.number, filler) = (number, Filler(number)) }
    }
    enum Action: SpecAction { case go(Int) }

    static var name: String { "Wide" }
    var initialStates: [State] { [State(0)] }
    var properties: [Property<State>] { [] }
    var fairness: [Fairness<Self>] {
        [.weak("some") { action, state in action == .go(Int(state.number % 11)) && state.number % 5 != 0 }]
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for step in 0..<(s.number % 3 == 0 ? 160 : Int(s.number % 7)) {
            next.take(.go(step)) { $0 = State((s.number + UInt64(step)) % 80) }
        }
    }
}
