import QuorateLanguage
import QuorateQuorums
import Testing

@testable import AgreementSpecs
@testable import Toys

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

    /// One run of OM(m), given what traitors say: a bit of `lies` for each message of theirs that is asked
    /// about.
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

    /// Every execution of OM(`depth`) of `commander` with this order: every choice of what traitors say to
    /// loyal generals and, if they command all, to each other.
    static func forEachExecution(
        of instance: OralMessages.SubInstance, body: (Execution) -> Void
    ) {
        var bits: [Path: Int] = [:]
        func send(along path: Path, to receivers: ReplicaSet, depth: Int) {
            for receiver in receivers {
                let message = path.appending(receiver)
                if instance.traitors.contains(path.sender)
                    && (path.isCommand || !instance.traitors.contains(receiver))
                {
                    bits[message] = bits.count
                }
                if depth > 0 { send(along: message, to: receivers.subtracting([receiver]), depth: depth - 1) }
            }
        }
        send(along: Path([instance.commander]), to: instance.lieutenants, depth: instance.depth)
        for lies in 0..<1 << bits.count {
            body(
                Execution(
                    traitors: instance.traitors, isAttackOrdered: instance.isAttackOrdered, lies: lies,
                    bits: bits))
        }
    }

    /// Every instance with these numbers, whoever commands and whatever it orders.
    static func instances(generals: Int, traitors: Int, depth: Int) -> [OralMessages.SubInstance] {
        let everybody = ReplicaSet(count: generals)
        return everybody.subsets(ofSize: traitors).flatMap { traitors in
            everybody.flatMap { commander in
                [false, true].map { order in
                    OralMessages.SubInstance(
                        depth: depth, commander: commander, isAttackOrdered: order, generals: everybody,
                        traitors: traitors, mutant: nil)
                }
            }
        }
    }

    /// The last two are the sub-instances of OM(2) among seven generals.
    @Test(arguments: [
        (2, 1, 0), (3, 1, 0), (3, 1, 1), (3, 2, 1), (4, 1, 0), (4, 1, 1), (4, 1, 2), (4, 2, 1), (4, 2, 2),
        (4, 3, 2), (5, 1, 1), (5, 1, 2), (5, 2, 1), (6, 1, 1), (6, 2, 1),
    ])
    func outcomesAreThoseOfAllMessages(generals: Int, traitors: Int, depth: Int) {
        for instance in Self.instances(generals: generals, traitors: traitors, depth: depth) {
            var outcomes: Set<ReplicaSet> = []
            Self.forEachExecution(of: instance) { execution in
                outcomes.insert(
                    ReplicaSet(
                        instance.loyalLieutenants.filter {
                            execution.concludes(
                                $0, along: Path([instance.commander]), among: instance.lieutenants,
                                depth: depth)
                        }))
            }
            #expect(Set(OralMessages.SubInstanceOutcomes().of(instance)) == outcomes)
        }
    }

    /// The final state of `spec` that `execution` leads to.
    static func finalState(
        of execution: Execution, from start: OralMessages.State, _ spec: OralMessages
    ) -> OralMessages.State {
        var state = start
        state.turns = .init(spec.generals.count)
        state.ordered = ReplicaSet(spec.lieutenants.filter { execution.hears($0, along: Path([0])) })
        for lieutenant in spec.lieutenants {
            let others = spec.lieutenants.subtracting([lieutenant])
            state.relayed[lieutenant] = ReplicaSet(
                others.subtracting(start.traitors.members).filter {
                    execution.concludes(
                        $0, along: Path([0, lieutenant]), among: others, depth: spec.depth - 1)
                })
        }
        return state
    }

    @Test(arguments: [
        (3, 0, 1), (3, 1, 1), (3, 2, 1), (4, 0, 2), (4, 1, 1), (4, 1, 2), (4, 2, 1), (4, 2, 2), (4, 3, 2),
        (5, 1, 1), (5, 1, 2), (5, 2, 1), (5, 2, 2),
    ])
    func finalStatesAreThoseOfAllMessages(generals: Int, traitors: Int, depth: Int) {
        let spec = OralMessages(generals: generals, traitors: traitors, depth: depth)
        var finals: Set<OralMessages.State> = []
        for start in spec.initialStates {
            for isAttackOrdered in start.traitors.contains(0) ? [false] : [false, true] {
                let whole = OralMessages.SubInstance(
                    depth: depth, commander: 0, isAttackOrdered: isAttackOrdered, generals: spec.generals,
                    traitors: start.traitors.members, mutant: nil)
                Self.forEachExecution(of: whole) { finals.insert(Self.finalState(of: $0, from: start, spec)) }
            }
        }
        #expect(Set(StateWalk(spec).finalStates) == finals)
    }
}
