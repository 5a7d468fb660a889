/// The slow obvious twin of one side of a comparison: sets of nodes and arrows, by the texts of the fields in common.
struct DrawnSide {
    typealias Node = Drawing.Node
    typealias Observation = [String]

    struct Symbol: Hashable, Comparable {
        var label: String
        var observation: Observation

        static func < (one: Symbol, other: Symbol) -> Bool {
            one.label == other.label
                ? one.observation.lexicographicallyPrecedes(other.observation) : one.label < other.label
        }
    }

    let drawing: Drawing
    let look: Look
    let renamesActions: Bool
    /// The fields to look at, as this side calls them.
    let fields: [String]
    private(set) var states: Set<Node> = []

    var shownFields: [String] { look.fields(shownBy: drawing) }

    init(_ drawing: Drawing, _ look: Look, renamesActions: Bool, fields: [String]) {
        (self.drawing, self.look, self.renamesActions, self.fields) = (drawing, look, renamesActions, fields)
        var new = drawing.initial
        while let node = new.popLast() {
            if states.insert(node).inserted { new += arrows(from: node).map(\.target) }
        }
    }

    func arrows(from node: Node) -> [Drawing.Arrow] {
        drawing.outside.contains(node) ? [] : drawing.arrows[node] ?? []
    }

    func observation(_ node: Node) -> Observation { fields.map { Look.text($0, of: node) } }

    /// True where what is looked at does not tell two states apart.
    var isAmbiguous: Bool { Set(states.map(observation)).count < states.count }

    /// The name of the head's action.
    static func name(_ label: Int) -> String { label == 2 ? "hop" : "go(\(label))" }

    func symbol(_ arrow: Drawing.Arrow) -> Symbol {
        Symbol(label: Self.name(arrow.label), observation: observation(arrow.target))
    }

    /// The initial states by what they show, as symbols of no action.
    var start: [Symbol: Set<Node>] {
        Dictionary(grouping: drawing.initial) { Symbol(label: "", observation: observation($0)) }.mapValues(
            Set.init)
    }

    func successors(of nodes: Set<Node>) -> [Symbol: Set<Node>] {
        var successors: [Symbol: Set<Node>] = [:]
        for node in nodes {
            for arrow in arrows(from: node) { successors[symbol(arrow), default: []].insert(arrow.target) }
        }
        return successors
    }

    /// Every step: what the state shows, the action, what the state behind it shows.
    var steps: Set<[String]> {
        Set(
            states.flatMap { node in
                arrows(from: node).map {
                    observation(node) + ["->", Self.name($0.label), "->"] + observation($0.target)
                }
            })
    }

    /// Returns true where some run shows these symbols.
    func shows(_ symbols: [Symbol]) -> Bool { !nodes(behind: symbols[...]).isEmpty }

    /// Nodes in which a run that shows these symbols can be; none behind no symbol.
    func nodes(behind symbols: ArraySlice<Symbol>) -> Set<Node> {
        guard let first = symbols.first else { return [] }
        var nodes = start[first] ?? []
        for symbol in symbols.dropFirst() { nodes = successors(of: nodes)[symbol] ?? [] }
        return nodes
    }

    /// The one answer of all these nodes, or nil.
    func answer(_ nodes: Set<Node>, _ marked: KeyPath<Drawing, Set<Node>>) -> Bool? {
        let answers = Set(nodes.map { drawing[keyPath: marked].contains($0) })
        return answers.count == 1 ? answers.first : nil
    }
}

/// The slow obvious twin of a comparison: what both sides may show, word by word.
struct DrawnComparison {
    typealias Symbol = DrawnSide.Symbol

    let base: DrawnSide
    let head: DrawnSide

    /// A word that both sides show, and where they may be behind it.
    struct Place {
        var word: [Symbol]
        var base: Set<Drawing.Node>
        var head: Set<Drawing.Node>

        var sets: [Set<Drawing.Node>] { [base, head] }
    }

    /// The least among the shortest words that only one side shows, and every pair of sets, with its least shortest word.
    func explore() -> (onlyBase: [Symbol]?, onlyHead: [Symbol]?, places: [Place]) {
        var (onlyBase, onlyHead): ([Symbol]?, [Symbol]?)
        var (places, seen): ([Place], Set<[Set<Drawing.Node>]>) = ([], [])
        var level = [Place(word: [], base: [], head: [])]
        while !level.isEmpty {
            var words: [Place] = []
            for place in level {
                let ofBase = place.word.isEmpty ? base.start : base.successors(of: place.base)
                let ofHead = place.word.isEmpty ? head.start : head.successors(of: place.head)
                for symbol in Set(ofBase.keys).union(ofHead.keys) {
                    words.append(
                        Place(
                            word: place.word + [symbol], base: ofBase[symbol] ?? [],
                            head: ofHead[symbol] ?? []))
                }
            }
            words.sort { $0.word.lexicographicallyPrecedes($1.word) }
            if onlyBase == nil { onlyBase = words.first { $0.head.isEmpty }?.word }
            if onlyHead == nil { onlyHead = words.first { $0.base.isEmpty }?.word }
            level = words.filter { !$0.base.isEmpty && !$0.head.isEmpty && seen.insert($0.sets).inserted }
            places += level
        }
        return (onlyBase, onlyHead, places)
    }
}
