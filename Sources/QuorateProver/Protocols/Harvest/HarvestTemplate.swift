/// Template of the candidates: clauses over the vocabulary of a model.
public struct HarvestTemplate: Hashable, Sendable {
    /// The most literals about the state in a clause of two variables or more.
    public var stateLiterals = 3
    /// The most literals in all: orders, equality and what no action changes come on top, and with one variable or none
    /// all may be about the state.
    public var literals = 4
    /// The most variables of a clause.
    public var variables = 4
    /// The most variables of a sort.
    public var variablesOfSort = 2
    /// The most candidates; of more, those with the fewest variables and literals are taken.
    public var candidates = 1500

    public init() {}
}

extension ProtocolModel {
    /// Profiles of clauses, those with few variables first.
    func harvestProfiles(_ template: HarvestTemplate) -> [HarvestProfile] {
        let own = relations.filter { $0.name != "before" }
        let spoken = own.filter { $0.kind == .state || $0.sorts.count == 1 }
        var sorts: [SortSymbol] = []
        for sort in spoken.filter({ $0.kind == .state }).flatMap(\.sorts) where !sorts.contains(sort) {
            sorts.append(sort)
        }
        let most = sorts.map { sort in
            // A relation between three of a sort takes three to say that one place is determined.
            max(template.variablesOfSort, 1 + (spoken.map { $0.sorts.count { $0 == sort } }.max() ?? 0))
        }
        let counts = most.reduce([[Int]]([[]])) { rows, most in
            rows.flatMap { row in (0...most).map { row + [$0] } }
        }
        return counts.filter { $0.reduce(0, +) <= template.variables }
            .enumerated().sorted {
                ($0.element.reduce(0, +), $0.offset) < ($1.element.reduce(0, +), $1.offset)
            }
            .map { _, counts in
                let variables = zip(sorts, counts).flatMap { sort, count in
                    (0..<count).map { _ in Variable(sort: sort) }
                }
                return HarvestProfile(variables, constants: constants, relations: spoken)
            }
    }

    /// Members that the model calls by name, in the order in which it does.
    var constants: [TermNode] {
        var constants: [TermNode] = []
        let nodes = assumptions.map(\.node) + start.map(\.node) + actions.flatMap(\.guards)
        for node in nodes {
            node.visitTerms { term in
                if case .constant = term, !constants.contains(term) { constants.append(term) }
            }
        }
        return constants
    }
}

extension HarvestProfile {
    /// Clauses that are true in all of the rows, and of which no part is, each up to an exchange of variables.
    ///
    /// - Returns: the clauses, the number of those that were looked at, and why there may be more, or nil.
    func clauses(
        trueIn rows: HarvestRows, _ template: HarvestTemplate, _ limits: HarvestLimits
    ) -> (found: [[Int]], tried: Int, ending: HarvestLimits.Ending?) {
        var search = ClauseSearch(profile: self, rows: rows, template: template, limits: limits)
        search.extend([])
        let ordered = search.found.sorted {
            $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count
        }
        return (ordered, search.tried, search.ending)
    }
}

/// Walk through the clauses of a profile, in order; behind one that is true there is nothing to look for.
private struct ClauseSearch {
    let profile: HarvestProfile
    let rows: HarvestRows
    let template: HarvestTemplate
    let limits: HarvestLimits
    var found: [[Int]] = []
    var tried = 0
    var ending: HarvestLimits.Ending?

    mutating func extend(_ clause: [Int]) {
        if clause.count == template.literals { return }
        if ending == nil, clause.count <= 2 { ending = limits.ending }
        if ending != nil { return }
        let open = rows.whereAllFail(clause)
        for next in (clause.last.map { $0 + 1 } ?? 0)..<profile.literals.count {
            if profile.literals[next].isIdle || clause.last.map({ $0 / 2 == next / 2 }) == true { continue }
            let longer = clause + [next]
            let ofState = longer.count { profile.literals[$0].isOfState }
            guard profile.variables.count < 2 || ofState <= template.stateLiterals else { continue }
            if ofState > 0 { tried += 1 }
            guard rows.isFalseNowhere(next, among: open) else {
                extend(longer)
                continue
            }
            guard ofState > 0 else { continue }
            let mask = longer.reduce(0) { $0 | profile.literals[$1].variables }
            guard mask == profile.allVariables, profile.isFirst(longer), isSmallest(longer) else { continue }
            found.append(longer)
        }
    }

    /// True where a clause without one of the literals fails somewhere.
    private func isSmallest(_ clause: [Int]) -> Bool {
        clause.indices.allSatisfy { index in
            var part = clause
            part.remove(at: index)
            return rows.whereAllFail(part).contains { $0 != 0 }
        }
    }
}
