import QuorateQuorums

extension OralMessages {
    /// An instance OM(depth) inside another: who takes part, and the order of its commander.
    ///
    /// Nothing of the rest of the run matters to it, and from it the rest needs only what the loyal
    /// lieutenants conclude.
    struct SubInstance: Hashable {
        var depth: Int
        var commander: ReplicaID
        var isAttackOrdered: Bool
        var generals: ReplicaSet
        var traitors: ReplicaSet
        var mutant: Mutant?

        /// The lieutenants of this instance.
        var lieutenants: ReplicaSet { generals.subtracting([commander]) }
        /// Those whose conclusions matter.
        var loyalLieutenants: ReplicaSet { lieutenants.subtracting(traitors) }

        /// The sets of loyal lieutenants to which the commander may send ATTACK, RETREAT to the others.
        var commands: [ReplicaSet] {
            if traitors.contains(commander) { return Array(loyalLieutenants.subsets) }
            return [isAttackOrdered ? loyalLieutenants : []]
        }

        /// The instance of one level less in which `lieutenant` sends what it has heard.
        func relay(by lieutenant: ReplicaID, after command: ReplicaSet) -> SubInstance {
            SubInstance(
                depth: depth - 1, commander: lieutenant, isAttackOrdered: command.contains(lieutenant),
                generals: lieutenants, traitors: traitors, mutant: mutant)
        }
    }

    /// What a lieutenant concludes that has heard ATTACK so many times out of `values`, its own order
    /// included.
    static func isAttackConcluded(
        _ attacks: Int, of values: Int, own isAttackOrdered: Bool, _ mutant: Mutant?
    ) -> Bool {
        switch mutant {
        case nil: 2 * attacks > values
        case .followCommander: isAttackOrdered
        case .ownOrderTwice: 2 * (attacks + (isAttackOrdered ? 1 : 0)) > values + 1
        }
    }
}
