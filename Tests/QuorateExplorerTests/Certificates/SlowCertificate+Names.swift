import QuorateQuorums
import SeededRandom

@testable import QuorateLanguage

extension SlowCertificate {
    /// The certificate with one state, whichever, for all that some renamings make of it.
    ///
    /// - Parameters:
    ///   - groups: the groups of replicas that may trade names.
    ///   - renamed: all that the names make of a state, itself included.
    func reduced(
        _ groups: [[Int]], using random: inout SplitMix, _ renamed: ([UInt64]) -> [[UInt64]]
    ) -> SlowCertificate {
        var certificate = self
        (certificate.version, certificate.groups) = (2, groups)
        var seen: Set<[UInt64]> = []
        certificate.levels = levels.map { level in
            level.compactMap { state -> [UInt64]? in
                if seen.contains(state) { return nil }
                let all = renamed(state)
                seen.formUnion(all)
                return all.randomElement(using: &random)
            }.sorted { $0.lexicographicallyPrecedes($1) }
        }
        certificate.levels.removeAll { $0.isEmpty }
        return certificate
    }

    /// All orders of some groups.
    static func orders(_ groups: [ReplicaSet]) -> [[ReplicaID: ReplicaID]] {
        func orders(_ replicas: [ReplicaID]) -> [[ReplicaID]] {
            if replicas.isEmpty { return [[]] }
            return replicas.flatMap { first in orders(replicas.filter { $0 != first }).map { [first] + $0 } }
        }
        return groups.reduce([[:]]) { known, group in
            known.flatMap { before in
                orders(Array(group)).map { before.merging(zip(Array(group), $0)) { first, _ in first } }
            }
        }
    }
}
