import QuorateFaults
import Synchronization

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

        var lieutenants: ReplicaSet { generals - [commander] }
        /// Those whose conclusions matter.
        var loyalLieutenants: ReplicaSet { lieutenants - traitors }

        /// Sets of loyal lieutenants to which the commander may send ATTACK, RETREAT to the others.
        var commands: [ReplicaSet] {
            if traitors.contains(commander) { return Array(loyalLieutenants.subsets) }
            return [isAttackOrdered ? loyalLieutenants : []]
        }

        /// Instance of one level less in which `lieutenant` sends what it has heard.
        func relay(by lieutenant: ReplicaID, after command: ReplicaSet) -> SubInstance {
            SubInstance(
                depth: depth - 1, commander: lieutenant, isAttackOrdered: command.contains(lieutenant),
                generals: lieutenants, traitors: traitors, mutant: mutant)
        }
    }

    /// Conclusion of a lieutenant that has heard ATTACK so many times out of `values`, its own order included.
    static func isAttackConcluded(
        _ attacks: Int, of values: Int, own isAttackOrdered: Bool, _ mutant: Mutant?
    ) -> Bool {
        switch mutant {
        case .unnoticedSilence, nil: 2 * attacks > values
        case .followCommander: isAttackOrdered
        case .ownOrderTwice: 2 * (attacks + (isAttackOrdered ? 1 : 0)) > values + 1
        }
    }

    /// Every set of loyal lieutenants that can come to conclude ATTACK in a sub-instance.
    ///
    /// Enumerating the messages of OM(2) among seven generals one by one exceeds 2^31 executions. But the
    /// loyal lieutenants' conclusions about one general depend on that general's sub-instance alone, and
    /// traitors choose in each of them freely, so the outcomes of a whole are the combinations of the
    /// outcomes of its parts: exact, and few.
    final class SubInstanceOutcomes: Sendable {
        private let known = Mutex<[SubInstance: [ReplicaSet]]>([:])

        /// Outcomes of `instance`, in ascending order of their bits.
        func of(_ instance: SubInstance) -> [ReplicaSet] {
            if let outcomes = known.withLock({ $0[instance] }) { return outcomes }
            let outcomes = compose(instance).sorted { $0.bits < $1.bits }
            known.withLock { $0[instance] = outcomes }
            return outcomes
        }

        private func compose(_ instance: SubInstance) -> Set<ReplicaSet> {
            if instance.depth == 0 { return Set(instance.commands) }
            return instance.commands.reduce(into: []) { outcomes, command in
                for tally in tallies(of: instance, after: command) {
                    outcomes.insert(tally.attacking(in: instance, after: command))
                }
            }
        }

        /// Every way in which the reports of all lieutenants can add up.
        private func tallies(of instance: SubInstance, after command: ReplicaSet) -> Set<Tally> {
            var tallies: Set = [Tally(command)]
            for lieutenant in instance.lieutenants {
                let reports = of(instance.relay(by: lieutenant, after: command))
                tallies = tallies.reduce(into: []) { sums, tally in
                    for report in reports { sums.insert(tally.adding(report)) }
                }
            }
            return tallies
        }
    }

    /// Number of times that each general has heard ATTACK, four bits each.
    private struct Tally: Hashable {
        var word: UInt64 = 0

        init(_ attack: ReplicaSet) { for general in attack { word += 1 << (4 * UInt64(general.rawValue)) } }

        func adding(_ attack: ReplicaSet) -> Tally {
            var sum = self
            sum.word += Tally(attack).word
            return sum
        }

        func attacking(in instance: SubInstance, after command: ReplicaSet) -> ReplicaSet {
            instance.loyalLieutenants.filter {
                OralMessages.isAttackConcluded(
                    Int(word >> (4 * UInt64($0.rawValue)) & 15), of: instance.lieutenants.count,
                    own: command.contains($0), instance.mutant)
            }
        }
    }
}
