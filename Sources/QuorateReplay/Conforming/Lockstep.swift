internal import QuorateLanguage
internal import QuorateQuorums

/// A spec and real code side by side, as a spec of its own: a state is a state of the spec with the digest of a real
/// system that has come there.
///
/// So the one search explores the pairs, with its limits, its workers and its shortest counterexamples. A pair in which
/// code and spec have parted is not explored further.
struct Lockstep<D: Driver>: Spec {
    typealias Action = D.Subject.Action
    typealias Mutant = NoMutant

    /// Agreement of code and spec in a pair.
    enum Agreement: UInt8, Hashable, Sendable, BitwiseCopyable, CaseIterable {
        case agree
        /// The step is in the spec, and the code is somewhere else after it.
        case differ
        /// The step is not in the spec, and the code took it.
        case tookDisabled
    }

    struct State: SpecState {
        var subject: D.Subject.State
        var system: SystemDigest
        var agreement = Agreement.agree
    }

    let subject: D.Subject
    let worlds: Worlds<D>

    static var name: String { D.Subject.name }
    var replicas: ReplicaSet { subject.replicas }
    var assumptions: Assumptions? { subject.assumptions }

    /// Refuses a driver that compares nothing.
    func validate() throws {
        try subject.validate()
        if let state = subject.initialStates.first { _ = try worlds.comparedVariables(of: state) }
    }

    var initialStates: [State] { subject.initialStates.map { worlds.start(in: $0) } }

    func actions(in state: State, _ next: inout Next<Self>) {
        guard state.agreement == .agree, subject.constraint?.allows(state.subject) ?? true else { return }
        for step in worlds.steps(from: state) {
            next.take(step.action) { $0 = step.successor }
        }
    }

    var properties: [Property<State>] {
        [.always(Self.conformance) { $0.agreement == .agree }]
    }

    /// The name of the one property.
    static var conformance: String { "conformance" }
}
