import BigInt
public import QuorateQuorums

extension QuorumSizeRule {
    /// Inequalities that `requirement` asks of the sizes once the parameters are known: `2q > n + f` at n = 3
    /// and f = 1 asks for q ≥ 3.
    ///
    /// - Returns: Nothing where the requirement has alternatives, or is true whatever the sizes are.
    public func needs(of requirement: Proposition, at parameters: QuorumWitness) -> [Proposition] {
        let rule = QuorumSizeRule(name, chosen: chosen, safety: [requirement], liveness: [])
        guard let rows = try? RuleRows(rule), rows.alternatives.count == 1, !rows.forms.isTooLarge else {
            return []
        }
        let needs = rows.alternatives[0].compactMap { rows.need($0, parameters) }
        return LinearForm.statements(needs, rows.forms) ?? []
    }
}

extension RuleRows {
    /// Row that is left of `row` for the sizes; nil where that asks nothing.
    fileprivate func need(_ row: LinearForm, _ parameters: QuorumWitness) -> LinearForm? {
        let dependent = dependentRoundings
        var rest = row
        for variable in row.variables where !chosen.contains(variable) && !dependent.contains(variable) {
            guard let value = try? parameters.value(of: forms.quantity(variable)) else { return nil }
            rest.constant += row[variable] * BigInt(value)
            rest[variable] = 0
        }
        rest = rest.tightened
        return rest.coefficients.isEmpty && rest.constant >= 0 ? nil : rest
    }
}
