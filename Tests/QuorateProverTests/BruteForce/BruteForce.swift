import QuorateQuorums

/// A slow decision by looking at everything that is small: the oracle of the prover.
struct BruteForce {
    /// Replicas are at most this many.
    var replicas = 6
    /// Numbers other than n are at most this large.
    var largestNumber = 8
    /// The weight of a replica is at most this large.
    var largestWeight = 3

    /// The smallest counterexample within the limits: n first, then f, then the other numbers as first mentioned.
    func smallestCounterexample(to claim: Claim) -> SmallWorld? {
        smallestWorld(of: claim, where: claim.given) { world in claim.then.contains { !world.isTrue($0) } }
    }

    /// The smallest case of interest that meets the hypotheses.
    func smallestInterestingCase(of claim: Claim) -> SmallWorld? {
        smallestWorld(of: claim, where: claim.given + claim.interestingCase) { _ in true }
    }

    private func smallestWorld(
        of claim: Claim, where conditions: [Proposition], _ isWanted: (SmallWorld) -> Bool
    ) -> SmallWorld? {
        let ofNumbers = conditions.filter(\.isOfNumbers)
        let ofSets = conditions.filter { !$0.isOfNumbers }
        return firstNumbers(for: claim.parameters, claim: claim) { numbers in
            guard ofNumbers.allSatisfy(numbers.isTrue) else { return nil }
            return firstPlacement(in: numbers, of: claim) { world in
                ofSets.allSatisfy(world.isTrue) && isWanted(world)
            }
        }
    }

    /// Numbers for `names` in lexicographic order, up to the first that give a result.
    private func firstNumbers(
        for names: [String], claim: Claim, after world: SmallWorld = SmallWorld(),
        _ result: (SmallWorld) -> SmallWorld?
    ) -> SmallWorld? {
        guard let name = names.first else { return result(world) }
        let countsReplicas = name == "n" && claim.speaksOfSets
        for value in 0...(countsReplicas ? replicas : largestNumber) {
            var world = world
            world.numbers.append((name, value))
            if countsReplicas { world.everyone = 1 << value - 1 }
            let found = firstNumbers(for: Array(names.dropFirst()), claim: claim, after: world, result)
            if let found { return found }
        }
        return nil
    }

    /// Which sets each replica is in and what it weighs, up to the first case that is wanted.
    ///
    /// What differs only in the names of replicas is looked at once: each replica's place is at least that of the
    /// one before.
    private func firstPlacement(
        in numbers: SmallWorld, of claim: Claim, _ isWanted: (SmallWorld) -> Bool
    ) -> SmallWorld? {
        var world = numbers
        world.sets = claim.sets.map { ($0, 0) }
        let count = world.everyone.nonzeroBitCount
        world.weights = claim.hasWeights ? Array(repeating: 0, count: count) : []
        let places = (1 << world.sets.count) * (claim.hasWeights ? largestWeight + 1 : 1)
        return hasPlacement(of: 0, from: 0, places: places, in: &world, isWanted) ? world : nil
    }

    private func hasPlacement(
        of replica: Int, from least: Int, places: Int, in world: inout SmallWorld,
        _ isWanted: (SmallWorld) -> Bool
    ) -> Bool {
        guard world.everyone >> replica & 1 == 1 else { return isWanted(world) }
        for place in least..<places {
            world.put(replica, at: place)
            if hasPlacement(of: replica + 1, from: place, places: places, in: &world, isWanted) {
                return true
            }
        }
        return false
    }
}

extension SmallWorld {
    /// Puts a replica into the sets that the low bits of `place` tell, with what is left of it as its weight.
    fileprivate mutating func put(_ replica: Int, at place: Int) {
        for set in sets.indices {
            sets[set].members = sets[set].members & ~(1 << replica) | UInt(place >> set & 1) << replica
        }
        if !weights.isEmpty { weights[replica] = place >> sets.count }
    }
}

extension Proposition {
    /// Whether no set is mentioned.
    fileprivate var isOfNumbers: Bool {
        switch self {
        case .comparison(let left, _, let right): left.isOfNumbers && right.isOfNumbers
        case .isSubset: false
        case .all(let parts), .any(let parts): parts.allSatisfy(\.isOfNumbers)
        case .not(let part): part.isOfNumbers
        }
    }
}

extension Quantity {
    fileprivate var isOfNumbers: Bool {
        switch self {
        case .number, .parameter: true
        case .count, .weight: false
        case .sum(let left, let right), .difference(let left, let right):
            left.isOfNumbers && right.isOfNumbers
        case .multiple(_, let quantity): quantity.isOfNumbers
        case .floor(let quotient), .ceiling(let quotient): quotient.numerator.isOfNumbers
        }
    }
}
