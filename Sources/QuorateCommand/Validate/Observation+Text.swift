import QuorateLanguage
import QuorateTraces

extension Observation {
    /// Actions with what is known of their arguments, and values of the states, in one line.
    var text: String {
        let told = actions.map { $0.map(\.text).joined(separator: " or ") }
        let known = before.map { "before it \($0.text)" } + after.map(\.text)
        let rest = known.isEmpty ? "" : known.joined(separator: ", ")
        let lead = told ?? (extent == .look ? "a state" : "a step")
        return rest.isEmpty ? lead : "\(lead) with \(rest)"
    }
}

extension Observation.Action {
    fileprivate var text: String {
        guard let arguments else { return ForeignText.name(name) }
        let fields = arguments.map { argument in
            // Our own way to write an argument without a label.
            let isNumbered = argument.name.hasPrefix("_") && Int(argument.name.dropFirst()) != nil
            return SpecValue.Field(
                name: isNumbered ? "." + argument.name.dropFirst() : argument.name,
                value: argument.value.plain)
        }
        return ForeignText.shown("\(ErasedSpec.ActionOutline(name: name, arguments: fields))")
    }
}

extension Observation.Part {
    fileprivate var text: String { ForeignText.shown("\(place) = \(value.plain)") }
}

extension Impasse.Candidate {
    /// The action and what stands in its way, in one line.
    var text: String {
        let reason: String
        switch obstacle {
        case .guardFalse: reason = "its guard is false"
        case .arguments: reason = "other arguments"
        case .outsideConstraint: reason = "the state is outside the spec's constraint"
        case .after(let differences):
            reason = differences.prefix(3).map(\.description).joined(separator: "; ")
        }
        return "\(action): \(reason) (\(site))"
    }
}
