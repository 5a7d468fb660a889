import QuorateExplorer
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import AgreementSpecs
@testable import Toys

@Suite struct OralMessagesTests {
    struct Figures: Sendable {
        let generals, traitors, depth: Int
        let finals, agreement, validity: Int
    }

    /// An execution is a final state; with depth 1 it keeps everything that was sent.
    @Test(arguments: [
        Figures(generals: 3, traitors: 1, depth: 1, finals: 12, agreement: 0, validity: 2),
        Figures(generals: 4, traitors: 1, depth: 1, finals: 32, agreement: 0, validity: 0),
        Figures(generals: 4, traitors: 2, depth: 1, finals: 120, agreement: 24, validity: 6),
        Figures(generals: 7, traitors: 2, depth: 1, finals: 19968, agreement: 3600, validity: 0),
        // With depth 2 final states are combinations of outcomes.
        Figures(generals: 6, traitors: 2, depth: 2, finals: 41920, agreement: 26400, validity: 27650),
        Figures(generals: 7, traitors: 2, depth: 2, finals: 8448, agreement: 0, validity: 0),
        // Even one traitor is too many for four generals if they relay once more than n > 3m allows.
        Figures(generals: 4, traitors: 1, depth: 2, finals: 38, agreement: 6, validity: 9),
    ])
    func executionsAndViolations(figures: Figures) async throws {
        let spec = OralMessages(
            generals: figures.generals, traitors: figures.traitors, depth: figures.depth)
        let report = try await Explorer(spec, continuesAfterViolation: true).run()
        func violating(_ name: String) -> Int? {
            report.properties.first { $0.name == name }?.violatingStates
        }
        #expect(report.isComplete)
        // Every run takes as many steps as there are generals, so the last level is the final states.
        #expect(report.depth == figures.generals)
        #expect(report.statesPerLevel.last == figures.finals)
        #expect(violating("agreement") == figures.agreement)
        #expect(violating("validity") == figures.validity)
    }

    /// The same without the search, where that is quick.
    @Test(arguments: [(3, 1, 12, 0, 2), (4, 1, 32, 0, 0), (4, 2, 120, 24, 6)])
    func executionsOneByOne(
        generals: Int, traitors: Int, executions: Int, agreement: Int, validity: Int
    ) throws {
        let walk = StateWalk(OralMessages(generals: generals, traitors: traitors, depth: 1))
        #expect(walk.finalStates.count == executions)
        #expect(try walk.violating("agreement").count == agreement)
        #expect(try walk.violating("validity").count == validity)
    }

    /// Whoever starts with the traitor chosen, and does this.
    private func run(
        _ spec: OralMessages, traitor: ReplicaID, _ actions: [OralMessages.Action]
    ) throws -> OralMessages.State {
        let start = try #require(spec.initialStates.first { $0.traitors.members == [traitor] })
        return try actions.reduce(start) { try spec.state(after: $1, in: $0) }
    }

    /// A is general 0, B, C and D are 1, 2 and 3. A sends ATTACK to B and D and RETREAT to C.
    @Test func aTraitorousCommanderIsOutvoted() throws {
        let spec = OralMessages()
        let state = try run(
            spec, traitor: 0,
            [
                .command(attack: [1, 3]), .relay(1, attack: [2, 3]), .relay(2, attack: []),
                .relay(3, attack: [1, 2]),
            ])
        #expect(spec.isDone(state))
        #expect(spec.attacking(in: state) == [1, 2, 3])
    }

    /// A orders ATTACK, and D tells B and C that it was RETREAT.
    @Test func aTraitorousLieutenantIsOutvoted() throws {
        let spec = OralMessages()
        let state = try run(
            spec, traitor: 3,
            [
                .command(attack: [1, 2, 3]), .relay(1, attack: [2]), .relay(2, attack: [1]),
                .relay(3, attack: []),
            ])
        #expect(spec.isDone(state))
        #expect(spec.loyalLieutenants(in: state) == [1, 2])
        #expect(spec.attacking(in: state) == [1, 2])
    }

    /// M(n, m) = (n - 1)(1 + M(n - 1, m - 1)) messages in m + 1 rounds, each message a different one.
    @Test(arguments: [(4, 0, 3), (4, 1, 9), (7, 2, 156), (10, 3, 3609)])
    func messagesWithoutTraitorsAreThoseOfThePaper(generals: Int, depth: Int, count: Int) throws {
        func formula(_ n: Int, _ m: Int) -> Int { m < 0 ? 0 : (n - 1) * (1 + formula(n - 1, m - 1)) }
        let spec = OralMessages(generals: generals, traitors: 0, depth: depth)
        let finals = StateWalk(spec).finalStates
        #expect(finals.count == 2)
        for state in finals {
            let messages = spec.messages(in: state)
            #expect(spec.messageCount(in: state) == count)
            #expect(formula(generals, depth) == count)
            // The bound n^(m + 1).
            #expect(count <= (0...depth).reduce(1) { power, _ in power * generals })
            #expect(Set(messages).count == count)
            #expect(Set(messages.map(\.path.count)) == Set(1...depth + 1))
        }
        #expect(spec.initialStates.map(spec.messageCount) == [0])
    }

    /// If lieutenants follow the commander, its two orders to three generals break agreement, and nothing
    /// breaks validity.
    @Test func followingTheCommanderBreaksAgreement() throws {
        let walk = StateWalk(OralMessages(generals: 3, traitors: 1, depth: 1, mutant: .followCommander))
        #expect(walk.finalStates.count == 12)
        #expect(try walk.violating("agreement").map(\.traitors.members) == [[0], [0]])
        #expect(try walk.violating("validity").isEmpty)
    }

    @Test func parametersThatMakeNoSenseAreRefused() {
        #expect(throws: SpecError.self) { try OralMessages(generals: 3, traitors: 3).validate() }
        #expect(throws: SpecError.self) { try OralMessages(generals: 3, traitors: 1, depth: 2).validate() }
        #expect(throws: SpecError.self) { try SignedMessages(generals: 3, traitors: 3).validate() }
    }
}
