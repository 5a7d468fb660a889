import QuorateLanguage
import QuorateTraces

extension Search {
    /// A shortest counterexample for each violated property, validated on the spec's own actions.
    ///
    /// - Throws: ``InternalError`` when a counterexample is none: that is our bug, and never shown as a verdict.
    func counterexamples() throws -> [Trace] {
        let violated = checked.indices.filter { tallies[$0].violations > 0 && runs[$0] == nil }
        let targets = try violated.map { position -> Target in
            guard let least = tallies[position].least, let depth = violationDepth[position] else {
                throw InternalError("a violation of \(name(position)) was counted but not kept")
            }
            return Target(words: least.words, index: least.index, depth: depth)
        }
        let paths =
            if let log = store.log { try targets.map { try path(to: $0, by: log) } } else {
                try disk?.paths(to: targets) ?? distributed?.paths(to: targets)
                    ?? symmetric.map { try $0.paths(to: targets, levels) } ?? pathsByExpansion(targets)
            }
        var traces = Dictionary(
            uniqueKeysWithValues: try zip(violated, paths).map {
                ($0, try validated($1, breaking: $0))
            })
        for position in checked.indices {
            traces[position] =
                try runs[position].map { try lasso($0, breaking: position) } ?? traces[position]
        }
        return checked.indices.compactMap { traces[$0] }
    }

    struct Target {
        var words: [UInt64]
        var index: Int
        var depth: Int
    }

    private func name(_ position: Int) -> String { "\"\(spec.properties[checked[position]].name)\"" }

    /// The way to each target, from the states that are stored.
    func pathsByExpansion(_ targets: [Target]) throws -> [[[UInt64]]] {
        try paths(to: targets, stored: { levels[$0] }) { predecessors(of: $0, at: $1) }
    }

    /// Goes back level by level, each time to the least predecessor, for all targets in one pass.
    ///
    /// - Parameters:
    ///   - stored: the states of a level that are in the store of this search.
    ///   - predecessors: the least state of a level that leads to each of some states; nil where none does.
    func paths(
        to targets: [Target], stored: (_ depth: Int) -> [Range<Int>] = { _ in [] },
        _ predecessors: (_ states: [[UInt64]], _ depth: Int) throws -> [[UInt64]?]
    ) throws -> [[[UInt64]]] {
        // Backwards: a run may be long, and putting each state in front would move all the others.
        var paths = targets.map { [$0.words] }
        for depth in stride(from: (targets.map(\.depth).max() ?? 0) - 1, through: 0, by: -1) {
            let active = targets.indices.filter { targets[$0].depth > depth }
            let found = try predecessors(active.map { paths[$0].last! }, depth)
            for (position, predecessor) in zip(active, found) {
                guard let predecessor else {
                    try contradiction(
                        "a state at depth \(depth + 1) of \(spec.name) has no predecessor", stored(depth))
                }
                paths[position].append(predecessor)
            }
        }
        return paths.map { $0.reversed() }
    }

    private func predecessors(of states: [[UInt64]], at depth: Int) -> [[UInt64]?] {
        let blocks = Self.blocks(of: levels[depth], size: 1024)
        let active = blocks.count >= 8 ? workers.count : 1
        let finders = (0..<active).map { _ in PredecessorFinder(kernel: kernel, targets: states) }
        let next = SharedCounter()
        inParallel(active) { worker in
            while true {
                let position = next.add(1)
                guard position < blocks.count else { return }
                finders[worker].expand(blocks[position], in: store.memory.arena)
            }
        }
        return states.indices.map { target in
            finders.compactMap { $0.least[target] }.min { $0.lexicographicallyPrecedes($1) }
        }
    }

    /// Follows the parents in the log back to an initial state, then walks forward to find the states again: what the
    /// log keeps of each leaves few candidates at each step.
    private func path(to target: Target, by log: ParentLog) throws -> [[UInt64]] {
        let checks = log.checks(from: target.index)
        // For each step the states that may follow, each with one that leads to it.
        var steps = [Dictionary(spec.initialStates().map { ($0, $0) }) { first, _ in first }]
        steps[0] = steps[0].filter { log.passes($0.key, checks.last!) }
        for check in checks.dropLast().reversed() {
            var following: [[UInt64]: [UInt64]] = [:]
            for state in steps.last!.keys {
                spec.visitSuccessors(state) { if log.passes($0, check) { following[$0] = state } }
            }
            steps.append(following)
        }
        var path = [target.words]
        for before in steps.reversed() {
            guard let state = before[path.last!] else {
                try contradiction(
                    "the log of \(spec.name) does not lead to a state that it holds", [], [target.words])
            }
            path.append(state)
        }
        // An initial state is its own predecessor.
        return path.dropLast().reversed()
    }

    private func validated(_ path: [[UInt64]], breaking position: Int) throws -> Trace {
        let property = spec.properties[checked[position]]
        guard let takes = spec.walk(path) else {
            try contradiction(
                "the counterexample to \"\(property.name)\" is not a run of \(spec.name) when its actions are walked",
                [], path)
        }
        guard spec.shows(checked[position], in: path.last!) else {
            try contradiction(
                "the last state of the counterexample does not break \"\(property.name)\" of \(spec.name)",
                [],
                [path.last!])
        }
        return Trace(
            of: spec.instance, property: property.name, propertyKind: property.kind,
            propertySite: property.site,
            steps: takes.map { Trace.Step(action: $0.action, site: $0.site) },
            states: path.map(spec.describe))
    }
}
