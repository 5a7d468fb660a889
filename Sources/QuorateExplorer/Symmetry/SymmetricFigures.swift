extension SymmetricSearch {
    /// Numbers of states and steps, with all that stored ones stand for.
    struct Figures {
        var taken: [FullCount]
        /// Initial states and steps of all actions.
        var generated = FullCount()
        var withoutStep = FullCount()
        var withoutChange = FullCount()
        /// By property.
        var violations: [FullCount]

        init(actions: Int, properties: Int) {
            taken = Array(repeating: FullCount(), count: actions)
            violations = Array(repeating: FullCount(), count: properties)
        }

        /// The largest figure is that of all steps, or of all states.
        var isTooLarge: Bool { generated.isTooLarge || violations.contains(where: \.isTooLarge) }

        mutating func add(_ other: Figures) {
            for k in taken.indices { taken[k].add(other.taken[k]) }
            for k in violations.indices { violations[k].add(other.violations[k]) }
            generated.add(other.generated)
            withoutStep.add(other.withoutStep)
            withoutChange.add(other.withoutChange)
        }

        /// Adds the steps of a state as often as there are states that it stands for.
        mutating func add(
            _ answer: SymmetryProbe.Answer, _ count: Int, _ deadlocks: [(position: Int, place: Int)]
        ) {
            for action in taken.indices {
                taken[action].add(answer.taken[action], times: count)
                generated.add(answer.taken[action], times: count)
            }
            if answer.isOutside { return }
            if answer.enabled == 0 { withoutStep.add(count) }
            if answer.changesNothing { withoutChange.add(count) }
            for (position, place) in deadlocks where answer.shows[place] { violations[position].add(count) }
        }
    }
}

/// A count of all states that stored ones stand for, or of their steps: few stored ones may stand for very many.
struct FullCount: Equatable {
    private(set) var value = 0
    /// True once the count has passed the largest `Int`; the value says nothing then.
    private(set) var isTooLarge = false

    static var error: ExplorerError {
        .symmetryWithout(
            "cannot count all states and steps: the full counts pass 2^63; take a smaller instance")
    }

    mutating func add(_ count: Int, times: Int = 1) {
        let (product, isProductTooLarge) = count.multipliedReportingOverflow(by: times)
        let (sum, isSumTooLarge) = value.addingReportingOverflow(product)
        isTooLarge = isTooLarge || isProductTooLarge || isSumTooLarge
        if !isTooLarge { value = sum }
    }

    mutating func add(_ other: FullCount) {
        add(other.value)
        isTooLarge = isTooLarge || other.isTooLarge
    }
}
