/// Action made ready for one space.
struct ActionCode: Sendable {
    enum Change: Sendable {
        case insert(RowCode)
        case remove(RowCode)
        case set(ModelSpace.Table, places: [Int], SentenceCode)
    }

    let action: ModelAction
    /// Place and number of members of each parameter.
    let parameters: [(place: Int, size: Int)]
    /// Guards that can be asked once so many parameters are known, and all before were true.
    private let guards: [[SentenceCode]]
    /// All guards, in the order of the model.
    let codedGuards: [(node: SentenceNode, code: SentenceCode)]
    let changes: [Change]

    init(_ action: ModelAction, _ coder: inout SentenceCoder) {
        self.action = action
        let sizes = coder.space.sizes
        parameters = action.parameters.map { (coder.place(of: .variable($0)), sizes[$0.sort, default: 1]) }
        var guards = Array(repeating: [SentenceCode](), count: action.parameters.count + 1)
        codedGuards = action.guards.flatMap(\.conjuncts).map { ($0, coder.code($0)) }
        for (node, code) in codedGuards {
            var known = 0
            node.visitTerms { term in
                guard let index = action.parameters.firstIndex(where: { .variable($0) == term }) else {
                    return
                }
                known = max(known, index + 1)
            }
            guards[known].append(code)
        }
        self.guards = guards
        changes = action.changes.map { Self.change($0, &coder) }
    }

    private static func change(_ change: RelationChange, _ coder: inout SentenceCoder) -> Change {
        switch change {
        case .insert(let symbol, let terms): return .insert(coder.row(symbol, terms))
        case .remove(let symbol, let terms): return .remove(coder.row(symbol, terms))
        case .set(let symbol, let variables, let body):
            let places = variables.map { coder.place(of: .variable($0)) }
            return .set(coder.space.table(symbol), places: places, coder.code(body))
        }
    }

    /// Calls `visit` for each way to take the action in a state, until that returns true.
    ///
    /// - Parameter fixed: the member that a parameter has to be, or nil where it may be any.
    /// - Returns: true where a visit did.
    func visit(
        _ bits: [UInt64], _ members: UnsafeMutablePointer<Int>, fixed: [Int?]? = nil,
        _ visit: (UnsafeMutablePointer<Int>) -> Bool
    ) -> Bool {
        bits.withUnsafeBufferPointer { bits in
            choose(0, bits.baseAddress!, members, fixed, visit)
        }
    }

    private func choose(
        _ known: Int, _ bits: UnsafePointer<UInt64>, _ members: UnsafeMutablePointer<Int>, _ fixed: [Int?]?,
        _ visit: (UnsafeMutablePointer<Int>) -> Bool
    ) -> Bool {
        for condition in guards[known] where !condition.holds(bits, members) { return false }
        guard known < parameters.count else { return visit(members) }
        let (place, size) = parameters[known]
        if let member = fixed?[known] {
            members[place] = member
            return choose(known + 1, bits, members, fixed, visit)
        }
        for member in 0..<size {
            members[place] = member
            if choose(known + 1, bits, members, fixed, visit) { return true }
        }
        return false
    }

    /// Calls `visit` for each way to choose the parameters, whatever the guards say.
    func visitUnguarded(_ members: UnsafeMutablePointer<Int>, _ visit: (UnsafeMutablePointer<Int>) -> Void) {
        visitUnguarded(parameters[...], members, visit)
    }

    private func visitUnguarded(
        _ rest: ArraySlice<(place: Int, size: Int)>, _ members: UnsafeMutablePointer<Int>,
        _ visit: (UnsafeMutablePointer<Int>) -> Void
    ) {
        guard let (place, size) = rest.first else { return visit(members) }
        for member in 0..<size {
            members[place] = member
            visitUnguarded(rest.dropFirst(), members, visit)
            // What was visited may have chosen others.
            members[place] = member
        }
    }

    /// The state after the action; all changes read the state before.
    func after(_ bits: [UInt64], _ members: UnsafeMutablePointer<Int>) -> [UInt64] {
        var next = bits
        for change in changes {
            switch change {
            case .insert(let row): next.insert(row.bit(members))
            case .remove(let row): next.remove(row.bit(members))
            case .set(let table, let places, let body): set(table, places, body, bits, members, &next)
            }
        }
        return next
    }

    private func set(
        _ table: ModelSpace.Table, _ places: [Int], _ body: SentenceCode, _ bits: [UInt64],
        _ members: UnsafeMutablePointer<Int>, _ next: inout [UInt64]
    ) {
        for position in 0..<table.rowCount {
            var rest = position
            for index in places.indices.reversed() {
                members[places[index]] = rest % table.sizes[index]
                rest /= table.sizes[index]
            }
            if body.holds(bits, members) {
                next.insert(table.start + position)
            } else {
                next.remove(table.start + position)
            }
        }
    }
}

extension SentenceNode {
    /// Parts of an "and", one by one; the sentence itself where it is none.
    var conjuncts: [SentenceNode] {
        if case .all(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] }
    }

    /// Calls `look` with every variable and constant.
    func visitTerms(_ look: (TermNode) -> Void) {
        visit { part in
            switch part {
            case .relation(_, let terms): terms.forEach(look)
            case .equal(let left, let right):
                look(left)
                look(right)
            default: break
            }
        }
    }
}
