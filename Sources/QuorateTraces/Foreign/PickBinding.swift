internal import QuorateLanguage

/// Binding of the picks of a step to the arguments of an action: by name, and those of arguments without a label in
/// order.
///
/// A pick that is no argument is not compared, and an argument without a pick may be any: tools write down more choices
/// than an action has arguments, and fewer.
struct PickBinding {
    /// The picks that an argument is called like, with it.
    private let bound: [(pick: ForeignRun.Variable, argument: SpecValue.Field)]
    /// The picks that no argument is called like.
    private let left: [ForeignRun.Variable]
    /// The arguments without a label that no pick is called like.
    private let unlabelled: [SpecValue.Field]

    /// - Parameter picks: nil where the file tells none.
    init(_ picks: [ForeignRun.Variable]?, for action: ErasedSpec.ActionOutline) {
        let arguments = Dictionary(
            action.arguments.map { (ModelBasedTesting.pick($0.name), $0) }
        ) { first, _ in first }
        let all = (picks ?? []).flatMap { Self.opened($0, arguments: arguments) }
        var named: Set<String> = []
        var bound: [(pick: ForeignRun.Variable, argument: SpecValue.Field)] = []
        var left: [ForeignRun.Variable] = []
        for pick in all {
            if let argument = arguments[pick.name], named.insert(pick.name).inserted {
                bound.append((pick, argument))
            } else {
                left.append(pick)
            }
        }
        self.bound = bound
        self.left = left
        unlabelled = action.arguments.filter {
            $0.name.hasPrefix(".") && !named.contains(ModelBasedTesting.pick($0.name))
        }
    }

    /// The fields of a pick that is a record with all arguments, or the pick.
    private static func opened(
        _ pick: ForeignRun.Variable, arguments: [String: SpecValue.Field]
    ) -> [ForeignRun.Variable] {
        guard arguments[pick.name] == nil, case .object(let members) = pick.value.json,
            members.contains(where: { arguments[$0.key] != nil })
        else { return [pick] }
        return members.map { .init(name: $0.key, value: ForeignValue($0.value)) }
    }

    /// Returns true if no pick is another value than its argument.
    var isMet: Bool {
        guard bound.allSatisfy({ Self.isSame($0.pick, $0.argument) }) else { return false }
        return pairs.count == min(left.count, unlabelled.count)
    }

    /// The names of the picks that are compared with nothing.
    var unbound: [String] {
        let paired = Set(pairs.map(\.pick))
        return left.indices.filter { !paired.contains($0) }.map { left[$0].name }
    }

    /// Returns true if each pick is an argument of its own name, or one without a name (`_0`, `_1`) that is one without a label.
    var isByName: Bool { unbound.isEmpty && left.allSatisfy { Self.isNumbered($0.name) } }

    /// Returns true for our own way to write an argument without a label.
    static func isNumbered(_ name: String) -> Bool {
        name.hasPrefix("_") && name.count > 1 && name.dropFirst().allSatisfy { ("0"..."9").contains($0) }
    }

    /// The positions of the picks without a name of an argument, and of the arguments without a label that they are, both in
    /// order: of whichever are fewer each has its first possible partner among the others.
    private var pairs: [(pick: Int, argument: Int)] {
        var pairs: [(pick: Int, argument: Int)] = []
        var (pick, argument) = (0, 0)
        while pick < left.count, argument < unlabelled.count {
            if Self.isSame(left[pick], unlabelled[argument]) {
                pairs.append((pick, argument))
                (pick, argument) = (pick + 1, argument + 1)
            } else if left.count >= unlabelled.count {
                pick += 1
            } else {
                argument += 1
            }
        }
        return pairs
    }

    private static func isSame(_ pick: ForeignRun.Variable, _ argument: SpecValue.Field) -> Bool {
        pick.value.read(like: argument.value).isSame(as: argument.value)
    }
}

extension ForeignRun.Step {
    /// The action as messages name it, or nil where the file names none.
    var outline: ErasedSpec.ActionOutline? {
        action.map { action in
            let arguments = (picks ?? []).map { pick in
                return SpecValue.Field(
                    name: PickBinding.isNumbered(pick.name) ? "." + pick.name.dropFirst() : pick.name,
                    value: pick.value.summary)
            }
            return .init(name: ForeignRun.withoutModules(action), arguments: arguments)
        }
    }
}

extension ForeignValue {
    /// The value, or a word for one that is too large for a message.
    var summary: SpecValue {
        json.weight(upTo: 256) < 256 ? plain : .variant(SpecValue.jsonTag, .string(json.summary))
    }
}
