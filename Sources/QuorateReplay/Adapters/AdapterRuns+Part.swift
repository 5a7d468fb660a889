internal import QuorateLanguage

extension AdapterRuns {
    /// Takes the adapter through the steps from the states of one part, those among them that the spec disables and that
    /// are to be tried; what it says is kept for others.
    ///
    /// A state that it does not come to, because the code leaves out a step on the way, is left to whoever comes there.
    mutating func take(
        part: Int, of parts: AdapterParts<S>, triesAll: Bool, until stop: @Sendable () -> Bool
    ) {
        book.isMine = { parts.owner(of: $0) == part }
        keepsRecords = true
        defer { keepsRecords = false }
        var waiting = parts.parts[part]
        while !waiting.isEmpty {
            var missed: [Int] = []
            for position in waiting {
                if stop() || finding != nil { return }
                if !parts.found[position].isExpanded { continue }
                if let system = reach(position, in: parts) {
                    takeSteps(from: parts.found[position].state, at: system, triesAll)
                } else {
                    missed.append(position)
                }
            }
            // Some may have been come to on another way since.
            if missed.count == waiting.count { return }
            waiting = missed
        }
    }

    /// Takes the adapter to a state on the way that the spec has to it; nil where it does not come there.
    private mutating func reach(_ position: Int, in parts: AdapterParts<S>) -> Int? {
        if let known = book.system(showing: parts.found[position].state) { return known }
        let way = parts.way(to: position)
        // The last place on the way where it was before, or the start.
        let known = way.lastIndex { book.system(showing: parts.found[$0].state) != nil }
        var system = known.flatMap { book.system(showing: parts.found[way[$0]].state) }
        if system == nil { system = begin(in: parts.found[way[0]].state) }
        for next in way.dropFirst((known ?? 0) + 1) {
            guard let present = system, let action = parts.found[next].action else { return nil }
            let input = Input(action: action, order: book.orders[0])
            let result = result(at: present, input)
            guard case .system(let reached) = result, book[reached].tracked == [parts.found[next].state]
            else {
                noteMissing(result)
                return nil
            }
            system = reached
        }
        return system.flatMap { book[$0].tracked == [parts.found[position].state] ? $0 : nil }
    }

    /// Notes that the adapter did not come to a state. The code may leave out the step, or have chosen another of those that
    /// look the same to it; whatever else has kept it from there is a finding, if it was none before.
    private mutating func noteMissing(_ result: AdapterResult) {
        switch result {
        case .never: return
        case .system(let reached) where !book[reached].tracked.isEmpty: return
        case .failed(let error): find(Divergence(thrown: error))
        case .system, .refused, .impossible:
            find(
                Divergence(
                    thrown: AdapterError.broke("the adapter did not come to a state that the spec has")))
        }
    }

    /// The system in which runs from a state begin; nil where the adapter broke off or shows another state, which is noted.
    private mutating func begin(in state: S.State) -> Int? {
        do throws(AdapterError) {
            let system = try root(state)
            if book[system].tracked == [state] { return system }
            taken = trails.begin(in: state)
            find(difference(state, book.variables(of: system)))
        } catch {
            taken = trails.begin(in: state)
            find(Divergence(thrown: error))
        }
        return nil
    }

    private mutating func takeSteps(from state: S.State, at system: Int, _ triesAll: Bool) {
        let offered = OfferedSteps(of: book.spec, in: state)
        for action in offered.enabled.map(\.action) {
            for order in book.orders { take(Input(action: action, order: order), at: system) }
        }
        for action in offered.disabledToTry(in: state, all: triesAll) {
            take(Input(action: action, order: book.orders[0]), at: system)
        }
    }

    private mutating func take(_ input: Input, at system: Int) {
        if finding != nil { return }
        _ = result(at: system, input)
    }
}
