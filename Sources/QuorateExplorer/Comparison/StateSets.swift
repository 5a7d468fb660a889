/// Sets of states of one side, each with a number: a state alone has its own.
struct StateSets {
    private let stateCount: Int
    private var sets: [[UInt32]] = []
    private var numbers: [[UInt32]: Int] = [:]

    init(stateCount: Int) { self.stateCount = stateCount }

    /// The number of a set, whose states are in order without repetition.
    mutating func number(of set: [UInt32]) -> Int {
        if set.count == 1 { return Int(set[0]) }
        if let number = numbers[set] { return number }
        let number = stateCount + sets.count
        numbers[set] = number
        sets.append(set)
        return number
    }

    /// The states of a set.
    subscript(number: Int) -> [UInt32] {
        number < stateCount ? [UInt32(number)] : sets[number - stateCount]
    }
}

/// Sight of a step: the action with its arguments and, of the state behind it, the fields that are compared. An initial
/// state shows only these.
///
/// Symbols are in the order of their texts.
struct Symbol: Hashable, Comparable {
    let label: UInt32
    let observation: UInt32

    static func < (one: Symbol, other: Symbol) -> Bool {
        (one.label, one.observation) < (other.label, other.observation)
    }
}

/// One side with what each of its states shows.
struct ObservedGraph {
    let side: ComparedGraph
    /// For each state the number of what it shows, in the order of the texts.
    let observations: [UInt32]

    /// The initial states by what they show.
    var initialSets: [Symbol: [UInt32]] {
        Dictionary(grouping: Set(side.graph.initialStates)) {
            Symbol(label: 0, observation: observations[$0])
        }
        .mapValues { $0.map { UInt32($0) }.sorted() }
    }

    /// The states behind the steps out of any of `states`, by what the steps show, in order.
    func successors(of states: [UInt32]) -> [(symbol: Symbol, states: [UInt32])] {
        var found: [(symbol: Symbol, state: UInt32)] = []
        for state in states {
            side.forEachStep(from: Int(state)) { _, label, target in
                found.append((Symbol(label: label, observation: observations[target]), UInt32(target)))
            }
        }
        found.sort { ($0.symbol, $0.state) < ($1.symbol, $1.state) }
        var groups: [(symbol: Symbol, states: [UInt32])] = []
        for (symbol, state) in found {
            if groups.last?.symbol != symbol {
                groups.append((symbol, [state]))
            } else if groups[groups.count - 1].states.last != state {
                groups[groups.count - 1].states.append(state)
            }
        }
        return groups
    }

    /// Returns true where a limit came before some of the states were expanded.
    func isOpen(_ states: [UInt32]) -> Bool { states.contains { !side.isExpanded(Int($0)) } }

    /// The two sides, with one numbering.
    static func both(_ base: ComparedGraph, _ head: ComparedGraph) -> (
        base: ObservedGraph, head: ObservedGraph
    ) {
        var numbers: [ArraySlice<UInt32>: UInt32] = [:]
        for side in [base, head] { for state in 0..<side.graph.stateCount { numbers[side.key(state)] = 0 } }
        for (rank, key) in numbers.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }).enumerated() {
            numbers[key] = UInt32(rank)
        }
        func observed(_ side: ComparedGraph) -> ObservedGraph {
            ObservedGraph(
                side: side, observations: (0..<side.graph.stateCount).map { numbers[side.key($0)]! })
        }
        return (observed(base), observed(head))
    }
}

extension ObservedGraph {
    /// The run that shows `symbols` whose states have the least texts, of all fields.
    func run(showing symbols: [Symbol]) -> GraphRun {
        let layers = layers(symbols)
        var state = least(layers[0])
        let start = state
        var positions: [Int] = []
        for (symbol, layer) in zip(symbols, layers).dropFirst() {
            var steps: [UInt32: Int] = [:]
            side.forEachStep(from: Int(state)) { position, label, target in
                if label == symbol.label, layer.contains(UInt32(target)), steps[UInt32(target)] == nil {
                    steps[UInt32(target)] = position
                }
            }
            state = least(Set(steps.keys))
            positions.append(steps[state]!)
        }
        return side.run(from: Int(start), taking: positions)
    }

    /// For each symbol the states behind it from which the rest can be shown.
    private func layers(_ symbols: [Symbol]) -> [Set<UInt32>] {
        var layers = [Set(initialSets[symbols[0]] ?? [])]
        for symbol in symbols.dropFirst() {
            layers.append(Set(layers.last!.flatMap { states(behind: symbol, from: $0) }))
        }
        for place in layers.indices.dropLast().reversed() {
            layers[place] = layers[place].filter { state in
                states(behind: symbols[place + 1], from: state).contains { layers[place + 1].contains($0) }
            }
        }
        return layers
    }

    private func states(behind symbol: Symbol, from state: UInt32) -> [UInt32] {
        var states: [UInt32] = []
        side.forEachStep(from: Int(state)) { _, label, target in
            if label == symbol.label, observations[target] == symbol.observation {
                states.append(UInt32(target))
            }
        }
        return states
    }

    private func least(_ states: Set<UInt32>) -> UInt32 {
        states.map { (state: $0, texts: side.graph.fields(of: Int($0)).map(\.value.canonicalText)) }
            .min { ($0.texts, Int($0.state)) < ($1.texts, Int($1.state)) }!.state
    }
}

/// The order of lists of texts, and of numbers where these are the same.
private func < (one: ([String], Int), other: ([String], Int)) -> Bool {
    one.0 == other.0 ? one.1 < other.1 : one.0.lexicographicallyPrecedes(other.0)
}
