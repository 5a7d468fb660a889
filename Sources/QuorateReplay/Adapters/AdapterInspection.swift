package import QuorateLanguage
internal import QuorateTraces

/// Trial of the protocol on an adapter, question by question.
package struct AdapterInspection: Sendable {
    /// One thing that was tried.
    package struct Finding: Sendable {
        /// The thing in words.
        package let question: String
        /// Fault that was found, or nil.
        package let problem: String?
    }

    /// Findings in the order in which they were made.
    package private(set) var findings: [Finding] = []
    /// Abilities in words.
    package private(set) var abilities: [(label: String, text: String)] = []

    /// Tries an adapter with `spec`, until something goes so wrong that the rest cannot be tried.
    ///
    /// - Parameter steps: the most steps of the run along which it is taken.
    package init(
        of spec: ErasedSpec, steps: Int,
        launch: @escaping @Sendable () throws(AdapterError) -> any AdapterChannel
    ) {
        inspect(spec.evaluated.typed, spec.instance, steps, launch)
    }

    private mutating func inspect<S: Spec>(
        _ spec: S, _ instance: Instance, _ steps: Int,
        _ launch: @escaping @Sendable () throws(AdapterError) -> any AdapterChannel
    ) {
        let dialogue = AdapterDialogue(spec, instance: instance, launch: launch)
        guard
            var runs = noting(
                "it answers to the greeting",
                {
                    () throws(AdapterError) in try AdapterRuns(spec, dialogue, walksOn: false)
                })
        else { return }
        defer { runs.close() }
        describe(runs.dialogue.abilities)
        for state in spec.initialStates.prefix(1) {
            guard
                let root = noting(
                    "it starts in an initial state",
                    {
                        () throws(AdapterError) in try runs.root(state)
                    })
            else { return }
            note("and shows what the spec has there", difference(at: root, runs, state))
            let run = walk(from: root, steps, &runs)
            note(
                "it takes a run of \(run.count.counted("step")) of the spec",
                runs.finding.map { "\($0.divergence)" }
                    ?? (run.isEmpty && !self.steps(in: state, of: spec).isEmpty
                        ? "it takes none of the steps that the spec has there" : nil))
            guard runs.finding == nil else { return }
            let (problem, done) = disabled(at: root, &runs)
            note(Self.refusal(done, isHiding: runs.hides), problem)
            again(run, from: state, spec, dialogue)
        }
    }

    private mutating func describe(_ abilities: AdapterAbilities?) {
        guard let abilities else { return }
        self.abilities = [
            ("observes", abilities.observed.joined(separator: ", ")),
            ("snapshots", abilities.hasSnapshots ? "yes" : "no, so it is taken to a state from the start"),
            ("orders", abilities.heedsOrders ? "yes" : "no, so messages come in its own order"),
        ]
    }

    private func difference<S: Spec>(at system: Int, _ runs: AdapterRuns<S>, _ state: S.State) -> String? {
        var runs = runs
        let (seen, expected) = (runs.variables(of: system).fields, runs.book.fields(of: state))
        return ValueChange.list(from: expected, to: seen).first.map {
            "\($0.place) is \($0.old?.description ?? "nothing") in the spec and \($0.new?.description ?? "nothing") here"
        }
    }

    /// Takes the adapter along steps of the spec, at each state the one after that of the last state.
    private func walk<S: Spec>(
        from root: Int, _ most: Int, _ runs: inout AdapterRuns<S>
    ) -> [AdapterInput<S.Action>] {
        var (system, run) = (root, [AdapterInput<S.Action>]())
        while run.count < most, runs.finding == nil, let state = runs.book[system].tracked.first {
            let actions = self.steps(in: state, of: runs.book.spec)
            let first = actions.isEmpty ? 0 : run.count % actions.count
            guard let (input, next) = take(actions[first...] + actions[..<first], at: system, &runs) else {
                break
            }
            run.append(input)
            system = next
        }
        return run
    }

    private func steps<S: Spec>(in state: S.State, of spec: S) -> [S.Action] {
        OfferedSteps(of: spec, in: state).enabled.filter { $0.successor != state }.map(\.action)
    }

    /// The first of the steps that the adapter does not leave out, and where it leads.
    private func take<S: Spec>(
        _ actions: ArraySlice<S.Action>, at system: Int, _ runs: inout AdapterRuns<S>
    ) -> (AdapterInput<S.Action>, Int)? {
        for action in actions {
            let input = AdapterInput(action: action, order: runs.book.orders[0])
            switch runs.result(at: system, input) {
            case .system(let next): return (input, next)
            case .never: continue
            case .refused, .impossible, .failed: return nil
            }
        }
        return nil
    }

    /// The question after refusals; an adapter that does not show everything has to say that it refuses.
    private static func refusal(_ done: Int, isHiding: Bool) -> String {
        if done == 0 || !isHiding { return "it refuses what the spec disables, and shows no other state" }
        return "it shows no other state after what the spec disables (whether it refuses is not known of "
            + "\(done.counted("step")) that it says it has done)"
    }

    /// Tries every step that the spec disables in a state: the first fault, and how many are said to be done before it.
    private func disabled<S: Spec>(
        at system: Int, _ runs: inout AdapterRuns<S>
    ) -> (problem: String?, done: Int) {
        var done = 0
        guard let state = runs.book[system].tracked.first else { return (nil, done) }
        for action in OfferedSteps(of: runs.book.spec, in: state).disabled {
            let input = AdapterInput(action: action, order: runs.book.orders[0])
            let label = ErasedSpec.ActionOutline(describing: action, for: runs.book.spec.replicas).description
            switch runs.result(at: system, input) {
            case .failed(let error): return ("\(label): \(error)", done)
            case .system(let next) where runs.variables(of: next) != runs.variables(of: system):
                return ("it takes \(label)", done)
            case .system: done += 1
            case .refused, .impossible, .never: break
            }
        }
        return (nil, done)
    }

    /// Takes another process of the adapter along the same run.
    private mutating func again<S: Spec>(
        _ run: [AdapterInput<S.Action>], from state: S.State, _ spec: S, _ dialogue: AdapterDialogue
    ) {
        _ = noting("started once more, it does the same") { () throws(AdapterError) in
            var runs = try AdapterRuns(spec, dialogue, walksOn: false)
            defer { runs.close() }
            var system = try runs.root(state)
            for input in run {
                let result = runs.result(at: system, input)
                if let finding = runs.finding { throw .unsteady("\(finding.divergence)") }
                if case .system(let next) = result { system = next }
            }
            return true
        }
    }

    private mutating func note(_ question: String, _ problem: String?) {
        findings.append(Finding(question: question, problem: problem))
    }

    private mutating func noting<Value>(
        _ question: String, _ body: () throws(AdapterError) -> Value
    ) -> Value? {
        do throws(AdapterError) {
            let value = try body()
            note(question, nil)
            return value
        } catch {
            note(question, "\(error)")
            return nil
        }
    }
}

extension Int {
    fileprivate func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
