import QuorateLanguage
import SeededRandom
import Testing

/// A set of values, in each width, against a set of numbers.
@Suite struct FiniteSetTests {
    @Test func setsOf64MessagesAreSetsOfNumbers() throws { try compare(Bits64.self, 64) }
    @Test func setsOf128MessagesAreSetsOfNumbers() throws { try compare(Bits128.self, 128) }
    @Test func setsOf256MessagesAreSetsOfNumbers() throws { try compare(Bits256.self, 256) }
    @Test func setsOf1024MessagesAreSetsOfNumbers() throws { try compare(Bits1024.self, 1024) }

    @Test(arguments: Seed.each(1...20))
    func unionsAndIntersectionsAreThoseOfSets(seed: UInt64) {
        func compare<Storage: BitStorage>(_: Storage.Type) {
            var random = SplitMix(seed: seed)
            func some() -> Set<Int> {
                Set((0..<Storage.capacity).filter { _ in random.number(0..<3) == 0 })
            }
            let (a, b) = (some(), some())
            let (x, y) = (
                FiniteSet(a.map(Numbered<Storage>.init)), FiniteSet(b.map(Numbered<Storage>.init))
            )
            func numbers(_ set: FiniteSet<Numbered<Storage>>) -> Set<Int> { Set(set.map { Int($0.packed) }) }
            #expect(numbers(x) == a && x.count == a.count)
            #expect(numbers(x | y) == a.union(b) && numbers(x & y) == a.intersection(b))
            #expect(numbers(x - y) == a.subtracting(b))
            #expect(numbers(x.symmetricDifference(y)) == a.symmetricDifference(b))
            #expect(x.isSubset(of: y) == a.isSubset(of: b) && (x & y).isSubset(of: x))
            #expect(x.isDisjoint(with: y) == a.isDisjoint(with: b) && (x - y).isDisjoint(with: y))
            #expect(numbers(x.filter { $0.packed % 2 == 0 }) == a.filter { $0 % 2 == 0 })
            #expect(Array(x) == x.members && x.contains(where: { $0.packed == 5 }) == a.contains(5))
            var z = x
            z |= y
            z -= x
            #expect(numbers(z) == b.subtracting(a))
            if let first = a.first {
                #expect(z.insert(Numbered(first)).inserted && !z.insert(Numbered(first)).inserted)
                #expect(z.remove(Numbered(first)) == Numbered(first) && z.remove(Numbered(first)) == nil)
            }
        }
        compare(Bits64.self)
        compare(Bits128.self)
        compare(Bits512.self)
    }

    private func compare<Storage: BitStorage>(_: Storage.Type, _ capacity: Int) throws {
        #expect(Storage.capacity == capacity)
        #expect(MemoryLayout<FiniteSet<Numbered<Storage>>>.size == capacity / 8)
        let edges = [0, 1, 31, 32, 63, 64, 65, 127, 128, 129, 191, 192, 255, 256, 511, 512, 1023].filter {
            $0 < capacity
        }
        var random = SplitMix(seed: seed)
        var canonicity = Canonicity<FiniteSet<Numbered<Storage>>, Set<Int>>()
        for round in 0..<60 {
            var set = FiniteSet<Numbered<Storage>>()
            var twin: Set<Int> = []
            let active = random.pick([edges, Array(edges.suffix(2)), Array(0..<capacity)])
            for _ in 0..<30 {
                let number = random.pick(active)
                if Bool.random(using: &random) {
                    set.insert(Numbered(number))
                    twin.insert(number)
                } else {
                    set.remove(Numbered(number))
                    twin.remove(number)
                }
                let comment = Comment(rawValue: "round \(round), seed \(seed)")
                try #require(set.members.map { Int($0.packed) } == twin.sorted(), comment)
                try #require(set.isEmpty == twin.isEmpty, comment)
                try #require(set.contains(Numbered(number)) == twin.contains(number), comment)
                try canonicity.note(set, twin, comment)
            }
        }
        #expect(canonicity.repeats > 50)
    }
}
