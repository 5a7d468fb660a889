internal import QuorateLanguage

/// Step as several adapters know it: the states of the spec that tell where it begins, and the action.
struct AdapterStep<S: Spec>: Hashable, Sendable {
    let states: [S.State]
    let input: AdapterInput<S.Action>
}

/// Answer of an adapter to a step, as it tells another one.
enum AdapterRecord<S: Spec>: Sendable {
    /// The step was taken, and what is shown is what these states of the spec look like.
    case agreed([S.State], [Outbox.Message])
    case told(AdapterDeed, ObservedVariables<S.State>, [Outbox.Message])

    /// The code has made a choice never to take the step.
    var isNever: Bool { if case .told(.never, _, _) = self { true } else { false } }

    /// Returns true if both say the same, whatever messages they tell of.
    func isSame(as other: AdapterRecord) -> Bool {
        switch (self, other) {
        case (.agreed(let states, _), .agreed(let others, _)): states == others
        case (.told(let deed, let seen, _), .told(let otherDeed, let otherSeen, _)):
            deed.isSame(as: otherDeed) && seen == otherSeen
        case (.agreed, .told), (.told, .agreed): false
        }
    }
}

extension AdapterDeed {
    /// Returns true if both mean the same for the spec. Nobody compares reasons; and which messages of older steps there are,
    /// so that a step that the spec disables is refused and not impossible, follows from the run and not from the state.
    fileprivate func isSame(as other: AdapterDeed) -> Bool {
        switch (self, other) {
        case (.done, .done), (.never, .never): true
        case (.refused, .refused), (.refused, .impossible), (.impossible, .refused),
            (.impossible, .impossible):
            true
        case (.done, _), (.never, _), (.refused, _), (.impossible, _): false
        }
    }
}

/// Answer of an adapter with the run that it followed from.
struct AdapterTold<S: Spec>: Sendable {
    let record: AdapterRecord<S>
    /// Trail of the run before the step.
    var trail: Int
}

extension AdapterRuns {
    /// Keeps an answer for others, now that it was noted.
    mutating func record(
        _ deed: AdapterDeed, _ seen: ObservedVariables<S.State>, _ messages: [Outbox.Message], at system: Int,
        _ input: Input, after trail: Int?
    ) {
        let step = AdapterStep<S>(states: book[system].tracked, input: input)
        // What follows from nothing tells nobody anything.
        guard let trail, !step.states.isEmpty else { return }
        if deed == .done, case .system(let next) = book[system].results[input], !book[next].tracked.isEmpty {
            told[step] = AdapterTold(record: .agreed(book[next].tracked, messages), trail: trail)
        } else {
            told[step] = AdapterTold(record: .told(deed, seen, messages), trail: trail)
        }
    }

    /// Holds an answer against the one that another adapter has given: what the code is never to take is left out only if
    /// two say so.
    mutating func compare(
        _ deed: AdapterDeed, _ seen: ObservedVariables<S.State>, at system: Int, _ input: Input
    ) {
        let step = AdapterStep<S>(states: book[system].tracked, input: input)
        guard let former = book.records[step], former.record.isNever else { return }
        if case .never = deed { return }
        let latter = AdapterTold<S>(record: .told(deed, seen, []), trail: taken ?? former.trail)
        let run = taken.flatMap { trails.run(along: $0) }
        finding = finding ?? run.flatMap { contradiction(in: step, former, latter, along: $0) }
    }

    /// Finding that two adapters answer a step differently.
    mutating func contradiction(
        in step: AdapterStep<S>, _ former: AdapterTold<S>, _ latter: AdapterTold<S>, along run: AdapterRun<S>
    ) -> AdapterFinding<S>? {
        guard let other = trails.run(along: former.trail, then: step.input) else { return nil }
        let (before, now) = (end(of: former.record), end(of: latter.record))
        let label = ErasedSpec.ActionOutline(describing: step.input.action, for: book.spec.replicas)
            .description
        let words = "two processes answer \(label) differently: \(now.contrast(with: before))"
        return AdapterFinding(
            run: run, divergence: .unsteady(words), fork: AdapterFork(former: other, before: before, now: now)
        )
    }

    private func end(of record: AdapterRecord<S>) -> AdapterEnd {
        switch record {
        case .agreed(let states, _): AdapterEnd(.done, states.first.map { book.fields(of: $0) } ?? [])
        case .told(let deed, let seen, _): AdapterEnd(deed, seen.fields)
        }
    }

    /// Result of a step that another adapter was taken through; this one stays where it is.
    mutating func take(over told: AdapterTold<S>, at system: Int, _ input: Input) -> AdapterResult? {
        let (here, along) = (place, taken)
        defer { (place, taken) = (here, along) }
        // The run that the other has taken, so that no trail is one that nobody was taken along.
        taken = told.trail
        switch told.record {
        case .told(let deed, let seen, let messages): _ = note(deed, seen, messages, at: system, input)
        case .agreed(let states, let messages):
            goOn(by: input)
            book[system].trails[input] = taken
            let next = book.system(after: system, input, in: states, showing: nil)
            arrive(at: next, from: system, by: input, sending: messages)
            if book.text(of: next) != book.text(of: system) { hasShownChange = true }
        }
        return book[system].results[input]
    }
}
