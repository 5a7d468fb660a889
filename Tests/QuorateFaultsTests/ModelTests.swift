import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

@Suite struct ModelTests {
    @Test func aReportNamesBoundModelAndNetwork() {
        let assumptions = Assumptions(
            replicas: ReplicaSet(count: 4), faults: 1, .byzantine(.signed), network: .asynchronous,
            placement: .every(1))
        #expect(assumptions.description == "n = 4, f = 1, Byzantine, signed messages, asynchronous network")
        #expect(assumptions.notes == ["faulty: every choice of 1 of 4"])
    }

    @Test func nobodyIsByzantineWhereNobodyIsFaulty() {
        let assumptions = Assumptions(
            replicas: ReplicaSet(count: 4), .byzantine(.signed), network: .asynchronous, placement: .every(0))
        #expect(assumptions.description == "n = 4, no faults, asynchronous network")
        #expect(assumptions.notes.isEmpty)
    }

    @Test func aBoundedAdversaryIsNeverCalledByzantine() {
        let model = FaultModel.boundedAdversary(limit: "two messages", .oral)
        #expect(model.description == "bounded adversary: two messages, oral messages")
    }

    @Test func networksHaveNames() {
        let names: [(NetworkModel, String)] = [
            (.asynchronous, "asynchronous network"), (.lossy, "asynchronous, lossy network"),
            ([.lossy, .duplicating, .fifo], "asynchronous, lossy, duplicating, FIFO network"),
            (.partitions, "asynchronous network with partitions that heal"),
            (.synchronousRounds, "synchronous rounds"), (.absent, "no network"),
        ]
        for (network, name) in names { #expect(network.description == name) }
    }

    @Test func placementsChooseAmongTheReplicas() {
        let all = ReplicaSet(count: 4)
        #expect(FaultPlacement.every(1).choices(among: all).count == 4)
        #expect(FaultPlacement.every(atMost: 2).choices(among: all).count == 11)
        #expect(FaultPlacement.representative(1).choices(among: all) == [[3]])
        #expect(FaultPlacement.only([0, 2]).choices(among: all) == [[0, 2]])
        #expect(FaultPlacement.every(5).choices(among: all).isEmpty)
        #expect(FaultPlacement.representative(5).choices(among: all).isEmpty)
        #expect(FaultPlacement.only([5]).choices(among: all).isEmpty)
    }
}
