import QuorateQuorums

/// Claims of a broadcast of two values, in words that are the same in its automaton, where they are proved, and in the
/// automaton that is built on it, where they make the guards of the steps in which a value is delivered.
///
/// So what is used is what is proved: both come from ``condition(_:of:in:)``, and nobody writes it twice.
enum BinaryBroadcast {
    /// The broadcast as one of the automata sees it.
    struct View {
        /// Numbers of correct processes that have handed in 0 and 1.
        let inputs: [Quantity]
        /// Numbers that are above 0 only when a correct process has delivered 0, or 1.
        let delivered: [Quantity]
        /// Locations of correct processes that have delivered one value, but not 0, or not 1.
        let without: [[Quantity]]
        /// Locations of correct processes that have delivered nothing.
        let idle: [Quantity]
    }

    /// The claims; each but the last is made of either value.
    enum Claim: String, CaseIterable {
        /// Values that are delivered were handed in by a correct process.
        case justification
        /// Values that t + 1 correct processes hand in are delivered by all.
        case obligation
        /// Values that a correct process delivers are delivered by all.
        case uniformity
        /// All deliver something.
        case termination
    }

    /// Condition without which the value is not delivered, or else with which it is in the end.
    static func condition(_ claim: Claim, of value: Int, in view: View) -> Proposition {
        switch claim {
        case .justification: view.inputs[value] > 0
        case .obligation: view.inputs[value] >= "t" + 1
        case .uniformity: view.delivered[value] > 0
        case .termination: .all([])
        }
    }

    /// The claims as properties of an automaton.
    static func claims(in view: View) -> [ThresholdAutomaton.Property] {
        [0, 1].flatMap { value in
            let missing = ConsensusInRounds.empty(view.idle + view.without[value])
            return [
                ThresholdAutomaton.Property.always(
                    "justification-\(value)",
                    view.delivered[value] == 0 || condition(.justification, of: value, in: view))
            ]
                + [Claim.obligation, .uniformity].map {
                    .leadsTo("\($0.rawValue)-\(value)", condition($0, of: value, in: view), missing)
                }
        } + [.eventually("termination", ConsensusInRounds.empty(view.idle))]
    }

    /// Names of the claims, as in `bv-broadcast.uniformity-0`.
    static func names(_ claims: [Claim] = Claim.allCases) -> [String] {
        claims.flatMap { claim in
            (claim == .termination ? [""] : ["-0", "-1"]).map { "bv-broadcast.\(claim.rawValue)\($0)" }
        }
    }

    /// Guard of the step in which a process delivers `value`, by the claims alone.
    ///
    /// - Parameter isFirst: True where the process has delivered nothing yet, and so cannot stay for ever.
    static func delivery(
        of value: Int, in view: View, isFirst: Bool = false
    ) -> ThresholdAutomaton.Guard {
        let isAllowed = condition(.justification, of: value, in: view)
        let reasons = [Claim.obligation, .uniformity] + (isFirst ? [.termination] : [])
        return .init(
            possible: isAllowed,
            certain: isAllowed && .any(reasons.map { condition($0, of: value, in: view) }))
    }
}
