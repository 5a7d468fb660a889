import QuorateCommand
import QuorateLanguage
import QuorateTraces

/// A visited state as the page shows it: fields, properties, and what could happen next.
struct StateView {
    /// The offers that are asked for.
    struct Filter {
        /// Text that an action has to contain, in any case of letters.
        var text = ""
        /// Party whose steps are shown; nil for those of all.
        var party: String?
    }

    /// The most offers of one action that are sent, enabled ones and disabled ones each.
    static let mostOffers = 200

    let tree: WalkTree
    let position: Int
    let evaluation: SpecEvaluation
    let texts: StepTexts
    var filter = Filter()

    var spec: ErasedSpec { evaluation.spec }
    var node: WalkTree.Node { tree.nodes[position] }

    /// The view as JSON.
    func json() throws(Refusal) -> JSONValue {
        let state = try evaluation.hearing { () throws(Refusal) in spec.describe(node.words) }
        let takes = try evaluation.takes(node.words)
        let (groups, sites) = offers(takes, in: state)
        return [
            "node": JSONValue(position), "parent": node.parent.map { JSONValue($0) } ?? .null,
            "depth": JSONValue(node.depth), "fields": fields(state), "changes": changes(to: state),
            "properties": .array(try properties()), "groups": groups, "sites": sites,
            "isOutside": .boolean(!evaluation.isWithin(node.words)),
            "path": .array(tree.path(to: position).map(step)),
            "children": .array(node.children.map(step)),
        ]
    }

    private func step(_ position: Int) -> JSONValue {
        [
            "node": JSONValue(position),
            "action": tree.nodes[position].take.map { .shown($0.action.description) } ?? .null,
        ]
    }
}

/// Fields and properties.
extension StateView {
    /// The fields, each with what it was before where the step has changed it.
    private func fields(_ state: [SpecValue.Field]) -> JSONValue {
        let before = parentState
        return .array(
            state.map { field in
                let old = before?.first { $0.name == field.name }
                let isChanged = before != nil && old?.value.isSame(as: field.value) != true
                return [
                    "name": .shown(field.name), "value": .shown(field.value.description),
                    "changed": .boolean(isChanged),
                    "old": isChanged ? old.map { .shown($0.value.description) } ?? .null : .null,
                ]
            })
    }

    /// The changes down to entries and fields of fields.
    private func changes(to state: [SpecValue.Field]) -> JSONValue {
        guard let parentState else { return [] }
        return .array(
            ValueChange.list(from: parentState, to: state).map { change in
                [
                    "part": .shown(change.place),
                    "old": change.old.map { .shown($0.description) } ?? .null,
                    "new": change.new.map { .shown($0.description) } ?? .null,
                ]
            })
    }

    private var parentState: [SpecValue.Field]? { node.parent.map { spec.describe(tree.nodes[$0].words) } }

    private func properties() throws(Refusal) -> [JSONValue] {
        try evaluation.hearing { () throws(Refusal) in
            let first = tree.nodes[tree.path(to: position)[0]].words
            return spec.properties.indices.map { property in
                let outline = spec.properties[property]
                return [
                    "name": .shown(outline.name), "kind": .string(outline.kind.rawValue),
                    "mark": .string(mark(of: property, after: first)),
                    "place": .shown(texts.place(of: outline.site)),
                ]
            }
        }
    }

    /// Standing of a property in the state, in a word.
    private func mark(of property: Int, after first: [UInt64]) -> String {
        let kind = spec.properties[property].kind
        if kind.isLiveness {
            // `.eventually` asks in the first state, and then for all that comes.
            let asking = kind == .eventually ? first : node.words
            if kind != .leadsTo, spec.isAsked(property, in: asking) == false { return "premise false" }
            return spec.judge(property, node.words).isAvoiding ? "goal not met" : "goal met"
        }
        let isShown = spec.shows(property, in: node.words)
        if kind == .reachable { return isShown ? "reached" : "not reached" }
        if isShown { return "broken" }
        return spec.isAsked(property, in: node.words) == false ? "premise false" : "holds"
    }
}
