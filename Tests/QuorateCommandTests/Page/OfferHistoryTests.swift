import QuorateLanguage
import QuorateTraces
import SeededRandom
import Testing

@testable import QuorateCommand
@testable import Toys

/// What could be taken in each state of a run, and which step made it possible, beside a slow twin that asks each state.
@Suite struct OfferHistoryTests {
    private static let specs = [ErasedSpec(Ballot()), ErasedSpec(Ladder()), ErasedSpec(Pacing())]

    /// The words of a random run.
    private func walk(_ spec: ErasedSpec, _ generator: inout SplitMix) -> [[UInt64]] {
        var words = [spec.initialStates()[0]]
        for _ in 0..<Int.random(in: 0...9, using: &generator) {
            guard
                let next = spec.takes(words[words.count - 1]).compactMap(\.successor).randomElement(
                    using: &generator)
            else { break }
            words.append(next)
        }
        return words
    }

    @Test(arguments: Seed.each(1...6)) func turnsAreWhatEachStateSays(seed: UInt64) {
        var generator = SplitMix(seed: seed)
        var compared = 0
        for spec in Self.specs {
            let words = walk(spec, &generator)
            let history = OfferHistory(along: words, in: spec)
            for line in history.lines {
                let slow = words.map { status(of: line.action, in: $0, spec) }
                let offer = RunPage.Offer(
                    action: "", name: "", place: nil, condition: nil, fields: [], turns: line.turns)
                #expect(words.indices.map { offer.status(in: $0) } == slow, "\(line.action)")
                for state in words.indices {
                    let former = (0...state).last { slow[$0] != .enabled }
                    let since = slow[state] == .enabled ? former.map { $0 + 1 } : nil
                    #expect(
                        history.enablingStep(of: line.action, takenIn: state) == since,
                        "\(line.action) \(state)")
                    compared += 1
                }
            }
        }
        #expect(compared > 0)
    }

    private func status(
        of action: ErasedSpec.ActionOutline, in words: [UInt64], _ spec: ErasedSpec
    ) -> RunPage.Offer.Status {
        let takes = spec.takes(words).filter { $0.action == action }
        if takes.isEmpty { return .absent }
        return takes.contains { $0.successor != nil } ? .enabled : .disabled
    }

    @Test(arguments: [
        ("next.take(.commit, if: s.a == .b && f(x, [1, 2])) {", "s.a == .b && f(x, [1, 2])"),
        ("next.take(\n  .vote(r, for: s),\n  if: s.a // why\n    == 1\n) { $0.a = 2 }", "s.a == 1"),
        ("next.take(.go) { $0.a = 1 }", nil), ("next.take(.go, if: s.a", nil), ("let x = 1", nil), ("", nil),
    ])
    func guardsAsTheyAreWritten(text: String, condition: String?) {
        #expect(GuardText(text.split(separator: "\n")).condition == condition)
    }
}

/// Somebody paces up and down: one step is offered in two places, of which the second is hardly ever open, and another
/// is not offered everywhere.
private struct Pacing: Spec {
    struct State: SpecState { var place: UInt64 = 0 }

    enum Action: SpecAction { case forth, back }

    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.forth, if: s.place < 3) { $0.place += 1 }
        next.take(.forth, if: s.place == 9) { $0.place = 0 }
        if s.place > 1 { next.take(.back, if: s.place == 3) { $0.place = 0 } }
    }

    var properties: [Property<State>] { [.always("stays") { _ in true }] }
}
