internal import Foundation
internal import QuorateLanguage
internal import QuorateTraces

/// Runs of the code behind an adapter: takes it to a system, and through a step from there.
///
/// To come back to a system costs its whole run. So once the adapter is somewhere it is taken on, along steps of the
/// spec that will be asked for later: all steps of a spec cost about as many as there are, and not each its run.
struct AdapterRuns<S: Spec>: Sendable {
    typealias Input = AdapterInput<S.Action>

    private struct Leg {
        enum Kind {
            case start
            case restore(Int)
            /// The step that the adapter took here before, with the system that it led to.
            case again(Int)
            case new
        }
        let kind: Kind
        let request: AdapterRequest
        /// The system before it; for a start the one after it.
        let system: Int
        var input: Input?

        /// Independence from where the adapter is.
        var begins: Bool {
            switch kind {
            case .start, .restore: true
            case .again, .new: false
            }
        }
    }

    private(set) var dialogue: AdapterDialogue
    private(set) var book: AdapterBook<S>
    private(set) var finding: AdapterFinding<S>?
    /// Readiness to go on along steps that nobody has asked for yet.
    private let walksOn: Bool
    /// System that the adapter is in; nil where that is not certain.
    private var place: Int?
    private(set) var trails = AdapterTrails<S>()
    /// Trail of the steps that the adapter was taken through since its last start.
    private var taken: Int?
    /// Presence of a step of the spec that has changed what is observed, as the spec has it.
    private(set) var hasShownChange = false
    private var snapshots: [Int] = []
    private var lines: [S.Action: (members: String, label: String)] = [:]
    private static var mostSnapshots: Int { 64 }
    /// Systems that are looked at for a way on to a step that was not taken yet.
    private static var lookahead: Int { 64 }

    init(_ spec: S, _ dialogue: AdapterDialogue, walksOn: Bool) throws(AdapterError) {
        self.dialogue = dialogue
        let abilities = try self.dialogue.greeted()
        book = AdapterBook(spec, abilities, isByRun: !walksOn)
        self.walksOn = walksOn
    }

    mutating func close() { dialogue.close() }

    mutating func text(of state: S.State) -> String { book.text(of: state) }
    mutating func variables(of system: Int) -> ObservedVariables<S.State> { book.variables(of: system) }

    /// The system in which runs from `state` begin.
    mutating func root(_ state: S.State) throws(AdapterError) -> Int {
        if let known = book.root(state) { return known }
        let (answers, failure) = dialogue.ask([startRequest(state)])
        place = nil
        switch answers.first {
        case .observed(_, let fields, _):
            let root = book.enterRoot(state, fields)
            (place, taken) = (root, trails.begin(in: state))
            return root
        case .threw(let reason): throw .threw(reason)
        default: throw failure ?? .broke("the adapter has not answered to start")
        }
    }

    /// Result of a step.
    mutating func result(at system: Int, _ input: Input) -> AdapterResult {
        if let known = book[system].results[input] { return known }
        let begin = DispatchTime.now().uptimeNanoseconds
        defer { dialogue.spend(Double(DispatchTime.now().uptimeNanoseconds - begin) / 1e9) }
        var legs = way(to: system)
        legs.append(Leg(kind: .new, request: request(input), system: system, input: input))
        if walksOn { walkOn(&legs) }
        let failure = go(along: legs)
        if let result = book[system].results[input] { return result }
        let result = AdapterResult.failed(failure ?? .broke("the adapter did not come to the step"))
        book[system].results[input] = result
        return result
    }

    /// Requests that take the adapter to the system from where it is, or from the start of a run.
    private mutating func way(to system: Int) -> [Leg] {
        if place == system { return keep(system) }
        let way = book.way(to: system)
        // From where it is, from the last snapshot on the way, or from the start.
        let known = way.lastIndex { $0 == place || book[$0].snapshot != nil } ?? 0
        var legs: [Leg] = []
        if way[known] != place {
            if let name = book[way[known]].snapshot {
                legs.append(Leg(kind: .restore(way[known]), request: .restore(name), system: way[known]))
            } else {
                legs.append(
                    Leg(kind: .start, request: startRequest(book[way[0]].start), system: way[0]))
            }
        }
        for (former, next) in zip(way[known...], way[(known + 1)...]) {
            guard let input = book[next].input else { continue }
            legs.append(Leg(kind: .again(next), request: request(input), system: former, input: input))
        }
        return legs + keep(system)
    }

    /// A snapshot of the system, which it is to be left from more than once, where the adapter can make one.
    private func keep(_ system: Int) -> [Leg] {
        guard dialogue.abilities?.hasSnapshots == true, book[system].snapshot == nil else { return [] }
        return [Leg(kind: .again(system), request: .snapshot, system: system)]
    }

    /// Adds steps of the spec that nobody has asked for yet, each from where the one before leads.
    private mutating func walkOn(_ legs: inout [Leg]) {
        guard let last = legs.last, let input = last.input, finding == nil else { return }
        guard var system = expected(after: last.system, input) else { return }
        var steps = 0
        while steps < AdapterDialogue.batch {
            if let input = book.nextUntried(at: system) {
                legs.append(Leg(kind: .new, request: request(input), system: system, input: input))
                guard let next = expected(after: system, input) else { return }
                system = next
                steps += 1
                continue
            }
            guard let detour = detour(from: system) else { return }
            for (input, next) in detour {
                legs.append(Leg(kind: .again(next), request: request(input), system: system, input: input))
                system = next
                steps += 1
            }
        }
    }

