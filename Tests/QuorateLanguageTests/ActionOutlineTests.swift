@testable import QuorateLanguage
import QuorateQuorums
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
