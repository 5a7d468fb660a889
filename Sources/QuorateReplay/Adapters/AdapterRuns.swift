internal import Foundation
internal import QuorateLanguage
internal import QuorateTraces

/// Runs of the code behind an adapter: takes it to a system, and through a step from there.
///
/// To come back to a system costs its whole run. So once the adapter is somewhere it is taken on, along steps of the
/// spec that will be asked for later: all steps of a spec cost about as many as there are, and not each its run.
struct AdapterRuns<S: Spec>: Sendable {
    typealias Input = AdapterInput<S.Action>

    struct Leg {
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

    var dialogue: AdapterDialogue
    var book: AdapterBook<S>
    var finding: AdapterFinding<S>?
    /// Readiness to go on along steps that nobody has asked for yet.
    let walksOn: Bool
    /// System that the adapter is in; nil where that is not certain.
    var place: Int?
    var trails = AdapterTrails<S>()
    /// Trail of the steps that the adapter was taken through since its last start.
    var taken: Int?
    /// Presence of a step of the spec that has changed what is observed, as the spec has it.
    var hasShownChange = false
    var snapshots: [Int] = []
    /// Answers as others can take them over, while this adapter takes its part of the steps.
    var told: [AdapterStep<S>: AdapterTold<S>] = [:]
    var keepsRecords = false
    var lines: [S.Action: (members: String, label: String)] = [:]

    init(_ spec: S, _ dialogue: AdapterDialogue, walksOn: Bool) throws(AdapterError) {
        self.dialogue = dialogue
        let abilities = try self.dialogue.greeted()
        book = AdapterBook(spec, abilities, isByRun: !walksOn)
        self.walksOn = walksOn
    }

    /// Presence of variables that the adapter does not show.
    var hides: Bool {
        let all = book.spec.initialStates.first.map {
            SpecValue.fields(describing: $0, for: book.spec.replicas).count
        }
        return book.observed.count < all ?? 0
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
        if let record = book.record(of: system, input), let known = take(over: record, at: system, input) {
            return known
        }
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
    mutating func fail(_ leg: Leg, _ failure: AdapterError) {
        guard let input = leg.input else {
            // Answers that it had not written yet are lost with it: the step that it fell over is not known.
            taken = taken ?? trails.begin(in: book[leg.system].start)
            return find(Divergence(thrown: failure))
        }
        goOn(by: input)
        if case .new = leg.kind { book[leg.system].results[input] = .failed(failure) }
        find(Divergence(thrown: failure))
    }

    mutating func find(_ divergence: Divergence, fork: AdapterFork<S>? = nil) {
        guard finding == nil, let run = taken.flatMap({ trails.run(along: $0) }) else { return }
        finding = AdapterFinding(run: run, divergence: divergence, fork: fork)
    }

    mutating func goOn(by input: Input) {
        taken = taken.map { trails.extend($0, by: input) }
    }
}

extension AdapterRuns {
    mutating func request(_ input: Input) -> AdapterRequest {
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

    func startRequest(_ state: S.State) -> AdapterRequest {
        let fields = SpecValue.fields(describing: state, for: book.spec.replicas)
        let members = fields.map { JSONValue.Member(key: $0.name, value: JSONValue(ofITF: $0.value)) }
        return .start(JSONValue.object(members).line)
    }
}
