import QuorateLanguage

/// Reason why a certificate does not hold: what it says is not what the spec does.
package enum AuditFinding: Hashable, Sendable {
    /// A set without states, or with none within the constraint, in which nothing could be compared.
    case noStates
    /// No property of safety, in the file or in the spec: a closed set says nothing then.
    case noProperties
    /// States of another size than those of the spec.
    case stateSize(claimed: Int, found: Int)
    /// Other properties than those of the spec: the first that only one of them has.
    case properties(onlyInFile: String?, onlyInSpec: String?)
    /// Other replicas than those that may trade names in the spec; nil where none may.
    case names(claimed: [[String]], found: [[String]])
    /// A part of the spec that says something else of a state than of the one in which two replicas have traded names.
    case toldApart(String, names: String, [SpecValue.Field])
    /// Two states that are the same but for names.
    case sameUnderNames([SpecValue.Field])
    /// A state in level 0 that is not initial; nothing but its words may be looked at.
    case notInitial(words: [UInt64])
    /// An initial state that level 0 does not have.
    case missingInitialState([SpecValue.Field])
    /// A state to which a step leads out of the set.
    case missingSuccessor([SpecValue.Field], action: String, of: [SpecValue.Field])
    /// A state that is said to be deeper than the step that leads to it.
    case tooDeep([SpecValue.Field], level: Int, action: String)
    /// A state to which no step leads from one level above; nothing but its words may be looked at.
    case unreachable(words: [UInt64], level: Int)
    /// The state that is there twice; nothing but its words may be looked at.
    case twice(words: [UInt64])
    /// A property that a state of the set breaks, with its depth.
    case broken(String, PropertyKind, [SpecValue.Field], level: Int)
    /// A property that no state meets.
    case notReached(String)
    /// An action that must be taken, and is not.
    case neverTaken(String)
    /// A ranking that does not show its property of liveness: what is wrong, and in which state.
    case ranking(String, String, [SpecValue.Field])
    /// A figure that is not the set's.
    case figure(String, claimed: String, found: String)
}

extension AuditFinding: CustomStringConvertible {
    /// Reason in one sentence, without the end of it.
    package var description: String {
        switch self {
        case .noStates: "the set has no state within the constraint, so nothing could be compared"
        case .noProperties: "there is no property of safety, so nothing was to be shown"
        case .stateSize(let claimed, let found):
            "its states have \(claimed) words, and the spec's have \(found): the spec has changed, or it is another's set"
        case .properties(let onlyInFile, let onlyInSpec):
            if let onlyInSpec {
                "the property \"\(onlyInSpec)\" of the spec is left out"
            } else if let onlyInFile {
                "the spec has no property \(FileName.quoted(onlyInFile)) of this kind"
            } else {
                "the properties are in another order than in the spec"
            }
        case .names(let claimed, let found):
            "the file says that \(Self.shown(claimed)) may trade names, and the spec \(Self.shown(found))"
        case .toldApart(let what, let names, let fields):
            "\(what) tells \(names) apart, which are said to trade names: \(Self.shown(fields))"
        case .sameUnderNames(let fields):
            "two states are the same but for names, one of which is \(Self.shown(fields))"
        case .ranking(let name, let what, let fields):
            "that \"\(name)\" holds is not shown: \(what): \(Self.shown(fields))"
        case .notInitial(let words): "a state of level 0 is not initial: \(Self.shown(words))"
        case .missingInitialState(let fields): "an initial state is missing: \(Self.shown(fields))"
        case .missingSuccessor(let fields, let action, let former):
            "the set is not closed: \(action) leads from \(Self.shown(former)) to \(Self.shown(fields)), which is missing"
        case .tooDeep(let fields, let level, let action):
            "a state is said to be deeper than it is: \(action) leads to it in step \(level): \(Self.shown(fields))"
        case .unreachable(let words, let level):
            "no step leads to a state of level \(level) from the level above: \(Self.shown(words))"
        case .twice(let words): "a state is there twice: \(Self.shown(words))"
        case .broken(let name, let kind, let fields, let level):
            kind == .deadlockFreedom
                ? "\"\(name)\" is broken at depth \(level), where no action is enabled: \(Self.shown(fields))"
                : "\"\(name)\" is broken at depth \(level): \(Self.shown(fields))"
        case .notReached(let name): "no state meets \"\(name)\""
        case .neverTaken(let action): "the action \(action), which must be taken, never is"
        case .figure(let name, let claimed, let found):
            "\(name): the file says \(claimed), the set has \(found)"
        }
    }

    private static func shown(_ groups: [[String]]) -> String {
        if groups.isEmpty { return "nobody" }
        return FileName.list(groups.map { "{" + FileName.list($0) + "}" })
    }

    private static func shown(_ fields: [SpecValue.Field]) -> String {
        fields.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    }

    /// Bytes that nobody has shown to be a state must not be read as one: they could be no value of its type.
    private static func shown(_ words: [UInt64]) -> String {
        "the words " + words.map { "0x" + String($0, radix: 16) }.joined(separator: " ")
    }
}
