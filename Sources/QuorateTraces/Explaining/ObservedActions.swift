internal import QuorateLanguage

/// Comparison of the actions of a spec with those that were observed, each pair once.
final class ObservedActions {
    private let view: GraphView
    private let known: [String]
    private var actions: [Observation.Action] = []
    private var numbers: [Observation.Action: Int] = [:]
    /// For each observed action, by the number of the spec's: true, false or not yet known.
    private var answers: [[Bool?]] = []
    private let silent: Set<String>?
    private var silentAnswers: [Bool?] = []

    /// - Parameter silent: the names of the actions that may be silent, or nil for all.
    init(_ view: GraphView, of spec: ErasedSpec, silent: Set<String>?) {
        self.view = view
        self.silent = silent
        known = spec.actionNames
    }

    /// The number of an observed action, by which it is asked for.
    ///
    /// - Throws: ``TraceMismatch`` where the spec has no action of that name.
    func number(of action: Observation.Action, step: Int) throws(TraceMismatch) -> Int {
        if let number = numbers[action] { return number }
        guard known.contains(action.shortName) else {
            throw .unknownAction(step: step, action: action.shortName, known: known)
        }
        numbers[action] = actions.count
        actions.append(action)
        answers.append([])
        return actions.count - 1
    }

    /// Returns true if the spec's action of a number is one of those that were observed; nil is any.
    func isOne(_ label: UInt32, of numbers: [Int]?) -> Bool {
        guard let numbers else { return true }
        return numbers.contains { number in
            Self.answer(label, in: &answers[number]) {
                actions[number].isMet(by: view.labels[Int(label)].action)
            }
        }
    }

    /// Returns true if an action of the spec is one of those that were observed; nil is any.
    func isOne(_ action: ErasedSpec.ActionOutline, of numbers: [Int]?) -> Bool {
        numbers.map { $0.contains { actions[$0].isMet(by: action) } } ?? true
    }

    /// Returns true if the spec's action of a number may be silent.
    func maySilently(_ label: UInt32) -> Bool {
        guard let silent else { return true }
        return Self.answer(label, in: &silentAnswers) { silent.contains(view.labels[Int(label)].action.name) }
    }

    private static func answer(_ label: UInt32, in answers: inout [Bool?], _ find: () -> Bool) -> Bool {
        let position = Int(label)
        if position >= answers.count {
            answers += Array(repeating: nil, count: position + 1 - answers.count)
        }
        if let answer = answers[position] { return answer }
        let answer = find()
        answers[position] = answer
        return answer
    }
}

extension Observation.Action {
    /// The name without modules.
    var shortName: String { ForeignRun.withoutModules(name) }

    /// Returns true if `action` is this one, with the arguments that are known.
    func isMet(by action: ErasedSpec.ActionOutline) -> Bool {
        guard action.name == shortName else { return false }
        guard arguments != nil else { return true }
        let binding = PickBinding(arguments, for: action)
        return binding.isMet && (!isStrict || binding.isByName)
    }
}
