import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateLanguage

struct Client: Identifier {
    var number: UInt8
    static let prefix = "c", count = 3
}

/// A record of what a node has of its own.
struct NodeRecord: Hashable, BitwiseCopyable, Sendable {
    var clock = Clock(0)
    var phase = Phase.working
    var queue = Channel<Bool, 4>()

    init() {}
}

/// Containers by key against dictionaries.
@Suite struct ContainerTests {
    @Test(arguments: Seed.each(1...20)) func tablesAreLikeDictionaries(seed: UInt64) throws {
        try compare(Table<Client, Phase>.self, seed)
        try compare(Table<ReplicaID, Phase>.self, seed)
        try compare(Table<Mail, Bool>.self, seed)
        try compare(WideTable<Mail, Clock>.self, seed)
        try compare(WideTable<ReplicaID, ReplicaSet>.self, seed)
        try compare(PackedTable<Entry, Seventeen?, Bits128>.self, seed)
    }

    private func compare<Key: FiniteValue, Value: FiniteValue, Storage: BitStorage>(
        _: PackedTable<Key, Value, Storage>.Type, _ seed: UInt64
    ) throws {
        #expect(PackedTable<Key, Value, Storage>.layoutProblem == nil)
        var random = SplitMix(seed: seed)
        let initial = random.pick(Array(Value.values))
        var table = PackedTable<Key, Value, Storage>(initial)
        var twin = Dictionary(uniqueKeysWithValues: Key.values.map { ($0, initial) })
        var canonicity = Canonicity<PackedTable<Key, Value, Storage>, [Key: Value]>()
        for _ in 0..<60 {
            let (key, value) = (random.pick(Array(Key.values)), random.pick(Array(Value.values)))
            table[key] = value
            twin[key] = value
            for key in Key.values { try #require(table[key] == twin[key]) }
            #expect(Array(table.keys(having: value)) == Key.values.filter { twin[$0] == value })
            try canonicity.note(table, twin, "seed \(seed)")
        }
    }

    @Test(arguments: Seed.each(1...20)) func bagsAreLikeCountedSets(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var bag = Bag<Entry, 3>()
        var twin: [Entry: Int] = [:]
        for _ in 0..<200 {
            let entry = random.pick(Array(Entry.values))
            if Bool.random(using: &random), twin[entry, default: 0] < 3 {
                bag.insert(entry)
                twin[entry, default: 0] += 1
            } else if twin[entry, default: 0] > 0 {
                bag.remove(entry)
                twin[entry]! -= 1
            }
            #expect(Entry.values.allSatisfy { bag.count(of: $0) == twin[$0, default: 0] })
            #expect(bag.count == twin.values.reduce(0, +) && bag.isEmpty == (bag.count == 0))
            #expect(Array(bag.distinct) == Entry.values.filter { twin[$0, default: 0] > 0 })
        }
    }

    @Test(arguments: Seed.each(1...20)) func recordsAndPairsAreLikeDictionaries(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var records = PerReplica<NodeRecord, 3>(NodeRecord())
        var clients = PerKey<Client, FiniteSet<Entry>, 3>([])
        var network = PerPair<Channel<Mail, 2>, 3>(Channel())
        var (twins, sets, queues) = (
            [ReplicaID: NodeRecord](), [Client: FiniteSet<Entry>](), [[ReplicaID]: [Mail]]()
        )
        for _ in 0..<200 {
            let (r, q) = (ReplicaID(random.number(0..<3)), ReplicaID(random.number(0..<3)))
            let clock = Clock(random.number(0..<6))
            records[r].clock = clock
            twins[r, default: NodeRecord()].clock = clock
            let (client, entry) = (random.pick(Array(Client.values)), random.pick(Array(Entry.values)))
            clients[client].insert(entry)
            sets[client, default: []].insert(entry)
            if queues[[r, q], default: []].count < 2 {
                network[r, q].append(.request(clock))
                queues[[r, q], default: []].append(.request(clock))
            } else {
                #expect(network[q, r].first == queues[[q, r], default: []].first)
                network[r, q].removeFirst()
                queues[[r, q]]!.removeFirst()
            }
            for a in records.keys {
                #expect(records[a] == twins[a, default: NodeRecord()])
                for b in records.keys { #expect(Array(network[a, b]) == queues[[a, b], default: []]) }
            }
            for client in Client.values { #expect(clients[client] == sets[client, default: []]) }
        }
        var other = PerReplica<NodeRecord, 3>(NodeRecord())
        for a in records.keys { other[a] = records[a] }
        #expect(
            other == records && other.hashValue == records.hashValue
        )
        other[1].phase = other[1].phase == .working ? .prepared : .working
        #expect(other != records)
    }

    @Test func keysWithoutAnEntry() {
        let faults = SpecFault.countOnThisThread
        var records = PerReplica<NodeRecord, 3>(NodeRecord())
        records[3].clock = 2
        #expect(SpecFault.countOnThisThread > faults)
        #expect(SpecFault.latestText.contains("r3 has no entry: there are 3, the last for r2"))
    }

    @Test func bagsHaveLimits() {
        var bag = Bag<Entry, 2>()
        let entry = Entry(term: 1, phase: .working)
        bag.remove(entry)
        #expect(SpecFault.latestText.contains("is taken out of a Bag that does not have it"))
        for _ in 0..<3 { bag.insert(entry) }
        #expect(SpecFault.latestText.contains("is put into a Bag that has it 2 times already"))
        #expect(bag.count(of: entry) == 2)
    }

    @Test func identifiersAreNumbered() {
        #expect(Client.values.map(\.description) == ["c0", "c1", "c2"])
        #expect((2 as Client).next == 0 && (0 as Client).previous == 2 && (1 as Client).next == 2)
        #expect((0 as Client) < 1 && Client.valueCount == 3)
        #expect(SpecValue(describing: 1 as Client, for: []) == .string("c1"))
    }

    @Test func containersDescribeThemselves() {
        var network = PerPair<Channel<Mail, 2>, 3>(Channel())
        network[1, 0].append(.request(1))
        network[2, 2].append(.stop)
        #expect(
            SpecValue(describing: network, for: [0, 1]).description
                == "{r0→r1: [], r1→r0: [request(1)], r2→r2: [stop]}")
        var records = PerReplica<Clock, 4>(0)
        records[1] = 3
        #expect(SpecValue(describing: records, for: [0, 1]).description == "{r0: 0, r1: 3}")
        records[3] = 2
        #expect(SpecValue(describing: records, for: [0, 1]).description == "{r0: 0, r1: 3, r2: 0, r3: 2}")
        var table = Table<Client, Phase>(.working)
        table[2] = .committed
        #expect(
            SpecValue(describing: table, for: []).description
                == "{c0: working, c1: working, c2: committed}")
        var bag = Bag<Clock, 3>()
        bag.insert(4)
        bag.insert(4)
        #expect(SpecValue(describing: bag, for: []).description == "{4: 2}")
    }

