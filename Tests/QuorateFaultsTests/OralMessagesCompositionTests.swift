import QuorateLanguage
import QuorateQuorums
@testable import QuorateSpecs
import Testing

/// Composing the outcomes of sub-instances against sending every message, as the paper says it.
@Suite struct OralMessagesCompositionTests {
    /// The generals along which a message has come, the sender last: four bits each, and 1 for general 0.
    ///
    /// A word and not an array, because hundreds of thousands of executions look up dozens of paths each.
    struct Path: Hashable {
        var word: UInt64 = 0

        init(_ generals: [ReplicaID]) {
            for general in generals { word = word << 4 | UInt64(general.rawValue + 1) }
        }

        var sender: ReplicaID { ReplicaID(unchecked: UInt8(word & 15) - 1) }
        var isCommand: Bool { word < 16 }

        var before: Path {
            var path = self
            path.word >>= 4
            return path
        }

        func appending(_ general: ReplicaID) -> Path {
            var path = self
            path.word = word << 4 | UInt64(general.rawValue + 1)
            return path
        }
    }

    /// One run of OM(m), given what traitors say: a bit of `lies` for each message from a traitor to a loyal general.
    struct Execution {
        let traitors: ReplicaSet
        let isAttackOrdered: Bool
        let lies: Int
        /// The bit of each lie, by the path with the receiver at its end.
        let bits: [Path: Int]

        /// Whether `receiver` hears ATTACK in the message that has come along `path`.
        func hears(_ receiver: ReplicaID, along path: Path) -> Bool {
            if traitors.contains(path.sender) { return lies >> bits[path.appending(receiver)]! & 1 == 1 }
            return path.isCommand ? isAttackOrdered : hears(path.sender, along: path.before)
        }

        /// What `receiver` concludes from OM(`depth`) of the sender of `path` among it and `lieutenants`.
        func concludes(
            _ receiver: ReplicaID, along path: Path, among lieutenants: ReplicaSet, depth: Int
        ) -> Bool {
            let order = hears(receiver, along: path)
            if depth == 0 { return order }
            var attacks = order ? 1 : 0
            for other in lieutenants where other != receiver {
                let rest = lieutenants.subtracting([other])
                if concludes(receiver, along: path.appending(other), among: rest, depth: depth - 1) {
                    attacks += 1
                }
            }
            return 2 * attacks > lieutenants.count
        }
    }

    /// What a final state says about the decisions.
    struct Outcome: Hashable {
        let traitors: ReplicaSet
        /// The order of a loyal commander; false for a traitor, which has none.
        let isAttackOrdered: Bool
        let attacking: ReplicaSet
    }

    static func outcomesMessageByMessage(_ spec: OralMessages) -> Set<Outcome> {
        var outcomes: Set<Outcome> = []
        for start in spec.initialStates {
            let traitors = start.traitors.members
            let loyal = spec.loyalLieutenants(in: start)
            var end = start
            end.turns = .init(spec.generals.count)
            let lies = spec.messages(in: end).filter {
                traitors.contains($0.path.last!) && !traitors.contains($0.receiver)
            }
            let bits = Dictionary(uniqueKeysWithValues: zip(lies.map { Path($0.path + [$0.receiver]) }, 0...))
            for isAttackOrdered in traitors.contains(0) ? [false] : [false, true] {
                for choice in 0..<1 << lies.count {
                    let execution = Execution(
                        traitors: traitors, isAttackOrdered: isAttackOrdered, lies: choice, bits: bits)
                    let attacking = ReplicaSet(
                        loyal.filter {
                            execution.concludes(
                                $0, along: Path([0]), among: spec.lieutenants, depth: spec.depth)
                        })
                    outcomes.insert(
                        Outcome(traitors: traitors, isAttackOrdered: isAttackOrdered, attacking: attacking))
                }
            }
        }
        return outcomes
    }

    static func outcomesComposed(_ spec: OralMessages) -> Set<Outcome> {
        Set(
            StateWalk(spec).finalStates.map { s in
                Outcome(
                    traitors: s.traitors.members,
                    isAttackOrdered: !s.traitors.contains(0) && s.ordered.contains(1),
                    attacking: spec.attacking(in: s))
            })
    }

    @Test(arguments: [
        (2, 0, 0), (2, 1, 0), (3, 0, 1), (3, 1, 0), (3, 1, 1), (3, 2, 1), (4, 0, 1), (4, 0, 2), (4, 1, 0),
        (4, 1, 1), (4, 1, 2), (4, 2, 1), (4, 2, 2), (4, 3, 2), (5, 1, 1), (5, 1, 2), (5, 2, 1), (5, 2, 2),
        (5, 1, 3),
    ])
    func outcomesAreThoseOfAllMessages(generals: Int, traitors: Int, depth: Int) {
        let spec = OralMessages(generals: generals, traitors: traitors, depth: depth)
        #expect(Self.outcomesComposed(spec) == Self.outcomesMessageByMessage(spec))
    }
}
