import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import SeededRandom
import Testing

@testable import Toys

/// Synchronous rounds against a table that says in which round each message was sent first.
@Suite struct SynchronousRoundsTests {
    struct Note: FiniteValue {
        let packed: UInt64
        static var valueCount: Int { 40 }
        static let all = Array(values)
    }

    @Test(arguments: Seed.each(1...20))
    func whatIsSentInARoundHasArrivedWhenItEnds(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var rounds = SynchronousRounds<Note>()
        var roundOfSending: [Note: Int] = [:]
        for _ in 0..<200 {
            if random.number(0..<5) == 0 {
                rounds.endRound()
            } else {
                let note = random.pick(Note.all)
                let round = rounds.round + 1
                rounds.sendNext(note)
                roundOfSending[note] = min(roundOfSending[note] ?? round, round)
            }
            let sent = Note.all.filter { roundOfSending[$0] ?? .max <= rounds.round }
            #expect(rounds.sent == sent)
            #expect(Note.all.filter(rounds.hasSent) == sent)
        }
        #expect(rounds.round > 0)
    }

    /// Equal contents are equal, whatever led there.
    @Test func sendingTwiceIsSendingOnce() {
        var once = SynchronousRounds<Note>()
        once.sendNext(Note.all[3])
        once.endRound()
        var twice = once
        twice.sendNext(Note.all[3])
        #expect(once == twice)
        once.endRound()
        twice.endRound()
        #expect(once == twice)
    }

    @Test func thereIsAnEndToRounds() {
        var rounds = SynchronousRounds<Note>()
        for _ in 0..<255 { rounds.endRound() }
        let faults = SpecFault.countOnThisThread
        rounds.endRound()
        #expect(rounds.round == 255)
        #expect(SpecFault.countOnThisThread == faults + 1)
    }
}

/// Sends a message in the next round that its type does not list.
private struct Stray: Spec {
    struct State: SpecState { var rounds = SynchronousRounds<Courier.Parcel>() }
    enum Action: SpecAction {
        case send
    }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.send, if: s.rounds.round == 0) { $0.rounds.sendNext(Courier.Parcel(index: 40)) }
    }
    var properties: [Property<State>] { [.always("anything") { _ in true }] }
}

@Suite struct StrayMessageTests {
    /// Wherever the set lies in a state.
    @Test func aMessageThatNobodyListsInARound() async throws {
        let error = await #expect(throws: SpecError.self) { try await Explorer(Stray()).run() }
        #expect(
            error?.description.contains("a Parcel has number 40, and Parcel says that it has 3 values")
                == true)
    }
}