    /// The one system to which the step leads in the spec; nil where there is none or more than one.
    private mutating func expected(after system: Int, _ input: Input) -> Int? {
        let states = book.successors(of: system, input.action)
        return states.count == 1 ? book.system(after: system, input, in: states, showing: nil) : nil
    }

    /// A short way over steps that were taken to a system with one that was not.
    private mutating func detour(from system: Int) -> [(Input, Int)]? {
        var former: [Int: (Input, Int)] = [:]
        var queue = [system]
        var position = 0
        while position < queue.count, position < Self.lookahead {
            let current = queue[position]
            position += 1
            for (input, next) in book.stepsTaken(from: current)
            where next != system && former[next] == nil && !book[next].tracked.isEmpty {
                former[next] = (input, current)
                if let untried = book.nextUntried(at: next) {
                    book[next].untried?.append(untried)
                    return path(to: next, from: system, former)
                }
                queue.append(next)
            }
        }
        return nil
    }

    private func path(to end: Int, from system: Int, _ former: [Int: (Input, Int)]) -> [(Input, Int)] {
        var path: [(Input, Int)] = []
        var current = end
        while current != system, let (input, before) = former[current] {
            path.append((input, current))
            current = before
        }
        return path.reversed()
    }

    /// Takes the adapter along the legs, until something is otherwise than the spec has it.
    private mutating func go(along legs: [Leg]) -> AdapterError? {
        var rest = legs[...]
        while !rest.isEmpty {
            let part = rest.prefix(AdapterDialogue.batch)
            rest = rest.dropFirst(AdapterDialogue.batch)
            let (answers, failure) = dialogue.ask(part.map(\.request))
            for (leg, answer) in zip(part, answers) {
                // What was asked in advance follows from nothing once the adapter is somewhere else.
                guard leg.begins || place == leg.system else {
                    place = nil
                    return nil
                }
                if let failure = note(answer, of: leg) {
                    place = nil
                    return failure
                }
            }
            if let failure {
                loseSnapshots()
                if answers.count < part.count { fail(part[part.startIndex + answers.count], failure) }
                return failure
            }
        }
        return nil
    }

    /// Notes that the adapter broke off when it was asked to take a step.
    private mutating func fail(_ leg: Leg, _ failure: AdapterError) {
        guard let input = leg.input else {
            // Answers that it had not written yet are lost with it: the step that it fell over is not known.
            taken = taken ?? trails.begin(in: book[leg.system].start)
            return find(Divergence(thrown: failure))
        }
        goOn(by: input)
        if case .new = leg.kind { book[leg.system].results[input] = .failed(failure) }
        find(Divergence(thrown: failure))
    }

    private mutating func find(_ divergence: Divergence, fork: AdapterFork<S>? = nil) {
        guard finding == nil, let run = taken.flatMap({ trails.run(along: $0) }) else { return }
        finding = AdapterFinding(run: run, divergence: divergence, fork: fork)
    }

    private mutating func goOn(by input: Input) {
        taken = taken.map { trails.extend($0, by: input) }
    }
}

extension AdapterRuns {
    /// Notes an answer; returns why the adapter cannot be taken on, or nil. Where its place is nil afterwards, nothing
    /// is wrong, and it has to be taken to a system again.
    private mutating func note(_ answer: AdapterAnswer, of leg: Leg) -> AdapterError? {
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
            return note(deed, fields, messages, at: leg.system, input)
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
    private mutating func loseSnapshots() {
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
    private mutating func note(
        _ deed: AdapterDeed, _ fields: [SpecValue.Field], _ messages: [Outbox.Message], at system: Int,
        _ input: Input
    ) -> AdapterError? {
        let seen = ObservedVariables<S.State>(fields)
        let successors = book.successors(of: system, input.action)
        guard deed == .done else {
            return noteNotTaken(deed, seen, messages, at: system, input, isEnabled: !successors.isEmpty)
        }
        goOn(by: input)
        book[system].trails[input] = taken
        let alike = successors.filter { book.text(of: $0) == seen.text }
        let next = book.system(after: system, input, in: alike, showing: seen)
        book.arrive(at: next, from: system, by: input, sending: messages)
        book[system].results[input] = .system(next)
        place = next
        if !alike.isEmpty, seen.text != book.text(of: system) { hasShownChange = true }
        if alike.isEmpty {
            // The rest of what was to be done there follows from nothing.
            if let expected = successors.first { find(difference(expected, seen)) }
            if walksOn { place = nil }
        }
        return nil
    }

    private func difference(_ expected: S.State, _ seen: ObservedVariables<S.State>) -> Divergence {
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

    private mutating func request(_ input: Input) -> AdapterRequest {
        let known = lines[input.action] ?? written(input.action)
        lines[input.action] = known
        let order = input.order.map { ",\"order\":\"\($0.rawValue)\"" } ?? ""
        return .take(known.members + order, label: known.label)
    }

    private func written(_ action: S.Action) -> (members: String, label: String) {
        let outline = ErasedSpec.ActionOutline(describing: action, for: book.spec.replicas)
        let arguments = JSONValue.array(outline.arguments.map { JSONValue(ofITF: $0.value) }).line
        let label = JSONValue.string(outline.description).line
        return (
            "\"action\":\(JSONValue.string(outline.name).line),\"arguments\":\(arguments),\"label\":\(label)",
            outline.description
        )
    }

    private func startRequest(_ state: S.State) -> AdapterRequest {
        let fields = SpecValue.fields(describing: state, for: book.spec.replicas)
        let members = fields.map { JSONValue.Member(key: $0.name, value: JSONValue(ofITF: $0.value)) }
        return .start(JSONValue.object(members).line)
    }
}
