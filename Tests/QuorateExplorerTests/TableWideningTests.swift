@testable import QuorateExplorer
import SeededRandom
import Synchronization
import Testing

/// Entries that move to their places among more slots, against a look for each of them: it is found from its home, and no
/// other is there.
@Suite struct TableWideningTests {
    static let seed = Seed.announced(4_417)

    @Test(arguments: 0..<24)
    func everyEntryIsFoundFromItsHome(round: Int) {
        var random = SplitMix(seed: Self.seed &+ UInt64(round))
        let old = round % 12 == 0 ? 300_000 + random.number(0..<9_000) : 4_096 + random.number(0..<30_000)
        let new = Int(Double(old) * random.pick([1.021, 1.3, 1.5, 2, 4])) + 1
        let load = random.pick([0.2, 0.5, 0.9])
        let kind = random.number(0..<4)
        let hashes = (0..<Int(Double(old) * load)).map { _ in
            Self.hash(&random, kind, ofMany: Double(old))
        }
        check(hashes, from: old, to: new, parts: random.pick([1, 3]), "seed \(Self.seed), round \(round)")
    }

    /// Hashes anywhere; in the last slots, so that entries wrap around; with few leading bits; so that runs are long.
    private static func hash(_ random: inout SplitMix, _ kind: Int, ofMany slots: Double) -> UInt64 {
        let hash = random.next()
        switch kind {
        case 1 where hash % 5_000 == 0: return .max - hash >> 50
        case 2 where hash % 41 == 0: return hash | 0x3ff << 52
        case 3 where hash % 97 == 0: return 0x7 << 60 | hash >> 24
        default: return hash
        }
    }

    /// The places of entries tell their homes, so that hardly a state is hashed.
    @Test func hardlyAStateIsHashed() {
        var random = SplitMix(seed: Self.seed)
        let hashes = (0..<100_000).map { _ in random.next() }
        let asked = check(hashes, from: 200_000, to: 300_000, parts: 1, "seed \(Self.seed)")
        #expect(asked < 10_000)
    }

    @discardableResult
    private func check(
        _ hashes: [UInt64], from old: Int, to new: Int, parts: Int, _ comment: Comment
    ) -> Int {
        let memory = UnsafeMutablePointer<UInt64>.allocate(capacity: new)
        memory.initialize(repeating: 0, count: new)
        defer { memory.deallocate() }
        let (few, many) = (Slots(start: memory, count: UInt64(old)), Slots(start: memory, count: UInt64(new)))
        let entries = hashes.indices.map { TableWidening.tag(hashes[$0]) | UInt64($0 + 1) }
        for (hash, entry) in zip(hashes, entries) {
            few.put(entry, from: few.home(of: TableWidening.placed(hash)), shared: false)
        }
        let asked = Atomic<Int>(0)
        TableWidening(from: few, to: many) { entry in
            asked.add(1, ordering: .relaxed)
            return hashes[Int(entry & (1 << WholeArena.numberBits - 1)) - 1]
        }.run(parts: parts)
        let lost = zip(hashes, entries).filter { hash, entry in
            guard
                case .found = many.probe(
                    from: many.home(of: TableWidening.placed(hash)), shared: false,
                    isSought: { $0 == entry }, newEntry: { 0 })
            else { return true }
            return false
        }
        #expect(lost.isEmpty, comment)
        #expect((0..<new).filter { memory[$0] != 0 }.count == entries.count, comment)
        return asked.load(ordering: .relaxed)
    }
}
