import QuorateLanguage

extension SetWalk {
    /// Looks at all that names make of a state of the set, which was looked at before.
    ///
    /// Each exchange of neighbours makes of the steps out of a state those out of the state that it makes of it. So any
    /// order of the names does, whatever exchanges lead to it: a step that leads to a state leads, under other names, to
    /// each that names make of that; and wherever a step leads, names make it one into the set.
    func lookAtOthers(than number: Int, _ names: ReplicaNames, _ faults: UInt64) throws {
        var known = [set.copy(number): 0]
        var orbit = [NamedState(words: set.copy(number), steps: sortedSteps, isInside: isInside)]
        isOfSet = false
        var position = 0
        while position < orbit.count {
            if isStopped() { throw CancellationError() }
            for exchange in names.exchanges {
                let words = exchange(orbit[position].words)
                let other = known[words] ?? orbit.count
                // Compared in the other direction: an exchange undoes itself.
                if other < position { continue }
                if other == orbit.count {
                    known[words] = other
                    try words.withUnsafeBufferPointer { pointer in
                        guard set.find(pointer.baseAddress!) == nil else {
                            found = .sameUnderNames(erased.describe(words))
                            return
                        }
                        look(at: pointer.baseAddress!)
                        try checkFaults(since: faults, in: pointer.baseAddress!)
                    }
                    if found != nil { return }
                    orbit.append(NamedState(words: words, steps: sortedSteps, isInside: isInside))
                }
                found = difference(orbit[position], orbit[other], exchange)
                if found != nil { return }
            }
            position += 1
        }
    }

    private func difference(
        _ state: NamedState, _ other: NamedState, _ exchange: NameExchange
    ) -> AuditFinding? {
        func toldApart(_ what: String) -> AuditFinding {
            .toldApart(what, names: exchange.label, erased.describe(state.words))
        }
        if state.isInside != other.isInside { return toldApart("the constraint") }
        let action = state.steps.exchanged(exchange).difference(from: other.steps)
        return action.map { toldApart("the action \(S.Action.caseNames[$0])") }
    }

    private var sortedSteps: StepList {
        var sorted = listed
        sorted.sort()
        return sorted
    }
}
