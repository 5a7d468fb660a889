import QuorateQuorums

/// A spec with a change that Quorate has made, beside the spec as it is, both without their types.
package struct ErasedMutant: Sendable {
    /// The changed spec. It takes the same parameters, and has no adversary to be compared with.
    package let spec: ErasedSpec
    /// The rules for sizes of quorums that its code has asked for so far.
    package let heardRules: @Sendable () -> [HeardRule]
    /// Words of an initial state that only one of both specs has, and whether it is the mutant; or nil.
    package let initialDifference: @Sendable () -> (words: [UInt64], isAdded: Bool)?
    /// The first step out of a state that only one of both specs has, or nil, and the states to which the spec as it is
    /// leads from there; none where the state is outside its constraint.
    package let compare:
        @Sendable (_ words: [UInt64]) -> (difference: StepDifference?, successors: [[UInt64]])
}

/// Rule for the size of a quorum that a spec's code asks for.
package struct HeardRule: Sendable {
    private let rule: QuorumSize

    fileprivate init(_ rule: QuorumSize) { self.rule = rule }

    /// The rule in symbols, as in `⌈(n + f + 1)/2⌉`.
    package var name: String { "\(rule.quantity())" }

    /// The change that makes its quorums larger by `difference` members.
    package func enlarged(by difference: Int) -> SpecChange { .quorum(rule, by: difference) }
}

/// Step that changes something, which one of two specs has and the other has not.
package struct StepDifference: Hashable, Sendable {
    /// The step.
    package let take: ErasedSpec.Take
    /// Difference that the mutant makes to it.
    package let kind: Kind

    package enum Kind: Hashable, Sendable {
        /// It can be taken in the mutant only.
        case added
        /// It can be taken in the spec only.
        case removed
        /// In the mutant it leads to this state.
        case changed(to: [UInt64])
    }
}

extension ErasedMutant {
    init<S: Spec>(_ original: S, _ change: SpecChange) {
        let mutant = MadeMutant(original, change)
        let spec = ErasedSpec(mutant)
        let replicas = original.replicas
        self.init(
            spec: spec, heardRules: { mutant.sizes.heard.map(HeardRule.init) },
            initialDifference: {
                let (own, changed) = spec.evaluated.evaluating {
                    (original.initialStates, mutant.initialStates)
                }
                if let gone = Set(own).subtracting(changed).isEmpty
                    ? nil : own.first(where: { !changed.contains($0) })
                {
                    return (StateWords(gone).words, false)
                }
                let new = Set(changed).subtracting(own)
                return changed.first(where: new.contains).map { (StateWords($0).words, true) }
            },
            compare: { words in
                let state = StateWords<S.State>(words).state
                return spec.evaluated.evaluating {
                    guard original.constraint?.allows(state) ?? true else { return (nil, []) }
                    // A step that changes nothing is none that any run would miss.
                    let own = original.takes(in: state).compactMap { Step<S>($0, from: state) }
                    let changed = mutant.takes(in: state).compactMap { Step<S>($0, from: state) }
                    return (
                        StepDifference(own, changed, replicas), own.map { StateWords($0.successor).words }
                    )
                }
            })
    }

    /// Step that can be taken and changes something.
    fileprivate struct Step<S: Spec>: Hashable {
        let action: S.Action
        let successor: S.State
        let site: SourceSite

        init?<Taker: Spec>(_ take: RecordedTake<Taker>, from state: S.State)
        where Taker.State == S.State, Taker.Action == S.Action {
            guard let successor = take.successor, successor != state else { return nil }
            (action, site) = (take.action, take.site)
            self.successor = successor
        }

        // Where in the text it is offered says nothing of the step.
        static func == (left: Self, right: Self) -> Bool {
            left.action == right.action && left.successor == right.successor
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(action)
            hasher.combine(successor)
        }
    }
}

extension StepDifference {
    fileprivate init?<S: Spec>(
        _ own: [ErasedMutant.Step<S>], _ changed: [ErasedMutant.Step<S>], _ replicas: ReplicaSet
    ) {
        if own == changed { return nil }
        func outline(_ step: ErasedMutant.Step<S>) -> ErasedSpec.Take {
            ErasedSpec.Take(
                action: .init(describing: step.action, for: replicas),
                successor: StateWords(step.successor).words, site: step.site)
        }
        let (old, new) = (Set(own), Set(changed))
        let added = changed.first { !old.contains($0) }
        if let gone = own.first(where: { !new.contains($0) }) {
            let other = changed.first { $0.action == gone.action && !old.contains($0) }
            let kind = other.map { Kind.changed(to: StateWords($0.successor).words) }
            self.init(take: outline(gone), kind: kind ?? .removed)
        } else if let added {
            self.init(take: outline(added), kind: .added)
        } else {
            return nil
        }
    }
}
