import QuorateLanguage
import QuorateQuorums
import SeededRandom

/// A random system of three replicas and three values, whose rules treat all of each alike, or all but for one flaw.
struct ValuedSystem: SymmetricSpec {
    let rules: [Rule]
    let most: Int
    let tradesReplicas: Bool
    var flaw: Flaw?

    static let replicas = ReplicaSet(count: 3)
    var replicas: ReplicaSet { Self.replicas }
    var interchangeable: Interchangeable {
        tradesReplicas
            ? .all(Self.replicas).and(values: Value.values, but: [.none])
            : .values(Value.values, but: [.none])
    }

    enum Value: FiniteValue, CaseIterable { case none, a, b, c }
    static let values: [Value] = [.a, .b, .c]

    /// A value as an integer, in disguise.
    struct Tag: ValueCarrying {
        var number: UInt8
        static var valueCount: Int { 4 }
        var packed: UInt64 { UInt64(number) }
        init(packed: UInt64) { number = UInt8(packed) }
        init(_ value: Value) { self.init(packed: value.packed) }
        func exchanging(_ exchange: ValueExchange) -> Tag { Tag(exchange(Value(packed: packed))) }
    }

    enum Message: FiniteValue {
        case offer(Value), tell(ReplicaID, Value?), rest
        typealias SetStorage = Bits128
    }

    struct State: SpecState {
        var held = ReplicaMap<Value>(.none)
        var offered = FiniteSet<Value>()
        var votes = Votes<Value>()
        var messages = FiniteSet<Message>()
        var backers = PerKey<Value, ReplicaSet, 4>([])
        @Packed var chosen: Value? = nil
        var plain = Value.none
        var tag = Tag(.none)
        var count: UInt8 = 0
        var spare: UInt32 = 0
    }

    /// A place where one value is treated unlike the others.
    enum Flaw: CaseIterable {
        case guarding, effect, order, firstOfAll, counter, property, premise, reachable, constraint, start
        case action
    }

    /// A step of a replica with a value.
    struct Rule: Sendable {
        var guarding: Int
        var effects: [Int]
    }

    enum Action: SpecAction { case move(Int, ReplicaID, Value), special(Value) }

    var initialStates: [State] {
        (flaw == .start ? Self.values.dropLast() : Self.values[...]).map { value in
            var state = State()
            state.plain = value
            return state
        }
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for (number, rule) in rules.enumerated() {
            for r in replicas {
                for v in Self.values {
                    let isBarred = flaw == .guarding && number == 0 && v == .b
                    next.take(.move(number, r, v), if: allows(rule, r, v, s) && !isBarred) {
                        self.apply(rule, r, v, &$0)
                    }
                    next.take(.special(v), if: flaw == .action && v == .a && s.offered.contains(v)) { _ in }
                }
            }
        }
    }

    private func allows(_ rule: Rule, _ r: ReplicaID, _ v: Value, _ s: State) -> Bool {
        switch rule.guarding {
        case 0: s.held[r] == .none
        case 1: s.held[r] == v
        case 2: !s.votes[v].contains(r) && s.plain == v
        case 3: s.offered.contains(v) && s.chosen != v
        default: !s.messages.contains(.tell(r, v)) && s.tag != Tag(v)
        }
    }

    private func apply(_ rule: Rule, _ r: ReplicaID, _ v: Value, _ s: inout State) {
        for effect in rule.effects {
            switch effect {
            case 0: s.held[r] = v
            case 1: s.offered.insert(v)
            case 2: s.votes[v].insert(r)
            case 3: s.messages.insert(.tell(r, v))
            case 4: s.messages.insert(.offer(v))
            case 5: s.backers[v].insert(r)
            case 6: s.chosen = v
            case 7: s.plain = v
            case 8: s.tag = Tag(v)
            case 9: s.held[r] = s.plain
            default: s.messages.insert(.tell(r, nil))
            }
        }
        switch flaw {
        case .effect where v == .c: s.plain = .a
        case .order: s.chosen = Value(packed: max(s.chosen?.packed ?? 0, v.packed))
        case .firstOfAll: s.plain = Self.values.first(where: s.offered.contains) ?? s.plain
        case .counter: s.count = UInt8(v.packed)
        default: break
        }
    }

    var properties: [Property<State>] {
        let (most, flaw) = (most, flaw)
        return [
            .always("few voters") { s in
                s.votes.senders.count + s.offered.count <= most
                    || (flaw == .property && s.offered.contains(.a))
            },
            .always("asked") { s in
                flaw == .premise ? s.plain == .b : s.messages.count > 1
            } then: { s in
                s.chosen != nil || s.offered.count < 3
            },
            .reachable("all hold one") { s in
                Self.values.contains { v in Self.replicas.allSatisfy { s.held[$0] == v } }
                    || (flaw == .reachable && s.held[1] == .c)
            },
            .deadlockFreedom(unless: { s in s.chosen != nil }),
        ]
    }

    var constraint: StateConstraint<State>? {
        let flaw = flaw
        return StateConstraint("few messages") { s in
            s.messages.count + s.offered.count <= (flaw == .constraint && s.plain == .b ? 1 : 3)
        }
    }
}
