@testable import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

/// How actions are read: with labels, without, with several arguments, with none.
@Suite struct ActionOutlineTests {
    enum Deed: SpecAction {
        case rest
        case prepare(ReplicaID)
        case deliver(message: Phase?)
        case send(ReplicaID, to: ReplicaID)
        case swap(Int, Bool)
        case tell(Note)

        struct Note: Hashable, Sendable { var round = 1 }
    }

    @Test func nameAndArguments() {
        expect(.rest, "rest", [:], "rest")
        expect(.prepare(2), "prepare", [".0": .string("r2")], "prepare(r2)")
        expect(
            .deliver(message: .working), "deliver", ["message": .string("working")],
            "deliver(message: working)")
        expect(.deliver(message: nil), "deliver", ["message": .string("none")], "deliver(message: none)")
        expect(.send(0, to: 1), "send", [".0": .string("r0"), "to": .string("r1")], "send(r0, to: r1)")
        expect(.swap(3, true), "swap", [".0": .integer(3), ".1": .boolean(true)], "swap(3, true)")
        expect(
            .tell(.init()), "tell", [".0": .record([.init(name: "round", value: .integer(1))])],
            "tell((round: 1))")
    }

    /// What was described before is taken from a table: each time it is what reflection says, for the very replicas.
    @Test func whatIsKeptIsWhatReflectionSays() {
        var random = SplitMix(seed: Seed.announced())
        var seen: Set<String> = []
        for _ in 0..<2_000 {
            let deed = Self.deed(using: &random)
            let replicas = ReplicaSet(count: random.number(1..<5))
            let outline = ErasedSpec.ActionOutline(describing: deed, for: replicas)
            #expect(outline == .init(reflecting: deed, for: replicas))
            seen.insert(outline.description)
        }
        #expect(seen.count > 100)
    }

    private static func deed(using random: inout SplitMix) -> Deed {
        func replica() -> ReplicaID { ReplicaID(random.number(0..<5)) }
        switch random.number(0..<6) {
        case 0: return .rest
        case 1: return .prepare(replica())
        case 2: return .deliver(message: random.pick([nil, .working, .prepared]))
        case 3: return .send(replica(), to: replica())
        case 4: return .swap(random.number(0..<40), random.number(0..<2) == 0)
        default: return .tell(.init(round: random.number(0..<40)))
        }
    }

    /// Two actions of unlike types with the same bytes, and two that differ in what lies behind a reference.
    @Test func nothingIsTakenForAnother() {
        enum Other: SpecAction { case call(UInt8) }
        enum Third: SpecAction { case fetch(UInt8) }
        enum Written: SpecAction { case say(String) }
        func text(_ action: some SpecAction) -> String {
            ErasedSpec.ActionOutline(describing: action, for: .everyReplica).description
        }
        #expect(text(Other.call(7)) == "call(7)" && text(Third.fetch(7)) == "fetch(7)")
        let long = String(repeating: "a", count: 40)
        #expect(text(Written.say(long + "b")) == "say(\(long)b)")
        #expect(text(Written.say(long + "c")) == "say(\(long)c)")
    }

    /// What goes wrong while an action is described is heard each time.
    @Test func faultsAreHeardAgain() {
        enum Broken: SpecAction {
            case show(Part)

            struct Part: Hashable, Sendable, SpecDescribable {
                func specValue(for replicas: ReplicaSet) -> SpecValue {
                    SpecFault.raise("no such part")
                    return .string("part")
                }
            }
        }
        for _ in 0..<3 {
            let faults = SpecFault.countOnThisThread
            _ = SpecFault.heard {
                ErasedSpec.ActionOutline(describing: Broken.show(.init()), for: .everyReplica)
            }
            #expect(SpecFault.countOnThisThread > faults)
        }
    }

    private func expect(
        _ deed: Deed, _ name: String, _ arguments: KeyValuePairs<String, SpecValue>, _ text: String,
        at place: SourceLocation = #_sourceLocation
    ) {
        let outline = ErasedSpec.ActionOutline(describing: deed, for: .everyReplica)
        #expect(outline.name == name, sourceLocation: place)
        #expect(outline.arguments == arguments.map { .init(name: $0, value: $1) }, sourceLocation: place)
        #expect(outline.description == text, sourceLocation: place)
    }
}

@Suite struct SpecErrorTests {
    @Test func saysSpecPlaceAndMessage() {
        let site = SourceSite(file: "QuorateSpecs/Paxos.swift", line: 12)
        #expect(site.description == "QuorateSpecs/Paxos.swift:12")
        #expect(
            SpecError(spec: "Paxos", message: "no quorum", site: site).description
                == "Paxos: QuorateSpecs/Paxos.swift:12: no quorum")
        #expect(SpecError(spec: "Paxos", message: "no quorum").description == "Paxos: no quorum")
    }
}
