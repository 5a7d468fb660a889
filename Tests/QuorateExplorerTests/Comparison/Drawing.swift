import QuorateLanguage
import QuorateQuorums
import SeededRandom

/// A small system as it is drawn on paper: nodes with up to three numbers, arrows with labels, some nodes marked.
struct Drawing: Sendable {
    struct Node: Hashable, Sendable {
        var a: Int
        var b: Int
        var c = 0
    }

    struct Arrow: Hashable, Sendable {
        var label: Int
        var target: Node
    }

    var initial: [Node]
    var arrows: [Node: [Arrow]]
    var bad: Set<Node>
    var mayRest: Set<Node>
    var outside: Set<Node>

    var nodes: [Node] { arrows.keys.sorted { ($0.a, $0.b, $0.c) < ($1.a, $1.b, $1.c) } }

    /// A drawing of few nodes; only where `hides` do two nodes have the same first two numbers.
    init(hides: Bool, using random: inout SplitMix) {
        var nodes: Set<Node> = []
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            nodes.insert(
                Node(
                    a: .random(in: 8...11, using: &random), b: .random(in: 0...2, using: &random),
                    c: hides ? .random(in: 0...1, using: &random) : 0))
        }
        let all = nodes.sorted { ($0.a, $0.b, $0.c) < ($1.a, $1.b, $1.c) }
        func some(_ most: Int) -> Set<Node> {
            Set((0..<random.number(0..<most + 1)).map { _ in random.pick(all) })
        }
        initial = Array(some(3))
        arrows = Dictionary(uniqueKeysWithValues: all.map { ($0, []) })
        for node in all {
            arrows[node] = (0..<random.number(0..<4)).map { _ in
                Arrow(label: random.number(0..<3), target: random.pick(all))
            }
        }
        (bad, mayRest, outside) = (some(2), some(3), random.number(0..<4) == 0 ? some(1) : [])
    }

    /// The drawing with one change, or none.
    func edited(using random: inout SplitMix) -> Drawing {
        var drawing = self
        let node = random.pick(nodes)
        let other = random.pick(nodes)
        let place = arrows[node]!.isEmpty ? nil : random.number(0..<arrows[node]!.count)
        switch random.number(0..<12) {
        case 0: if let place { drawing.arrows[node]!.remove(at: place) }
        case 1: drawing.arrows[node]!.append(Arrow(label: random.number(0..<3), target: other))
        case 2: if let place { drawing.arrows[node]![place].target = other }
        case 3: if let place { drawing.arrows[node]![place].label = random.number(0..<3) }
        case 4: drawing.initial.append(node)
        case 5: drawing.initial.removeAll { $0 == node }
        case 6: drawing.bad.formSymmetricDifference([node])
        case 7: drawing.mayRest.formSymmetricDifference([node])
        case 8: drawing.outside.formSymmetricDifference([node])
        case 9:
            let new = Node(a: 12, b: 0)
            drawing.arrows[new] = [Arrow(label: 0, target: other)]
            drawing.arrows[node]!.append(Arrow(label: 1, target: new))
        case 10:
            // The same arrows in another order, and one twice.
            drawing.arrows[node] = drawing.arrows[node]!.reversed() + drawing.arrows[node]!.prefix(1)
        default: break
        }
        return drawing
    }
}

/// A state that shows some of a node's numbers.
protocol DrawnState: SpecState {
    init(_ node: Drawing.Node)
    var node: Drawing.Node { get }
}

struct PlainState: DrawnState {
    var a: UInt16
    var b: UInt16
    init(_ node: Drawing.Node) { (a, b) = (UInt16(node.a), UInt16(node.b)) }
    var node: Drawing.Node { .init(a: Int(a), b: Int(b)) }
}

/// The same fields in another order and of another size; it shows itself in its own way.
struct ReorderedState: DrawnState, CustomReflectable {
    var b: UInt64
    var a: Int32
    init(_ node: Drawing.Node) { (a, b) = (Int32(node.a), UInt64(node.b)) }
    var node: Drawing.Node { .init(a: Int(a), b: Int(b)) }
    var customMirror: Mirror { Mirror(self, children: ["b": b, "a": a], displayStyle: .struct) }
}

/// The same fields, one under another name.
struct RenamedState: DrawnState {
    var z: UInt16
    var b: UInt16
    init(_ node: Drawing.Node) { (z, b) = (UInt16(node.a), UInt16(node.b)) }
    var node: Drawing.Node { .init(a: Int(z), b: Int(b)) }
}

