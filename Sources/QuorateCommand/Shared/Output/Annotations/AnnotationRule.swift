import QuorateLanguage
import QuorateTraces

/// Kind of a remark, by an identifier that stays the same from run to run: hosts of code tell by it what is new.
struct AnnotationRule: Hashable {
    /// The subjects of remarks.
    enum Group: String, CaseIterable {
        case always, reachable, eventually
        case deadlockFreedom = "deadlock-freedom"
        case leadsTo = "leads-to"
        case eventuallyAlways = "eventually-always"
        case infinitelyOften = "infinitely-often"
        case premise, action, mutant, mutate, figures, search, claim, theorem, automaton
        case replay, conform, validate, diff
        case adversaryTwin = "adversary-twin"
        case error

        init(_ kind: PropertyKind) {
            switch kind {
            case .always: self = .always
            case .reachable: self = .reachable
            case .deadlockFreedom: self = .deadlockFreedom
            case .eventually: self = .eventually
            case .leadsTo: self = .leadsTo
            case .eventuallyAlways: self = .eventuallyAlways
            case .infinitelyOften: self = .infinitelyOften
            }
        }
    }

    let group: Group
    /// Small letters with hyphens between the words, as in `agreement`.
    let name: String

    /// The rule on what is called `name`.
    init(_ group: Group, _ name: String) {
        self.group = group
        self.name = FileName.kebab(name)
    }

    /// The rule on a command that could not do something, by its exit status.
    init(_ status: ExitStatus) { self.init(.error, "\(status)") }

    /// The identifier, as in `always/agreement`.
    var id: String { "\(group.rawValue)/\(name)" }

    /// Meaning of the rule, in one sentence.
    var meaning: String {
        switch group {
        case .always: "The property has to be true in every reachable state."
        case .reachable: "The property has to be true in some reachable state."
        case .deadlockFreedom: "Every reachable state has to have a step, unless the protocol may rest there."
        case .eventually: "The property has to be true at some time in every fair run."
        case .leadsTo: "In every fair run the goal has to follow each state that asks for it."
        case .eventuallyAlways: "The property has to be true from some time on in every fair run."
        case .infinitelyOften: "The property has to be true again and again in every fair run."
        case .premise: "The premise of a property has to hold somewhere, or the property says nothing."
        case .action: "An action that the spec requires has to be taken somewhere."
        case .mutant: "A spec that is broken on purpose has to break the property that it names."
        case .mutate: "Somebody has to notice each small change of a spec, or a waiver has to say why not."
        case .figures: "The figures of a run have to be those that the catalog states."
        case .search: "A search has to see everything that it is to see."
        case .claim: "A claim about quorums has to get the verdict that is expected of it."
        case .theorem: "A theorem has to be proved."
        case .automaton: "A threshold automaton has to have each of its properties."
        case .replay: "Real code has to do on a recorded run what is expected of it."
        case .conform: "Real code has to do in every step what the spec says."
        case .validate: "A log of a running system has to be a run of its spec."
        case .diff: "What a change does to a spec has to be meant, and nothing of it may be forbidden."
        case .adversaryTwin:
            "Messages of faulty replicas from the start have to lead where they lead when sent in steps."
        case .error: "Whatever was asked for has to be done."
        }
    }
}
