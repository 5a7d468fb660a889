extension InductionFailure {
    /// The state before, the action, what it changes, and what breaks, in lines like those of a trace.
    public var lines: [String] {
        let label = step
        let width = max("the state before".count, label?.count ?? 0)
        var lines = column(0, "the state before", held, width)
        if let label { lines += column(1, label, changes, width) }
        return lines + ["breaks \"\(obligation.goal?.name ?? "")\"" + place]
    }

    private func column(_ number: Int, _ label: String, _ facts: [String], _ width: Int) -> [String] {
        let facts = facts.isEmpty ? ["(nothing changes)"] : facts
        return facts.enumerated().map { index, fact in
            let head = index == 0 ? "\(number)  \(label)" : ""
            return head + String(repeating: " ", count: max(2, width + 5 - head.count)) + fact
        }
    }

    /// Relations that hold of something, without the orders, which the names of the members tell.
    private var held: [String] {
        let shown = relations.filter { $0.name != "before" }
        let constants = before.members.compactMap { term, member -> String? in
            if case .constant(let name, let sort) = term {
                "\(name): \(sort.letter)\(rank(member, sort))"
            } else {
                nil
            }
        }
        let full = shown.filter { !(before.tables[$0] ?? []).isEmpty }
        let facts = constants.sorted() + full.map { "\($0.name): \(table($0, before))" }
        return facts + (full.count < shown.count ? ["(everything else is empty)"] : [])
    }

    private var changes: [String] {
        relations.filter { $0.kind == .state && before.tables[$0] != after.tables[$0] }.map { symbol in
            "\(symbol.name): \(table(symbol, before)) → \(table(symbol, after))"
        }
    }

    /// The action with its arguments; nil where the obligation has none.
    private var step: String? {
        guard let action = obligation.action else { return nil }
        let arguments = action.parameters.map(name)
        return arguments.isEmpty ? action.name : "\(action.name)(\(arguments.joined(separator: ", ")))"
    }

    /// The members for which the goal fails.
    private var place: String {
        let names = obligation.witnesses.map(name)
        return names.isEmpty ? "" : " for \(names.joined(separator: ", "))"
    }

    private func name(_ variable: Variable) -> String {
        name(before.members[.variable(variable), default: 0], variable.sort)
    }

    private func name(_ member: Int, _ sort: SortSymbol) -> String { "\(sort.letter)\(rank(member, sort))" }

    /// Position in the order of an ordered sort, so that t0 is before t1.
    private func rank(_ member: Int, _ sort: SortSymbol) -> Int {
        guard sort.isOrdered else { return member }
        let before = before.tables[RelationSymbol(before: sort), default: []]
        return before.count { $0[1] == member }
    }

    private func table(_ symbol: RelationSymbol, _ state: SmallState) -> String {
        let rows = (state.tables[symbol] ?? []).map { row in
            zip(row, symbol.sorts).map { (member: $0, sort: $1) }
        }
        if symbol.sorts.isEmpty { return rows.isEmpty ? "no" : "yes" }
        let names = rows.map { row in row.map { name($0.member, $0.sort) } }.sorted {
            $0.lexicographicallyPrecedes($1)
        }
        let isSet = symbol.sorts.count == 1
        return "{"
            + names.map { isSet ? $0[0] : "(\($0.joined(separator: ", ")))" }.joined(separator: ", ") + "}"
    }
}
