import QuorateLanguage
import QuorateTraces

/// Wish of a person: the state to be taken to.
enum Goal: Sendable {
    /// A state that breaks the property at a position or, for a `.reachable`, meets it.
    case property(Int)
    /// A state in which an action is enabled, by its name or with its arguments.
    case action(WantedAction)
    /// A state of which an expression is true.
    case predicate(StateExpression)

    /// - Throws: ``Refusal`` for a wish that no state of the spec could meet, and nobody has meant.
    init(_ wish: JSONValue, in spec: ErasedSpec) throws(Refusal) {
        if let name = wish["property"]?.text {
            self = .property(try Self.position(of: name, in: spec))
        } else if let action = wish["action"]?.text {
            self = .action(try WantedAction(action, in: spec))
        } else if let text = wish["predicate"]?.text {
            do throws(StateExpressionError) { self = .predicate(try StateExpression(text)) } catch {
                throw .malformed("not an expression: \(error)")
            }
        } else {
            throw .malformed(
                "a goal is {\"property\": name}, {\"action\": name} or {\"predicate\": expression}")
        }
    }

    /// The wish in words, as an answer repeats it.
    func text(in spec: ErasedSpec) -> String {
        switch self {
        case .property(let position):
            let property = spec.properties[position]
            return "\"\(property.name)\" \(property.kind == .reachable ? "reached" : "broken")"
        case .action(let action): return "\(action.text) enabled"
        case .predicate(let expression): return "\(expression.text) true"
        }
    }

    private static func position(of name: String, in spec: ErasedSpec) throws(Refusal) -> Int {
        guard let position = spec.properties.firstIndex(where: { $0.name == name }) else {
            throw .malformed("\(spec.name) has no property \(ForeignText.name(name))")
        }
        guard !spec.properties[position].kind.isLiveness else {
            throw .malformed(
                "\"\(name)\" is about whole runs, and no single state shows it; `quorate check` looks for a loop"
            )
        }
        return position
    }
}

/// A goal that is looked for in one state after the other, and what was learned on the way.
struct GoalWatch {
    let goal: Goal
    /// States in which the expression has no value.
    private(set) var statesWithoutValue = 0
    /// The first reason why it had none.
    private(set) var reason = ""
    /// Names in the expression that were neither a variable nor a value of any state so far.
    private(set) var unknownNames: Set<String>?
    private var kinds: ComparedKinds?
    /// An offer of the action that is wished for was seen, enabled or not.
    private var isOffered = false
    /// An offer of an action with that name and other arguments.
    private var example: String?

    init(_ goal: Goal) {
        self.goal = goal
        if case .predicate(let expression) = goal { kinds = ComparedKinds(of: expression) }
    }

    /// Reason why the question had no meaning in any state that was looked at: no answer to it is one of the spec.
    var mistake: String? {
        if let unlike = kinds?.unlike { return "in every state that was looked at, \(unlike)" }
        guard case .action(let action) = goal, action.hasArguments, !isOffered else { return nil }
        let advice = example.map { "; arguments are written as in \($0)" } ?? ""
        return "no state that was looked at offers \(action.text), enabled or not\(advice)"
    }

    /// Returns true if a state is what was wished for.
    mutating func isMet(by words: [UInt64], in evaluation: SpecEvaluation) throws(Refusal) -> Bool {
        switch goal {
        case .property(let position):
            return try evaluation.hearing { () throws(Refusal) in
                evaluation.spec.shows(position, in: words)
            }
        case .action(let action): return isEnabled(action, by: try evaluation.takes(words))
        case .predicate(let expression):
            let state = try evaluation.hearing { () throws(Refusal) in evaluation.spec.describe(words) }
            return isTrue(expression, in: state)
        }
    }

    private mutating func isEnabled(_ wanted: WantedAction, by takes: [ErasedSpec.Take]) -> Bool {
        for take in takes where take.action.name == wanted.name {
            guard wanted.isMeant(take.action) else {
                example = example ?? take.action.description
                continue
            }
            isOffered = true
            if take.successor != nil { return true }
        }
        return false
    }

    private mutating func isTrue(_ expression: StateExpression, in state: [SpecValue.Field]) -> Bool {
        if unknownNames?.isEmpty != true {
            let unknown = Set(expression.unknownNames(in: [state]))
            unknownNames = unknownNames?.intersection(unknown) ?? unknown
        }
        kinds?.look(at: state)
        do throws(StateExpressionError) {
            let value = try expression.value(in: state)
            if case .boolean(let truth) = value { return truth }
            note("its value is \(value.description.prefix(60)), neither true nor false")
        } catch {
            note(error.description)
        }
        return false
    }

    private mutating func note(_ problem: String) {
        if statesWithoutValue == 0 { reason = problem }
        statesWithoutValue += 1
    }
}
