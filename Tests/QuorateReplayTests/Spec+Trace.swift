import QuorateLanguage
import QuorateTraces
import Testing

/// The run of `spec` that takes `actions` from its first initial state, as a trace that shows `property`.
func run<S: Spec>(_ spec: S, taking actions: [S.Action], shows property: String) throws -> Trace {
    var state = try #require(spec.initialStates.first)
    var states = [state]
    for action in actions {
        let take = spec.takes(in: state).first { $0.action == action && $0.successor != nil }
        state = try #require(take?.successor, "\(action) is not enabled")
        states.append(state)
    }
    let erased = ErasedSpec(spec)
    let outline = try #require(erased.properties.first { $0.name == property })
    return Trace(
        of: erased.instance, property: property, propertyKind: outline.kind, propertySite: nil,
        steps: actions.map { .init(action: .init(describing: $0, for: spec.replicas), site: nil) },
        states: states.map { SpecValue.fields(describing: $0, for: spec.replicas) })
}
