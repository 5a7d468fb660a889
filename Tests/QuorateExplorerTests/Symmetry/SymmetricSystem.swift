import QuorateLanguage
import QuorateQuorums
import SeededRandom

/// A random system of four replicas whose rules treat all of them alike, or all but for one flaw.
struct SymmetricSystem: SymmetricSpec {
    let rules: [Rule]
    let goals: Goals
    let interchangeable: Interchangeable
    var flaw: Flaw?
    /// The first property is the only one.
    var isMild = false

    static let replicas = ReplicaSet(count: 4)
    var replicas: ReplicaSet { Self.replicas }

    enum Phase: FiniteValue, CaseIterable { case a, b, c }
    enum Message: FiniteValue {
        case ask(ReplicaID), tell(ReplicaID, Phase), rest
        typealias SetStorage = Bits128
    }
    enum Leader: FiniteValue { case nobody, somebody(ReplicaID) }

    struct State: SpecState {
        var phase = ReplicaMap<Phase>(.a)
        var messages = FiniteSet<Message>()
        var heard = PerReplica<ReplicaSet, 4>(ReplicaSet())
        var trusts = ReplicaMatrix<Phase>(.a)
        var set = ReplicaSet()
        @Packed var leader = Leader.nobody
        var round: UInt8 = 0
        var spare: UInt32 = 0
    }

    /// A place where one replica is treated unlike the others.
    enum Flaw: CaseIterable {
        case guarding, effect, property, premise, reachable, constraint, start, action
    }

    /// A step of one replica, or of one with another.
    struct Rule: Sendable {
        var isPair: Bool
        var phase: Phase
        var isInSet: Bool
        var effects: [Int]
        var target: Phase
    }

    struct Goals: Sendable {
        var most: Int
        var least: Int
        var round: UInt8
    }

    enum Action: SpecAction { case move(Int, ReplicaID), meet(Int, ReplicaID, ReplicaID), special(ReplicaID) }

    var initialStates: [State] {
        let others = replicas.map { r in
            var state = State()
            state.phase[r] = .b
            return state
        }
        return flaw == .start ? Array(others.dropLast()) : others
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for (number, rule) in rules.enumerated() {
            for r in replicas where s.phase[r] == rule.phase && s.set.contains(r) == rule.isInSet {
                let isBarred = flaw == .guarding && number == 0 && r == 2
                if rule.isPair {
                    for q in replicas where q != r {
                        next.take(.meet(number, r, q), if: s.heard[q].contains(r) != s.set.contains(q)) {
                            self.apply(rule, r, q, &$0)
                        }
                    }
                } else {
                    next.take(.move(number, r), if: !isBarred) { self.apply(rule, r, r, &$0) }
                    next.take(.special(r), if: flaw == .action && r == 1) { _ in }
                }
            }
        }
    }

    private func apply(_ rule: Rule, _ r: ReplicaID, _ q: ReplicaID, _ s: inout State) {
        for effect in rule.effects {
            switch effect {
            case 0: s.phase[q] = rule.target
            case 1: s.set.insert(q)
            case 2: s.messages.insert(.ask(q))
            case 3: s.messages.insert(.tell(r, rule.target))
            case 4: s.leader = .somebody(q)
            case 5: s.heard[r].insert(q)
            case 6: s.trusts[r, q] = rule.target
            case 7: s.set.remove(r)
            case 8: s.leader = .nobody
            default: s.phase[r] = s.trusts[q, r]
            }
        }
        if s.round < 2 { s.round += 1 }
        if flaw == .effect, q == 3, rule.effects.contains(0) { s.round = 0 }
    }

    var properties: [Property<State>] {
        let (goals, flaw) = (goals, flaw)
        let all: [Property<State>] = [
            .always("few in the set") { s in
                s.set.count <= goals.most || (flaw == .property && s.set.contains(0))
            },
            .always("led when asked") {
                s in
                s.messages.contains(.ask(0)) && flaw == .premise || s.messages.count >= goals.least
            } then: { s in
                s.leader != .nobody || s.set.count < 2
            },
            .reachable("all in one phase") { s in
                Self.replicas.allSatisfy { s.phase[$0] == .c } || (flaw == .reachable && s.phase[3] == .c)
            },
            .deadlockFreedom(unless: { s in s.leader != .nobody }),
        ]
        return isMild ? [all[0]] : all
    }

    var constraint: StateConstraint<State>? {
        let flaw = flaw
        return StateConstraint("few messages") { s in
            s.messages.count <= (flaw == .constraint && s.messages.contains(.ask(1)) ? 1 : 3)
        }
    }
}

extension SymmetricSystem {
    init(using random: inout SplitMix, flaw: Flaw? = nil) {
        let phases = Array(Phase.allCases)
        rules = (0..<Int.random(in: 2...4, using: &random)).map { _ in
            Rule(
                isPair: Bool.random(using: &random), phase: random.pick(phases),
                isInSet: Bool.random(using: &random),
                effects: (0..<Int.random(in: 1...2, using: &random)).map { _ in random.number(0..<10) },
                target: random.pick(phases))
        }
        goals = Goals(
            most: random.number(1..<5), least: random.number(1..<4), round: UInt8(random.number(0..<3)))
        interchangeable = random.pick([
            .all(Self.replicas), .all(Self.replicas), .all(Self.replicas, but: [3]), .apart([0, 3], [1, 2]),
        ])
        self.flaw = flaw
    }

    /// A state after its replicas have been renamed: written by hand, without the cells.
    static func renamed(_ s: State, _ name: (ReplicaID) -> ReplicaID) -> State {
        var t = State()
        for r in replicas {
            t.phase[name(r)] = s.phase[r]
            if s.set.contains(r) { t.set.insert(name(r)) }
            for q in replicas {
                if s.heard[r].contains(q) { t.heard[name(r)].insert(name(q)) }
                t.trusts[name(r), name(q)] = s.trusts[r, q]
            }
        }
        for message in s.messages.members {
            switch message {
            case .ask(let r): t.messages.insert(.ask(name(r)))
            case .tell(let r, let phase): t.messages.insert(.tell(name(r), phase))
            case .rest: t.messages.insert(.rest)
            }
        }
        if case .somebody(let r) = s.leader { t.leader = .somebody(name(r)) }
        (t.round, t.spare) = (s.round, s.spare)
        return t
    }

    /// Any state, reachable or not.
    static func anyState(using random: inout SplitMix) -> State {
        var s = State()
        let phases = Array(Phase.allCases)
        // Little in some, so that replicas are often alike.
        let scarcity = random.pick([1, 4, 16])
        for r in replicas {
            s.phase[r] = random.number(0..<scarcity) == 0 ? random.pick(phases.prefix(2)) : .a
            if random.number(0..<2 * scarcity) == 0 { s.set.insert(r) }
            for q in replicas {
                if random.number(0..<5 * scarcity) == 0 { s.heard[r].insert(q) }
                if random.number(0..<6 * scarcity) == 0 { s.trusts[r, q] = .b }
            }
            if random.number(0..<5 * scarcity) == 0 { s.messages.insert(.ask(r)) }
            if random.number(0..<5 * scarcity) == 0 { s.messages.insert(.tell(r, .c)) }
        }
        // A ring: all have equal marks, and not every two may trade names.
        if random.number(0..<4) == 0 {
            for r in 0..<4 { s.heard[ReplicaID(r)].insert(ReplicaID((r + 1) % 4)) }
        }
        if random.number(0..<3 * scarcity) == 0 { s.leader = .somebody(random.pick(Array(replicas))) }
        s.round = UInt8(random.number(0..<3))
        return s
    }
}
