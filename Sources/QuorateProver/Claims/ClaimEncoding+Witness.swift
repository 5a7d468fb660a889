import BigInt
import QuorateQuorums

extension ClaimEncoding {
    /// The variables whose values make a counterexample small, most important first: n, f, the other parameters, and then
    /// the regions, those inside most sets first, so that sets overlap no more than they must.
    var variablesToMinimise: [Int] {
        let regions = sizes.indices.sorted {
            ($0.nonzeroBitCount, $0) > ($1.nonzeroBitCount, $1)
        }
        return claim.parameters.map { parameters[$0]! } + regions.map { sizes[$0] }
            + (weights.isEmpty ? [] : regions.map { weights[$0] })
    }

    /// The largest number of replicas that a counterexample is spelled out for.
    static let memberLimit = 100_000

    /// The numbers and sets that an assignment of the variables stands for.
    ///
    /// - Returns: nil when there are more replicas than `memberLimit`, or a number does not fit in 64 bits.
    func witness(_ values: [Int: BigInt]) -> QuorumWitness? {
        var witness = QuorumWitness()
        for name in claim.parameters {
            guard let value = Int(exactly: values[parameters[name]!] ?? 0) else { return nil }
            witness.parameters.append(.init(name: name, value: value))
        }
        guard claim.speaksOfSets else { return witness }
        guard let count = witness[parameter: "n"], count <= Self.memberLimit else { return nil }
        let regions = regionsOfReplicas(values)
        guard regions.count == count else { return nil }
        for (index, name) in sets.enumerated() {
            let members = regions.indices.filter { regions[$0] >> index & 1 == 1 }
            witness.sets.append(.init(name: name, value: members))
        }
        if claim.hasWeights {
            guard let weights = weightsOfReplicas(regions, values) else { return nil }
            witness.weights = weights
        }
        return witness
    }

    /// The region of each replica: replicas in one set only come first, those in several follow, those in none are last.
    private func regionsOfReplicas(_ values: [Int: BigInt]) -> [Int] {
        let order = sizes.indices.sorted { left, right in
            let (leftSets, rightSets) = (left.nonzeroBitCount, right.nonzeroBitCount)
            if (leftSets == 0) != (rightSets == 0) { return rightSets == 0 }
            return (leftSets, left) < (rightSets, right)
        }
        return order.flatMap { region in
            repeatElement(
                region, count: min(Int(exactly: values[sizes[region]] ?? 0) ?? 0, Self.memberLimit + 1))
        }
    }

    /// The weight of a region goes to its first replica.
    private func weightsOfReplicas(_ regions: [Int], _ values: [Int: BigInt]) -> [Int]? {
        var given: Set<Int> = []
        var weights: [Int] = []
        for region in regions {
            guard let weight = Int(exactly: values[self.weights[region]] ?? 0) else { return nil }
            weights.append(given.insert(region).inserted ? weight : 0)
        }
        return weights
    }
}