/// One field more.
struct WiderState: DrawnState {
    var a: UInt16
    var b: UInt16
    var c: UInt32
    init(_ node: Drawing.Node) { (a, b, c) = (UInt16(node.a), UInt16(node.b), UInt32(node.c)) }
    var node: Drawing.Node { .init(a: Int(a), b: Int(b), c: Int(c)) }
}

/// One field in common with the others.
struct OtherState: DrawnState {
    var d: UInt8
    var c: UInt8
    var a: UInt16
    init(_ node: Drawing.Node) { (d, c, a) = (UInt8(node.b), UInt8(node.c), UInt16(node.a)) }
    var node: Drawing.Node { .init(a: Int(a), b: Int(d), c: Int(c)) }
}

/// A number that is kept and not shown.
struct Veiled: SpecDescribable, Hashable, BitwiseCopyable, Sendable {
    var number: UInt32
    func specValue(for replicas: ReplicaSet) -> SpecValue { .string("hidden") }
}

/// A state that does not show all of itself, so that two may read the same.
struct ReticentState: DrawnState {
    var a: UInt16
    var b: UInt16
    var veil: Veiled
    init(_ node: Drawing.Node) {
        (a, b, veil) = (UInt16(node.a), UInt16(node.b), Veiled(number: UInt32(node.c)))
    }
    var node: Drawing.Node { .init(a: Int(a), b: Int(b), c: Int(veil.number)) }
}

protocol DrawnAction: SpecAction {
    init(_ label: Int)
}

enum UsualAction: DrawnAction {
    case go(Int), hop
    init(_ label: Int) { self = label == 2 ? .hop : .go(label) }
}

enum RenamedAction: DrawnAction {
    case hop, walk(Int)
    init(_ label: Int) { self = label == 2 ? .hop : .walk(label) }
}

/// A drawing as a spec.
struct DrawnSystem<State: DrawnState, Action: DrawnAction>: Spec {
    static var name: String { "DrawnSystem" }
    let drawing: Drawing

    var initialStates: [State] { drawing.initial.map(State.init) }

    func actions(in s: State, _ next: inout Next<Self>) {
        for arrow in drawing.arrows[s.node] ?? [] {
            next.take(Action(arrow.label)) { $0 = State(arrow.target) }
        }
    }

    var properties: [Property<State>] {
        let drawing = drawing
        return [
            .always("not bad") { !drawing.bad.contains($0.node) },
            .deadlockFreedom(unless: { drawing.mayRest.contains($0.node) }),
        ]
    }

    var constraint: StateConstraint<State>? {
        let outside = drawing.outside
        return outside.isEmpty ? nil : StateConstraint("inside") { !outside.contains($0.node) }
    }
}

/// The ways in which a drawing becomes a spec.
enum Look: CaseIterable {
    case plain, reordered, renamed, wider, other, reticent

    func spec(_ drawing: Drawing, renamesActions: Bool) -> ErasedSpec {
        renamesActions ? spec(drawing, RenamedAction.self) : spec(drawing, UsualAction.self)
    }

    private func spec<Action: DrawnAction>(_ drawing: Drawing, _: Action.Type) -> ErasedSpec {
        switch self {
        case .plain: ErasedSpec(DrawnSystem<PlainState, Action>(drawing: drawing))
        case .reordered: ErasedSpec(DrawnSystem<ReorderedState, Action>(drawing: drawing))
        case .renamed: ErasedSpec(DrawnSystem<RenamedState, Action>(drawing: drawing))
        case .wider: ErasedSpec(DrawnSystem<WiderState, Action>(drawing: drawing))
        case .other: ErasedSpec(DrawnSystem<OtherState, Action>(drawing: drawing))
        case .reticent: ErasedSpec(DrawnSystem<ReticentState, Action>(drawing: drawing))
        }
    }

    /// Room for nodes that differ in the third number only.
    var hides: Bool { self == .wider || self == .other || self == .reticent }

    /// The fields that are shown, in order, as this calls them.
    var fields: [String] {
        switch self {
        case .plain: ["a", "b"]
        case .reticent: ["a", "b", "veil"]
        case .reordered: ["b", "a"]
        case .renamed: ["z", "b"]
        case .wider: ["a", "b", "c"]
        case .other: ["d", "c", "a"]
        }
    }

    /// The fields that a search sees: a state that shows itself in its own way has none where there is none.
    func fields(shownBy drawing: Drawing) -> [String] {
        self == .reordered && drawing.initial.isEmpty ? [] : fields
    }

    /// The text of a field of a node.
    static func text(_ field: String, of node: Drawing.Node) -> String {
        switch field {
        case "a", "z": "\(node.a)"
        case "b", "d": "\(node.b)"
        case "veil": "hidden"
        default: "\(node.c)"
        }
    }
}
