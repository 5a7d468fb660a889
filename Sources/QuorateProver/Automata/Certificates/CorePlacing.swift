import BigInt

/// Positions of rows and choices at some place of a tree.
struct CorePlacing {
    private var rows: [Int: Int] = [:]
    private var choices: [Int: Int] = [:]

    init(_ known: CoreRefutation.Known) { add(known) }

    private mutating func add(_ known: CoreRefutation.Known) {
        for row in known.rows { rows[row.name] = rows.count }
        for choice in known.choices { choices[choice.name] = choices.count }
    }

    func certificate(_ tree: CoreRefutation.Tree) -> Certificate {
        switch tree {
        case .sum(let terms): return .sum(terms.map { .init(row: rows[$0.row]!, multiplier: $0.multiplier) })
        case .whole(let names, let certificate):
            let (names, count) = (names, rows.count)
            return certificate.mapRows { $0 < names.count ? rows[names[$0]]! : count + $0 - names.count }
        case .split(let form, let branches):
            let placed = branches.map(placed)
            return .split(form, placed[0], placed[1])
        case .cases(let choice, let branches):
            return .cases(choice: choices[choice]!, branches.map(placed))
        }
    }

    private func placed(_ branch: (known: CoreRefutation.Known, tree: CoreRefutation.Tree)) -> Certificate {
        var placing = self
        placing.add(branch.known)
        return placing.certificate(branch.tree)
    }
}

extension Certificate {
    /// The certificate with other positions of rows.
    fileprivate func mapRows(_ change: (Int) -> Int) -> Certificate {
        func changed(_ terms: [WeightedRow]) -> [WeightedRow] {
            terms.map { .init(row: change($0.row), multiplier: $0.multiplier) }
        }
        switch self {
        case .sum(let terms): return .sum(changed(terms))
        case .cases(let choice, let branches):
            return .cases(choice: choice, branches.map { $0.mapRows(change) })
        case .split(let form, let low, let high):
            return .split(form, low.mapRows(change), high.mapRows(change))
        case .divide(let terms, let divisor, let rest):
            return .divide(changed(terms), by: divisor, then: rest.mapRows(change))
        }
    }
}
