import QuorateLanguage

/// Liveness on an explicit graph: its components, and fairness in each.
///
/// Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972). A state without a way
/// back is a component too, in which a run may stay.
struct EveryComponent {
    private let web: Web
    /// States after each state, without itself, and obligations that the steps to each of them discharge.
    private var following: [[Int: Int]]
    /// Obligations owed in each state.
    private var owed: [Int]

    init(_ web: Web) {
        self.web = web
        following = Array(repeating: [:], count: web.count)
        owed = Array(repeating: 0, count: web.count)
        for step in web.changing {
            following[step.from][step.to, default: 0] |= step.obligations
            if !step.isHelped { owed[step.from] |= step.obligations }
        }
        let known = 1 << web.strengths.count - 1
        owed = owed.map { $0 & known }
    }

    /// States in which a fair run can be for ever that breaks a property.
    func staying(_ kind: PropertyKind) -> Set<Int> {
        let reached = depths(kind).keys
        if kind == .eventuallyAlways { return staying(among: Set(reached)) { web.misses(kind, $0) } }
        return staying(among: Set(reached)) { _ in true }
    }

    /// Steps from an initial state to the closest state where such a run can begin to stay.
    func shortestStem(_ kind: PropertyKind) -> Int? {
        let depths = depths(kind)
        return staying(kind).map { depths[$0]! }.min()
    }

    /// Every step leads to a deeper level of the states that can be reached.
    var leadsOn: Bool {
        let depths = depths(from: [0: web.initial]) { _ in true }
        return depths.allSatisfy { state, depth in following[state].keys.allSatisfy { depths[$0]! > depth } }
    }

    /// Some state is asked for the goal of a property.
    func isAsked(_ kind: PropertyKind) -> Bool {
        if kind != .leadsTo && !web.isConditional { return true }
        if kind == .eventually { return !web.asked.isEmpty }
        return !web.asking.isDisjoint(with: depths(from: [0: web.initial]) { _ in true }.keys)
    }

    private func staying(among states: Set<Int>, visiting isWanted: (Int) -> Bool) -> Set<Int> {
        components(of: states).reduce(into: []) { found, component in
            guard component.contains(where: isWanted) else { return }
            var (taken, always, ever) = (0, -1, 0)
            for state in component {
                always &= owed[state]
                ever |= owed[state]
                for (next, obligations) in following[state] where component.contains(next) {
                    taken |= obligations
                }
            }
            let neglected = web.strengths.enumerated().filter { taken >> $0.offset & 1 == 0 }
            if neglected.contains(where: { !$0.element && always >> $0.offset & 1 == 1 }) { return }
            let avoided = neglected.filter(\.element).reduce(0) { $0 | 1 << $1.offset } & ever
            if avoided == 0 {
                found.formUnion(component)
            } else {
                found.formUnion(
                    staying(among: component.filter { owed[$0] & avoided == 0 }, visiting: isWanted))
            }
        }
    }

    /// Steps to each state that a run which breaks a property may have for ever.
    private func depths(_ kind: PropertyKind) -> [Int: Int] {
        let all = depths(from: [0: web.initial]) { _ in true }
        let isInside = { web.misses(kind, $0) }
        switch kind {
        case .eventually: return depths(from: [0: web.asked], isInside)
        case .leadsTo:
            return depths(
                from: Dictionary(grouping: web.asking.filter { all[$0] != nil }) { all[$0]! }, isInside)
        case .infinitelyOften: return all.filter { isInside($0.key) }
        default: return all
        }
    }

    /// Steps to each state through some states, by the steps to those in which the ways begin.
    private func depths(from starts: [Int: [Int]], _ isInside: (Int) -> Bool) -> [Int: Int] {
        var (found, level, depth): ([Int: Int], Set<Int>, Int) = ([:], [], 0)
        while !level.isEmpty || depth <= starts.keys.max() ?? -1 {
            level = level.union(starts[depth] ?? []).filter { found[$0] == nil && isInside($0) }
            for state in level { found[state] = depth }
            level = Set(level.flatMap { following[$0].keys })
            depth += 1
        }
        return found
    }

    private func components(of states: Set<Int>) -> [Set<Int>] {
        var (components, path): ([Set<Int>], [Int]) = ([], [])
        var (numbers, low): ([Int: Int], [Int: Int]) = ([:], [:])
        var open: Set<Int> = []
        func visit(_ state: Int) {
            numbers[state] = numbers.count
            low[state] = numbers[state]!
            path.append(state)
            open.insert(state)
            for next in following[state].keys where states.contains(next) {
                if numbers[next] == nil { visit(next) }
                if open.contains(next) { low[state] = min(low[state]!, low[next]!) }
            }
            guard low[state] == numbers[state] else { return }
            let component = Set(path[path.lastIndex(of: state)!...])
            path.removeLast(component.count)
            open.subtract(component)
            components.append(component)
        }
        for state in states where numbers[state] == nil { visit(state) }
        return components
    }
}
