internal import QuorateLanguage
internal import QuorateTraces

extension AdapterRuns {
    private static var mostSnapshots: Int { 64 }

    /// Notes an answer; returns why the adapter cannot be taken on, or nil. Where its place is nil afterwards, nothing
    /// is wrong, and it has to be taken to a system again.
    mutating func note(_ answer: AdapterAnswer, of leg: Leg) -> AdapterError? {
        switch (leg.kind, answer) {
        case (_, .threw(let reason)):
            let failure = AdapterError.threw(reason)
            fail(leg, failure)
            return failure
        case (_, .snapshot(let name)):
            keep(name, of: leg.system)
            return nil
        case (.start, .observed(_, let fields, _)):
            taken = trails.begin(in: book[leg.system].start)
            return come(to: leg.system, .done, fields)
        case (.restore(let system), .observed(_, let fields, _)):
            taken = book[system].snapshotTrail
            return come(to: system, .done, fields)
        case (.again(let next), .observed(let deed, let fields, _)):
            if let input = leg.input { goOn(by: input) }
            return come(to: next, deed, fields, by: leg)
        case (.new, .observed(let deed, let fields, let messages)):
            guard let input = leg.input else { return nil }
            let seen = ObservedVariables<S.State>(fields)
            let trail = taken
            let failure = note(deed, seen, messages, at: leg.system, input)
            if keepsRecords {
                record(deed, seen, messages, at: leg.system, input, after: trail)
            } else {
                compare(deed, seen, at: leg.system, input)
            }
            return failure
        case (_, .forgotten): return nil
        }
    }

    /// Notes that the adapter has come to a system where it was before, or that it has not.
    private mutating func come(
        to system: Int, _ deed: AdapterDeed, _ fields: [SpecValue.Field], by leg: Leg? = nil
    ) -> AdapterError? {
        if deed == .done, SpecValue.record(fields).canonicalText == book.text(of: system) {
            place = system
            return nil
        }
        let (now, before) = (AdapterEnd(deed, fields), AdapterEnd(.done, book.variables(of: system).fields))
        let failure = AdapterError.unsteady("taken to the same state again, \(now.difference(from: before))")
        let former = leg?.input.flatMap { input in
            leg.flatMap { book[$0.system].trails[input] }.flatMap { trails.run(along: $0) }
        }
        find(
            Divergence(thrown: failure),
            fork: former.map { AdapterFork(former: $0, before: before, now: now) })
        return failure
    }

    /// The end of a step as a person could compare it.
    mutating func end(of result: AdapterResult) -> AdapterEnd? {
        switch result {
        case .system(let next): AdapterEnd(.done, book.variables(of: next).fields)
        case .refused: AdapterEnd(.refused, [])
        case .impossible: AdapterEnd(.impossible, [])
        case .never(let reason): AdapterEnd(.never(reason), [])
        case .failed: nil
        }
    }

    /// Forgets what only an adapter knows that has ended.
    mutating func loseSnapshots() {
        place = nil
        for system in snapshots { book[system].snapshot = nil }
        snapshots = []
    }

    private mutating func keep(_ name: String, of system: Int) {
        book[system].snapshot = name
        book[system].snapshotTrail = taken
        snapshots.append(system)
        guard snapshots.count > Self.mostSnapshots else { return }
        let oldest = snapshots.removeFirst()
        if let name = book[oldest].snapshot { _ = dialogue.ask([.forget(name)]) }
        book[oldest].snapshot = nil
    }

    /// Notes the result of a step that the adapter takes for the first time.
    mutating func note(
        _ deed: AdapterDeed, _ seen: ObservedVariables<S.State>, _ messages: [Outbox.Message],
        at system: Int, _ input: Input
    ) -> AdapterError? {
        let successors = book.successors(of: system, input.action)
        guard deed == .done else {
            return noteNotTaken(deed, seen, messages, at: system, input, isEnabled: !successors.isEmpty)
        }
        goOn(by: input)
        book[system].trails[input] = taken
        let alike = successors.filter { book.text(of: $0) == seen.text }
        let next = book.system(after: system, input, in: alike, showing: seen)
        arrive(at: next, from: system, by: input, sending: messages)
        if !alike.isEmpty, seen.text != book.text(of: system) { hasShownChange = true }
        if alike.isEmpty {
            // The rest of what was to be done there follows from nothing.
            if let expected = successors.first { find(difference(expected, seen)) }
            if walksOn { place = nil }
        }
        return nil
    }

    /// Notes where a step has led.
    mutating func arrive(
        at next: Int, from system: Int, by input: Input, sending messages: [Outbox.Message]
    ) {
        book.arrive(at: next, from: system, by: input, sending: messages)
        book[system].results[input] = .system(next)
        book[system].done.append((input, next))
        book[next].trail = book[next].trail ?? taken
        place = next
    }

    /// Difference of what is seen from a state of the spec.
    func difference(_ expected: S.State, _ seen: ObservedVariables<S.State>) -> Divergence {
        let change = ValueChange.list(from: book.fields(of: expected), to: seen.fields).first
        return .value(
            CodeDifference(place: change?.place ?? "the state", inSpec: change?.old, inCode: change?.new))
    }

    private mutating func noteNotTaken(
        _ deed: AdapterDeed, _ seen: ObservedVariables<S.State>, _ messages: [Outbox.Message], at system: Int,
        _ input: Input, isEnabled: Bool
    ) -> AdapterError? {
        let label = request(input).name
        guard seen.text == book.text(of: system), messages.isEmpty else {
            goOn(by: input)
            let failure = AdapterError.broke(
                "the adapter says that it has not done \(label), and yet "
                    + (messages.isEmpty ? "it shows another state" : "messages were sent"))
            book[system].results[input] = .failed(failure)
            find(Divergence(thrown: failure))
            return failure
        }
        switch deed {
        case .never(let reason): book[system].results[input] = .never(reason)
        case .refused: book[system].results[input] = .refused
        case .impossible, .done: book[system].results[input] = .impossible
        }
        if isEnabled, deed == .refused || deed == .impossible {
            goOn(by: input)
            find(deed == .refused ? .refused : .inputMissing)
            place = nil
        }
        // Code that was given something may have changed where nobody sees it.
        if deed == .refused { place = nil }
        return nil
    }
}
