internal import QuorateLanguage

/// The states of a spec in parts, one for each of several adapters: whoever has a state takes all steps from there.
///
/// A part is a piece of the tree of shortest ways, cut where it is walked through depth first, so that an adapter that goes
/// on from a state mostly stays among its own. Which state is whose follows from the spec and the number of parts alone.
struct AdapterParts<S: Spec>: Sendable {
    /// A state, and the step by which it was found.
    struct Found: Sendable {
        let state: S.State
        let former: Int?
        let action: S.Action?
        var depth = 0
        var steps = 0
        /// Steps are asked for from here: nothing forbids it.
        var isExpanded = false
    }

    /// Number of states that are shared out: the rest of a larger spec is taken by one adapter, as without company.
    static var most: Int { 1 << 18 }

    private(set) var found: [Found] = []
    private var numbers: [S.State: Int] = [:]
    private var owners: [Int] = []
    /// The positions of the states of each part, in the order in which they are come to.
    private(set) var parts: [[Int]] = []
    /// Number of steps that the spec has from the states that were found, each with its successor.
    private(set) var stepCount = 0
    /// Presence of all states of the spec.
    private(set) var isWhole = true

    /// - Parameters:
    ///   - depth: the number of steps from which on states are not looked at any more.
    ///   - stop: wish to end early.
    init(
        of spec: S, into count: Int, mostStates: Int?, depth: Int?, until stop: @Sendable () -> Bool
    ) {
        let most = min(Self.most, mostStates ?? Self.most)
        for state in spec.initialStates { find(state, nil, nil, most) }
        var (position, children) = (0, [[Int]]())
        while position < found.count {
            if position & 0xff == 0, stop() {
                isWhole = false
                break
            }
            children.append(expand(position, spec, most, depth))
            position += 1
        }
        children += Array(repeating: [], count: found.count - children.count)
        share(children, into: count)
    }

    private mutating func find(_ state: S.State, _ former: Int?, _ action: S.Action?, _ most: Int) {
        if numbers[state] != nil { return }
        guard found.count < most else {
            isWhole = false
            return
        }
        numbers[state] = found.count
        found.append(
            Found(
                state: state, former: former, action: action,
                depth: former.map { found[$0].depth + 1 } ?? 0))
    }

    /// Finds what the steps from a state lead to first, and returns that.
    private mutating func expand(_ position: Int, _ spec: S, _ most: Int, _ depth: Int?) -> [Int] {
        let state = found[position].state
        guard spec.constraint?.allows(state) ?? true else { return [] }
        if let depth, found[position].depth >= depth { return [] }
        let before = found.count
        let enabled = OfferedSteps(of: spec, in: state).enabled
        for (action, successor) in enabled { find(successor, position, action, most) }
        found[position].steps = enabled.count
        found[position].isExpanded = true
        stepCount += enabled.count
        return Array(before..<found.count)
    }

    /// Cuts the walk through the tree into pieces with about as many steps each.
    private mutating func share(_ children: [[Int]], into count: Int) {
        owners = Array(repeating: 0, count: found.count)
        parts = Array(repeating: [], count: count)
        let all = stepCount + found.count
        var (rest, weight) = (Array(found.indices.filter { found[$0].former == nil }.reversed()), 0)
        while let position = rest.popLast() {
            let owner = min(count - 1, weight * count / max(1, all))
            owners[position] = owner
            parts[owner].append(position)
            weight += found[position].steps + 1
            rest += children[position].reversed()
        }
    }

    /// The position of a state; nil for one that was not shared out.
    func position(of state: S.State) -> Int? { numbers[state] }

    /// The part that a state is in; the first for a state that was not shared out.
    func owner(of state: S.State) -> Int { position(of: state).map { owners[$0] } ?? 0 }

    /// The way to a state from an initial one, by the positions of the states.
    func way(to position: Int) -> [Int] {
        var way = [position]
        while let former = found[way[way.count - 1]].former { way.append(former) }
        return way.reversed()
    }
}
