import QuorateLanguage
import SeededRandom
import Testing

/// A bounded number against `Int`.
@Suite struct BoundedIntTests {
    @Test func countsLikeAnInteger() throws {
        try compare(BoundedInt<0, 3>.self, 0...3)
        try compare(SmallBalance.self, -2...2)
        try compare(SignedByte.self, -128...127)
        try compare(BoundedInt<1000, 1255>.self, 1000...1255)
        try compare(BoundedInt<7, 7>.self, 7...7)
    }

    private func compare<let low: Int, let high: Int>(
        _: BoundedInt<low, high>.Type, _ range: ClosedRange<Int>
    ) throws {
        var random = SplitMix(seed: seed)
        var canonicity = Canonicity<BoundedInt<low, high>, Int>()
        var number = BoundedInt<low, high>(range.lowerBound)
        var twin = range.lowerBound
        for round in 0..<1000 {
            let target = Int.random(in: range, using: &random)
            switch random.number(0..<5) {
            case 0: number = BoundedInt(target)
            case 1: number += target - twin
            case 2: number -= twin - target
            case 3: number = number + (target - twin)
            default: number = number - (twin - target)
            }
            let earlier = (number: BoundedInt<low, high>(twin), twin: twin)
            twin = target
            let comment = Comment(rawValue: "round \(round), seed \(seed)")
            try #require(number.value == twin, comment)
            try #require((earlier.number < number) == (earlier.twin < twin), comment)
            try #require(number.description == "\(twin)", comment)
            try canonicity.note(number, twin, comment)
        }
        #expect(canonicity.repeats > 50)
        #expect(BoundedInt<low, high>.valueCount == range.count)
    }
}
