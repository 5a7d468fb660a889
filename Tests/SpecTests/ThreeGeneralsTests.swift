import QuorateLanguage
import QuorateQuorums
import Testing

@testable import AgreementSpecs
@testable import Toys

/// Three generals, of whom one is a traitor: A is general 0, B is 1 and C is 2.
@Suite struct ThreeGeneralsTests {
    /// What a lieutenant sees: the order that it got, and what the other says that it got.
    struct View: Hashable {
        let hasOrder, hasReport: Bool
    }

    static let spec = OralMessages(generals: 3, traitors: 1, depth: 1)
    static let executions = StateWalk(spec).finalStates

    static func view(of lieutenant: ReplicaID, in s: OralMessages.State) -> View {
        View(
            hasOrder: s.ordered.contains(lieutenant),
            hasReport: s.relayed[lieutenant == 1 ? 2 : 1].contains(lieutenant))
    }

    /// The executions with this traitor and these recipients of ATTACK in which B sees ATTACK, but not in C's
    /// report.
    static func executions(traitor: ReplicaID, ordered: ReplicaSet) -> [OralMessages.State] {
        executions.filter {
            $0.traitors.members == [traitor] && $0.ordered == ordered
                && view(of: 1, in: $0) == View(hasOrder: true, hasReport: false)
        }
    }

    /// Case 1, the commander sends ATTACK to B only; case 2, C lies about the ATTACK that all have got.
    @Test func theTwoCasesLookAlikeToB() throws {
        let cases = [
            Self.executions(traitor: 0, ordered: [1]), Self.executions(traitor: 2, ordered: [1, 2]),
        ]
        #expect(cases.map(\.count) == [1, 1])
        let (first, second) = (try #require(cases[0].first), try #require(cases[1].first))
        #expect(Self.view(of: 1, in: first) == Self.view(of: 1, in: second))
        // In case 2 B must attack. In case 1 B must do what C does, and C sees what it sees in a third case,
        // in which B lies about a RETREAT that all have got and C must retreat.
        let third = try #require(
            Self.executions.first {
                $0.traitors.members == [1] && $0.ordered == []
                    && Self.view(of: 2, in: $0) == Self.view(of: 2, in: first)
            })
        #expect(Self.required(of: 1, in: second) == true)
        #expect(Self.required(of: 2, in: third) == false)
        #expect(Self.spec.loyalLieutenants(in: first) == [1, 2])
    }

    /// What validity wants `lieutenant` to do: nothing in particular if the commander is a traitor.
    static func required(of lieutenant: ReplicaID, in s: OralMessages.State) -> Bool? {
        s.traitors.contains(0) ? nil : s.ordered.contains(lieutenant)
    }

    /// However B and C decide by what they see, some execution breaks agreement or validity.
    @Test func noDecisionTablesWork() {
        let views = [true, false].flatMap { order in
            [true, false].map { View(hasOrder: order, hasReport: $0) }
        }
        #expect(Self.executions.count == 12)
        // One bit for each view of B, then one for each view of C.
        for tables in 0..<1 << (2 * views.count) {
            let isBroken = Self.executions.contains { s in
                let decisions = Self.spec.loyalLieutenants(in: s).map { lieutenant in
                    let row = views.firstIndex(of: Self.view(of: lieutenant, in: s))!
                    let decides = tables >> (lieutenant == 1 ? row : row + views.count) & 1 == 1
                    return (decides, Self.required(of: lieutenant, in: s) ?? decides)
                }
                return Set(decisions.map(\.0)).count > 1 || decisions.contains { $0.0 != $0.1 }
            }
            #expect(isBroken)
        }
    }
}
