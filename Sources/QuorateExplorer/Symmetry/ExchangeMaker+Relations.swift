import QuorateLanguage

extension ExchangeMaker {
    /// Checks that exchanges of neighbours act as such: twice is nothing, those without a common name do not mind each
    /// other, and two with one make the third. Whatever is made of them is a permutation then, in whichever way.
    func checkRelations() throws {
        let neighbours = neighbours
        let all = try neighbours.map { try images(trade($0.group, $0.first, $0.first + 1)) }
        for (k, images) in all.enumerated() {
            for (l, others) in all.enumerated() {
                let distance =
                    neighbours[k].group == neighbours[l].group ? neighbours[l].first - neighbours[k].first : 2
                for (mine, other) in zip(images, others) {
                    let isRight =
                        switch distance {
                        case 0: mine.then(other).isIdentity
                        case 1: mine.then(other).then(mine) == other.then(mine).then(other)
                        case -1: true
                        default: mine.then(other) == other.then(mine)
                        }
                    if !isRight {
                        throw disorder(
                            trade(neighbours[k].group, neighbours[k].first, neighbours[k].first + 1),
                            trade(neighbours[l].group, neighbours[l].first, neighbours[l].first + 1))
                    }
                }
            }
        }
        for group in sizes.indices { try checkOtherExchanges(group) }
        try checkValuesAreCarried(zip(neighbours, all).filter { $1.allSatisfy(\.isIdentity) }.map(\.0))
    }

    /// Checks that the exchange of two names is what exchanges on the way between them make.
    private func checkOtherExchanges(_ group: Int) throws {
        for first in 0..<sizes[group] {
            for second in (0..<sizes[group]).dropFirst(first + 2) {
                let direct = try images(trade(group, first, second))
                let near = try images(trade(group, first, second - 1))
                let step = try images(trade(group, second - 1, second))
                for k in cells.indices where step[k].then(near[k]).then(step[k]) != direct[k] {
                    throw disorder(trade(group, first, second), trade(group, second - 1, second))
                }
            }
        }
    }

    /// Refuses values whose exchange changes no state at all: they are somewhere, in a form that nobody knows.
    private func checkValuesAreCarried(_ still: [(group: Int, first: Int)]) throws {
        guard let group = still.first(where: { $0.group >= claim.groups.count })?.group else { return }
        let type = claim.values[group - claim.groups.count].typeName
        throw SpecError(
            spec: spec.name,
            message:
                "no values can trade places: no field of the state is known to carry a \(type); a type that keeps it in some"
                + " other form says it in `exchanging` (ValueCarrying)")
    }

    private func disorder(_ first: Trade, _ second: Trade) -> SpecError {
        let (first, second) = (first.names, second.names)
        return SpecError(
            spec: spec.name,
            message:
                "exchanges of \(first.0) and \(first.1) and of \(second.0) and \(second.1) do not add up to"
                + " permutations: a `packed` or an `exchanging` in the state's types is not one to one")
    }
}
