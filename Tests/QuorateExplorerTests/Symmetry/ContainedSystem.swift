import QuorateLanguage
import QuorateQuorums

/// Values in containers of all kinds, by a rule that treats those of one group alike. Its first effect, 0, ends it; 1 to 14 are
/// the others.
struct ContainedSystem: SymmetricSpec {
    let effects: [Int]
    let most: Int
    var flaw: Flaw?

    enum Value: FiniteValue, CaseIterable { case none, a, b, c, d }
    enum Colour: FiniteValue, CaseIterable { case red, green, blue }
    struct Pair: FiniteValue, BitwiseCopyable { var first: Value, second: Colour }
    /// A value that with one colour does not have the first effect.
    struct Flaw {
        var value: Value
        var colour: Colour
    }

    enum Wrapped: FiniteValue { case both(Value, Colour), one(Value?), none }
    struct Record: Hashable, Sendable, BitwiseCopyable {
        var colours = FiniteSet<Colour>()
        @Packed var value: Value? = nil
        var plain = Value.none
        var spare: UInt16 = 0
        var filler: UInt32 = 0
    }
    struct State: SpecState {
        var channel = Channel<Bool, 2>()
        var pairs = FiniteSet<Pair>()
        var counts = Bag<Value, 2>()
        var table = Table<Value, Colour?>(nil)
        var voters = Votes<Colour?>()
        var matrix = ReplicaMatrix<Value?>(nil)
        var records = PerReplica<Record, 2>(Record())
        var byValue = PerKey<Value, Record, 5>(Record())
        @Packed var deep: Value?? = nil
        @Packed var wrapped = Wrapped.none
    }
    enum Action: SpecAction { case move(ReplicaID, Value, Colour) }

    var replicas: ReplicaSet { ReplicaSet(count: 2) }
    var interchangeable: Interchangeable {
        .all(replicas).and(values: [Value.a, .b]).and(values: [Value.c, .d]).and(values: [
            Colour.green, .blue,
        ])
    }
    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        for r in replicas {
            for v in [Value.a, .b, .c, .d] {
                for k in [Colour.green, .blue] {
                    next.take(.move(r, v, k), if: !s.pairs.contains(Pair(first: v, second: k))) {
                        for effect in effects { apply(effect, r, v, k, &$0) }
                    }
                }
            }
        }
    }

    private func apply(_ effect: Int, _ r: ReplicaID, _ v: Value, _ k: Colour, _ s: inout State) {
        if let flaw, effect == 0, flaw.value == v, flaw.colour == k { return }
        switch effect {
        case 0: s.pairs.insert(Pair(first: v, second: k))
        case 1: if s.counts.count(of: v) < 2 { s.counts.insert(v) }
        case 2: s.table[v] = k
        case 3: s.voters[k].insert(r)
        case 4: s.matrix[r, r] = v
        case 5: s.records[r].value = v
        case 6: s.records[r].colours.insert(k)
        case 7: s.byValue[v].plain = s.records[r].plain
        case 8: s.byValue[v].value = v
        case 9: s.deep = .some(v)
        case 10: s.deep = .some(nil)
        case 11: s.wrapped = .both(v, k)
        case 12: s.wrapped = .one(v)
        case 13: s.records[r].plain = v
        default: s.voters[nil].insert(r)
        }
    }

    var properties: [Property<State>] {
        [.always("few") { [most] s in s.counts.count + s.pairs.count <= most }]
    }
    var constraint: StateConstraint<State>? {
        StateConstraint("few pairs") { s in s.pairs.count + s.counts.count < 3 }
    }
}
