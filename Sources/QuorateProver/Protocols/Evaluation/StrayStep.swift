/// Step of a spec that the model does not allow, in the words of the model.
public struct StrayStep: Hashable, Sendable {
    /// Changes in the model, as in `prepare: + (r1, t0, v1)`.
    public let changes: [String]
    /// Actions that would do that if fewest of their guards were not in the way, each with those.
    public let obstacles: [String]
}

extension ModelSteps {
    /// Reason for which the model has no step between two pictures.
    ///
    /// - Throws: ``ModelError`` for a picture that no state of the model has, at these sizes.
    public func explanation(from before: [UInt64], to after: [UInt64]) throws(ModelError) -> StrayStep {
        let (first, second) = (closure(try bits(of: before)), closure(try bits(of: after)))
        let obstacles = others.compactMap { obstacle(to: $0, first, second) }
        let fewest = obstacles.map(\.failing).min()
        return StrayStep(
            changes: changes(first, second), obstacles: obstacles.filter { $0.failing == fewest }.map(\.text))
    }

    private func changes(_ before: [UInt64], _ after: [UInt64]) -> [String] {
        world.space.relations.flatMap { symbol in
            let (old, new) = (
                world.space.rows(of: symbol, in: before), world.space.rows(of: symbol, in: after)
            )
            let added = new.filter { !old.contains($0) }.map { "+ " + text(of: $0, symbol) }
            let removed = old.filter { !new.contains($0) }.map { "- " + text(of: $0, symbol) }
            let all = removed + added
            return all.isEmpty ? [] : ["\(symbol.name): \(all.joined(separator: ", "))"]
        }
    }

    private func text(of row: [Int], _ symbol: RelationSymbol) -> String {
        if row.isEmpty { return "yes" }
        return "(\(zip(row, symbol.sorts).map { "\($1.letter)\($0)" }.joined(separator: ", ")))"
    }

    /// The action with the parameters with which its changes are those of the step, and the fewest of its guards fail;
    /// nil where it never changes just that.
    private func obstacle(to code: ActionCode, _ before: [UInt64], _ after: [UInt64]) -> (
        failing: Int, text: String
    )? {
        var best: (failing: [SentenceNode], names: [TermNode: String])?
        world.withMembers { members in
            code.visitUnguarded(members) { members in
                guard closure(code.after(before, members)) == after else { return }
                let failing = failingGuards(of: code, in: before, members)
                if best.map({ failing.count < $0.failing.count }) ?? true {
                    best = (failing, names(of: code, members))
                }
            }
        }
        guard let (failing, names) = best else { return nil }
        let arguments = code.action.parameters.map { names[.variable($0)] ?? "" }.joined(separator: ", ")
        let text = SentenceText(names: names)
        let needs = failing.map { "\"\(text.text(of: $0))\"" }.joined(separator: " and ")
        return (failing.count, "\(code.action.name)(\(arguments)) needs \(needs)")
    }

    private func names(of code: ActionCode, _ members: UnsafeMutablePointer<Int>) -> [TermNode: String] {
        var names: [TermNode: String] = [:]
        for (variable, parameter) in zip(code.action.parameters, code.parameters) {
            names[.variable(variable)] = "\(variable.sort.letter)\(members[parameter.place])"
        }
        return names
    }

    private func failingGuards(
        of code: ActionCode, in bits: [UInt64], _ members: UnsafeMutablePointer<Int>
    ) -> [SentenceNode] {
        code.codedGuards.filter { !world.holds($0.code, in: bits, members) }.map(\.node)
    }
}
