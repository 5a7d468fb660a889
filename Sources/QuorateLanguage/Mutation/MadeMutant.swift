import QuorateQuorums

/// A spec with a change that Quorate has made: as a spec of its own, over the same states and actions.
///
/// Each state is asked of the original's own actions, whose steps are then offered as they are or changed. That is far
/// slower than a search of the original, and leaves nothing in it.
struct MadeMutant<Original: Spec>: Spec {
    typealias State = Original.State
    typealias Action = Original.Action
    typealias Mutant = Original.Mutant

    var original: Original
    let change: SpecChange
    let sizes: HeardSizes

    init(_ original: Original, _ change: SpecChange) {
        self.init(original, change, HeardSizes(change))
    }

    private init(_ original: Original, _ change: SpecChange, _ sizes: HeardSizes) {
        self.original = original
        self.change = change
        self.sizes = sizes
    }

    static var name: String { Original.name }
    static var summary: String { Original.summary }
    static var source: String { Original.source }
    var replicas: ReplicaSet { original.replicas }
    var mutant: Mutant? {
        get { original.mutant }
        set { original.mutant = newValue }
    }
    var requiredActions: [String] { original.requiredActions }
    var environmentActions: [String] { original.environmentActions }
    var assumptions: Assumptions? { original.assumptions }
    var fairness: [Fairness<Self>] {
        // Obligations that depend on the state may ask for a quorum.
        original.fairness.map { fairness in
            Fairness(
                fairness.name, fairness.strength == .weak ? .weak : .strong, fairness.site, fairness.actions
            ) {
                action, state in sizes.hearing { fairness.includes(action, state) }
            }
        }
    }
    var unaided: Unaided<Self>? {
        original.unaided.map { unaided in
            Unaided(spec: Self(unaided.spec, change, sizes)) { state in
                sizes.hearing { unaided.state(state) }
            }
        }
    }
    var constraint: StateConstraint<State>? {
        original.constraint.map { constraint in
            StateConstraint(constraint.name, sizes.hearing(constraint.allows))
        }
    }
    var properties: [Property<State>] {
        sizes.hearing { original.properties }.map { $0.heard(by: sizes) }
    }
    var initialStates: [State] {
        var states = sizes.hearing { original.initialStates }
        if case .initialState(let position) = change { states.remove(at: position) }
        return states
    }
}

/// Steps.
extension MadeMutant {
    /// A take of the original, with the text of the fault that its guard or effect raised, or nil.
    private struct Offer {
        let take: RecordedTake<Original>
        let fault: String?
    }

    func actions(in state: State, _ next: inout Next<Self>) {
        let (offers, faultBehind) = offers(in: state)
        for offer in offers {
            let take = offer.take
            let isChanged = isChanged(take)
            if isChanged == .never { continue }
            next.take(take.action, if: take.successor != nil, file: take.file, line: take.line) {
                // Raised here, it is told of the action that it belongs to.
                if let fault = offer.fault { SpecFault.raise(fault) }
                if isChanged != .withoutEffect { $0 = take.successor! }
            }
        }
        if let faultBehind { SpecFault.raise(faultBehind) }
    }

    private func isChanged(_ take: RecordedTake<Original>) -> SpecChange.Take? {
        guard case .take(let place, let change) = change, place.isOf(take.action, take.file, take.line) else {
            return nil
        }
        return change
    }

    private func offers(in state: State) -> (offers: [Offer], faultBehind: String?) {
        var unguarded: TakePlace?
        if case .take(let place, .withoutGuard) = change { unguarded = place }
        let start = SpecFault.countOnThisThread
        var (offers, seen): ([Offer], UInt64) = ([], start)
        sizes.hearing {
            _ = original.record(state, without: unguarded) { take in
                let isFaulty = SpecFault.countOnThisThread != seen
                seen = SpecFault.countOnThisThread
                offers.append(Offer(take: take, fault: isFaulty ? SpecFault.latestText : nil))
            }
        }
        let faultBehind = SpecFault.countOnThisThread == seen ? nil : SpecFault.latestText
        SpecFault.forget(after: start)
        return (offers, faultBehind)
    }
}

extension Property {
    /// The same property, asked while `sizes` listens.
    fileprivate func heard(by sizes: HeardSizes) -> Property {
        let (holds, premise, kind) = (holds, premise, kind)
        return Property(
            name: name, kind: kind, site: site, holds: sizes.hearing(holds),
            premise: premise.map(sizes.hearing),
            scan: { start, count in
                // Of the others no state shows anything.
                guard kind == .always || kind == .reachable else {
                    return PropertyScan(firstHit: -1, premiseHeld: !kind.isLiveness || premise == nil)
                }
                return sizes.hearing {
                    Self.scan(StateBlock(start, count), premise) { holds($0) == (kind == .reachable) }
                }
            })
    }

    private static func scan(
        _ states: StateBlock<State>, _ premise: ((State) -> Bool)?, for isHit: (State) -> Bool
    ) -> PropertyScan {
        var premiseHeld = premise == nil
        let hit = states.firstIndex { state in
            guard premise?(state) ?? true else { return false }
            premiseHeld = true
            return isHit(state)
        }
        return PropertyScan(firstHit: hit, premiseHeld: premiseHeld)
    }
}
