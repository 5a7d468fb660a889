import QuorateQuorums
import SeededRandom
import Testing

/// Evaluation of statements in a witness, against the one that is written with bit masks.
@Suite struct PropositionEvaluationTests {
    @Test func agreesWithBitMasks() throws {
        let seed = Seed.announced(20_261_121)
        var random = SplitMix(seed: seed)
        var trueOnes = 0
        for _ in 0..<2000 {
            let world = Self.world(&random)
            let statement = Self.statement(&random, depth: 3)
            let holds = world.isTrue(statement)
            #expect(try world.witness.holds(statement) == holds, "\(statement) in \(world.witness)")
            trueOnes += holds ? 1 : 0
        }
        // Statements of which nearly all are true, or false, would compare nothing.
        #expect((400...1600).contains(trueOnes))
    }

    @Test func refutesWhatItMeetsAndFails() throws {
        let claim = Claim("quorums-of-2f", "Two quorums of 2f share a correct replica.") {
            ("A" as SetExpression).count == 2 * "f"
            ("B" as SetExpression).count == 2 * "f"
        } then: {
            ("A" & "B" - "F" as SetExpression).count >= 1
        }
        let disjoint = QuorumWitness(
            parameters: ["n": 4, "f": 1], sets: ["A": [0, 1], "B": [2, 3], "F": []])
        #expect(try disjoint.refutes(claim))
        let meeting = QuorumWitness(
            parameters: ["n": 4, "f": 1], sets: ["A": [0, 1], "B": [1, 3], "F": []])
        #expect(try !meeting.refutes(claim))
        let tooSmall = QuorumWitness(parameters: ["n": 4, "f": 1], sets: ["A": [0], "B": [2, 3], "F": []])
        #expect(try !tooSmall.refutes(claim))
    }

    @Test func saysWhatIsMissing() {
        let empty = QuorumWitness()
        let set: SetExpression = "A"
        #expect(throws: EvaluationError.noParameter("f")) { try empty.holds("f" >= 1) }
        #expect(throws: EvaluationError.noSet("A")) { try empty.holds(set.count >= 1) }
        #expect(throws: EvaluationError.noParameter("n")) {
            try empty.holds(SetExpression.everyone.count >= 1)
        }
        #expect(throws: EvaluationError.badDivisor(0)) { try empty.value(of: floor(4 / 0)) }
        #expect(throws: EvaluationError.overflow) { try empty.value(of: .number(.max) + 1) }
        #expect(throws: EvaluationError.overflow) { try empty.value(of: 2 * .number(.min)) }
        #expect(throws: EvaluationError.self) {
            try QuorumWitness(sets: ["A": [3]], weights: [1]).value(of: set.weight)
        }
    }

    static let sets = ["A", "B", "F"]
    static let numbers = ["n", "f", "q"]

    static func world(_ random: inout SplitMix) -> SmallWorld {
        let count = random.number(0..<7)
        let everyone: UInt = 1 << count - 1
        return SmallWorld(
            numbers: [("n", count), ("f", random.number(0..<4)), ("q", random.number(0..<7))],
            sets: sets.map { ($0, UInt(random.number(0..<64)) & everyone) },
            weights: (0..<count).map { _ in random.number(0..<4) }, everyone: everyone)
    }

    static func statement(_ random: inout SplitMix, depth: Int) -> Proposition {
        switch random.number(0..<(depth == 0 ? 3 : 7)) {
        case 0, 1:
            .comparison(
                quantity(&random, depth: 3), random.pick(Proposition.Relation.allCases),
                quantity(&random, depth: 3))
        case 2: .isSubset(set(&random, depth: 2), of: set(&random, depth: 2))
        case 3: .all((0..<random.number(0..<4)).map { _ in statement(&random, depth: depth - 1) })
        case 4: .any((0..<random.number(0..<4)).map { _ in statement(&random, depth: depth - 1) })
        case 5: .not(statement(&random, depth: depth - 1))
        default: set(&random, depth: 2) == set(&random, depth: 2)
        }
    }

    static func quantity(_ random: inout SplitMix, depth: Int) -> Quantity {
        switch random.number(0..<(depth == 0 ? 4 : 9)) {
        case 0: .number(random.number(-4..<5))
        case 1: .parameter(random.pick(numbers))
        case 2: .count(set(&random, depth: 2))
        case 3: .weight(set(&random, depth: 2))
        case 4: quantity(&random, depth: depth - 1) + quantity(&random, depth: depth - 1)
        case 5: quantity(&random, depth: depth - 1) - quantity(&random, depth: depth - 1)
        case 6: random.number(-3..<4) * quantity(&random, depth: depth - 1)
        case 7: floor(quantity(&random, depth: depth - 1) / random.number(1..<5))
        default: ceiling(quantity(&random, depth: depth - 1) / random.number(1..<5))
        }
    }

    static func set(_ random: inout SplitMix, depth: Int) -> SetExpression {
        switch random.number(0..<(depth == 0 ? 4 : 8)) {
        case 0: .everyone
        case 1, 2, 3: .named(random.pick(sets))
        case 4: set(&random, depth: depth - 1) | set(&random, depth: depth - 1)
        case 5: set(&random, depth: depth - 1) & set(&random, depth: depth - 1)
        case 6: set(&random, depth: depth - 1) - set(&random, depth: depth - 1)
        default: set(&random, depth: depth - 1) ^ set(&random, depth: depth - 1)
        }
    }
}

extension SmallWorld {
    /// The same numbers and sets, member by member.
    var witness: QuorumWitness {
        var witness = QuorumWitness(weights: weights)
        witness.parameters = numbers.map { .init(name: $0.name, value: $0.value) }
        witness.sets = sets.map { set in
            .init(name: set.name, value: (0..<UInt.bitWidth).filter { set.members >> $0 & 1 == 1 })
        }
        return witness
    }
}
