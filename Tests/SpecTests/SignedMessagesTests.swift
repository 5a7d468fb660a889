import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import AgreementSpecs
@testable import Toys

@Suite struct SignedMessagesTests {
    typealias State = SignedMessages.State

    /// The states with which rounds begin, when every message is delivered in a step of its own, in any order
    /// and as often as anybody likes: what the spec leaves out of its steps changes none of them.
    static func beginningsOfRoundsInAnyOrder(_ spec: SignedMessages) -> Set<State> {
        var beginnings: Set<State> = []
        var seen = Set(spec.initialStates.flatMap { spec.takes(in: $0).compactMap(\.successor) })
        var open = Array(seen)
        while let state = open.popLast() {
            if state.receipt == 0 { beginnings.insert(state) }
            if spec.isDone(state) { continue }
            for following in deliveries(in: state, spec) + endOfRound(of: state, spec)
            where seen.insert(following).inserted { open.append(following) }
        }
        return beginnings
    }

    /// `receipt` is 1 within a round here, 0 at its beginning.
    static func deliveries(in state: State, _ spec: SignedMessages) -> [State] {
        let loyal = state.traitors.correct(among: spec.generals)
        let chains = SignedMessages.Chain.chains(
            by: state.traitors, among: spec.generals, having: state.network.hasSent)
        return loyal.filter { $0.id != 0 }.flatMap { lieutenant in
            chains.filter { $0.count >= state.network.round }.map { chain in
                var following = state
                following.receipt = 1
                if state.knows(chain.value).contains(lieutenant.id) { return following }
                following.learn(chain.value, lieutenant.id)
                if chain.count <= spec.depth { following.network.sendNext(chain.signed(by: lieutenant)) }
                return following
            }
        }
    }

    /// The beginning of the next round, if every lieutenant has what loyal generals have sent to it.
    static func endOfRound(of state: State, _ spec: SignedMessages) -> [State] {
        let isAllDelivered = state.network.sent.allSatisfy { chain in
            spec.loyalLieutenants(in: state).subtracting(chain.members).isSubset(of: state.knows(chain.value))
        }
        guard isAllDelivered else { return [] }
        var following = state
        following.receipt = 0
        following.network.endRound()
        return [following]
    }

    @Test(arguments: [
        SignedMessages(), SignedMessages(generals: 3, traitors: 1, depth: 0),
        SignedMessages(generals: 4, traitors: 1, depth: 1),
        SignedMessages(generals: 4, traitors: 2, depth: 1),
        SignedMessages(generals: 4, traitors: 2, depth: 2),
        SignedMessages(generals: 4, traitors: 3, depth: 2),
    ])
    func theOrderOfDeliveriesDoesNotMatter(spec: SignedMessages) {
        let begun = StateWalk(spec).states.filter { $0.network.round > 0 && $0.receipt == 0 }
        #expect(Set(begun) == Self.beginningsOfRoundsInAnyOrder(spec))
    }

    /// A chain that a loyal general sends is one that arrives: the network forgets nothing and knows no more.
    @Test func roundsAreOneMoreThanTheDepth() {
        for (depth, generals) in [(0, 3), (1, 3), (2, 4), (3, 5)] {
            let spec = SignedMessages(generals: generals, traitors: 0, depth: depth)
            let last = StateWalk(spec).finalStates
            #expect(last.count == 2)
            #expect(last.allSatisfy { $0.network.round == depth + 2 && spec.isDone($0) })
        }
    }

    /// n - 1 messages of the commander, and n - 2 of each lieutenant, unless there is no round for them.
    @Test(arguments: [(3, 0, 2), (3, 1, 4), (4, 1, 9), (4, 2, 9), (5, 3, 16)])
    func messagesWithoutTraitorsAreThoseOfThePaper(generals: Int, depth: Int, messages: Int) {
        let spec = SignedMessages(generals: generals, traitors: 0, depth: depth)
        #expect(StateWalk(spec).finalStates.map(spec.messageCount) == [messages, messages])
    }

    /// The Signed Messages algorithm where oral messages fail: the commander sends different orders to two
    /// lieutenants.
    @Test func twoLieutenantsFindOutATraitor() throws {
        let spec = SignedMessages()
        var state = try #require(spec.initialStates.first { $0.traitors.contains(0) })
        func chain(_ text: String) throws -> SignedMessages.Chain {
            try #require(SignedMessages.Chain.values.first { $0.description == text })
        }
        for action in [
            .endRound, .receive(1, try chain("attack:r0")), .receive(2, try chain("retreat:r0")), .endRound,
            .receive(1, try chain("retreat:r0:r2")), .receive(2, try chain("attack:r0:r1")), .endRound,
        ] as [SignedMessages.Action] {
            state = try spec.state(after: action, in: state)
        }
        #expect(spec.isDone(state))
        #expect(state.knowsAttack == [1, 2] && state.knowsRetreat == [1, 2])
        #expect(spec.attacking(in: state) == [])
    }
}
