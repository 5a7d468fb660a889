import QuorateExplorer
import QuorateLanguage
import Testing

@testable import NetworkSpecs

@Suite struct TwoGeneralsTests {
    /// However many messages a chain has: on a lossy link each protocol has a lone attacker on some night, on a reliable
    /// one some protocol has none from one message on.
    @Test(arguments: 0...6)
    func oneMessageIsEnoughUnlessItMayBeLost(messages: Int) async throws {
        let property = "some protocol has no lone attacker"
        let reliable = TwoGenerals(messages: messages)
        let lossy = TwoGenerals(messages: messages, lossy: true)
        #expect(try await outcome(of: property, in: reliable) == (messages > 0 ? .holds : .violated))
        #expect(try await outcome(of: property, in: lossy) == .violated)
    }

    /// Every pair of tables, less those with a wrong bit: on an order and every message both attack, and without an
    /// order the first general does not.
    @Test(arguments: 1...6)
    func everyProtocolIsTried(messages: Int) {
        let spec = TwoGenerals(messages: messages, lossy: true)
        #expect(Set(spec.protocols).count == 1 << messages)
        let all = TwoGenerals(messages: messages, lossy: true, validity: false, obedience: false)
        #expect(Set(all.protocols).count == 1 << (messages + 3))
        #expect(spec.protocols.contains(TwoGenerals(messages: messages, everyProtocol: false).protocols[0]))
    }

    /// Every protocol that is tried has a night with one attacker.
    @Test(arguments: 0...6)
    func everyProtocolLeavesSomebodyAlone(messages: Int) {
        let spec = TwoGenerals(messages: messages, lossy: true)
        let ordered = (0...messages).map { TwoGenerals.Night.ordered(arrived: TwoGenerals.Count($0)) }
        for scheme in spec.protocols {
            let hasLoneAttacker = ([TwoGenerals.Night.withoutOrder] + ordered).contains { night in
                let (first, second) = spec.attacks(scheme, on: night)
                return first != second
            }
            #expect(hasLoneAttacker)
        }
    }

    /// The chain of nights of the proof, each of which looks to one general like the next: one without an order, and one
    /// for each number of messages that arrive, but for all of them.
    @Test func aRefutationTakesEveryNight() async throws {
        for messages in 1...4 {
            let report = try await Explorer(TwoGenerals(messages: messages, lossy: true)).run()
            let trace = try #require(report.counterexamples.first)
            #expect(trace.steps.filter { $0.action.name == "dawn" }.count == messages + 1)
        }
    }
}