    @Test func containersHaveNoHoles() {
        struct Tail: Hashable, BitwiseCopyable, Sendable {
            var number = UInt32(0)
            var flag = false
        }
        #expect(PerReplica<NodeRecord, 3>.layoutProblem?.contains("hole of 6 bytes") == true)
        #expect(
            PerReplica<Tail, 3>.layoutProblem?.contains("Tail ends in 3 bytes that belong to no field")
                == true)
        #expect(
            PerReplica<Clock, 17>.layoutProblem?.contains("17 entries for ReplicaID, which has 16") == true)
        #expect(PerReplica<Clock?, 3>.layoutProblem?.contains("is an optional") == true)
        #expect(PerPair<Channel<Mail, 2>, 3>.layoutProblem == nil)
        #expect(
            Table<ReplicaID, Seventeen>.layoutProblem
                == "16 entries for ReplicaID of 5 bits for Seventeen do not fit in 64 bits, which have room for 12;"
                + " use a WideTable, or a PerKey")
        #expect(Bag<Mail, 7>.layoutProblem?.contains("declare a larger `SetStorage` in Mail") == true)
    }
}

/// Channels are collections, bounded integers compare with any, replica sets are sets.
@Suite struct CollectionTests {
    @Test(arguments: Seed.each(1...20)) func channelsAreLikeArrays(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var channel = Channel<Clock, 8>()
        var twin: [Clock] = []
        for _ in 0..<200 {
            switch random.number(0..<5) {
            case 0, 1, 2:
                guard twin.count < 8 else { continue }
                let clock = Clock(random.number(0..<6))
                channel.append(clock)
                twin.append(clock)
            case 3 where !twin.isEmpty:
                #expect(channel.removeLast() == twin.removeLast())
            case 4 where !twin.isEmpty:
                let place = random.number(0..<twin.count)
                #expect(channel.remove(at: place) == twin.remove(at: place))
            default: channel.isEmpty ? () : channel.removeAll(); twin = []
            }
            #expect(Array(channel) == twin && channel.first == twin.first && channel.last == twin.last)
            #expect(
                channel.contains(3) == twin.contains(3) && channel.firstIndex(of: 2) == twin.firstIndex(of: 2)
            )
            #expect(
                channel.reversed() == twin.reversed() && Array(channel.dropFirst()) == Array(twin.dropFirst())
            )
        }
    }

    @Test func boundedIntegersBesideAny() {
        for number in -5...15 {
            for value in (-3...12).map({ Balance($0) }) {
                #expect(
                    (value == number) == (value.value == number) && (number == value) == (value == number))
                #expect(
                    (value < number) == (value.value < number) && (number < value) == (number < value.value))
                #expect(
                    (value <= number) == (value.value <= number) && (number >= value) == (value <= number))
                #expect(
                    (value > number) == (value.value > number) && (value >= number) == (value.value >= number)
                )
                #expect((value != number) == (value.value != number))
            }
        }
    }

    @Test(arguments: Seed.each(1...20)) func setsOfReplicasAreLikeSets(seed: UInt64) {
        var random = SplitMix(seed: seed)
        func some() -> ReplicaSet { ReplicaSet(bits: UInt16.random(in: .min ... .max, using: &random)) }
        for _ in 0..<50 {
            let (a, b) = (some(), some())
            let (x, y) = (Set(a), Set(b))
            #expect(
                Set(a | b) == x.union(y) && Set(a & b) == x.intersection(y) && Set(a - b) == x.subtracting(y))
            #expect(Set(a.symmetricDifference(b)) == x.symmetricDifference(y))
            #expect(
                a.isStrictSubset(of: b) == x.isStrictSubset(of: y)
                    && a.isSuperset(of: b) == x.isSuperset(of: y))
            #expect(Set(a.filter { $0.number % 3 == 0 }) == x.filter { $0.number % 3 == 0 })
            let members = Array(a)
            guard !members.isEmpty else { continue }
            for (place, member) in members.enumerated() {
                #expect(a.next(after: member) == members[(place + 1) % members.count])
                #expect(a.previous(before: member) == members[(place + members.count - 1) % members.count])
            }
            for stranger in ReplicaSet.everyReplica - a {
                #expect(a.next(after: stranger) == members.first { $0 > stranger } ?? members[0])
                #expect(a.previous(before: stranger) == members.last { $0 < stranger } ?? members.last)
            }
        }
        #expect(([] as ReplicaSet).next(after: 3) == 3 && ([] as ReplicaSet).previous(before: 3) == 3)
    }

    @Test func permutationsComeInOrder() {
        #expect(([] as ReplicaSet).permutations == [[]])
        #expect(
            ([0, 2, 5] as ReplicaSet).permutations
                == [[0, 2, 5], [0, 5, 2], [2, 0, 5], [2, 5, 0], [5, 0, 2], [5, 2, 0]])
        #expect(Set(ReplicaSet(count: 5).permutations).count == 120)
    }
}
