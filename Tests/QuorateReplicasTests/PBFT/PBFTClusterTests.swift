import QuorateReplicas
import Testing

/// The normal case and view changes on a network without faults.
@Suite struct PBFTClusterTests {
    @Test func everyReplicaExecutesTheSameHistory() throws {
        var cluster = try PBFTCluster(faultCount: 1)
        for number in 1...5 {
            let result = try #require(try cluster.execute([UInt8(number)]))
            #expect(cluster.nodes.allSatisfy { $0.replica.state.historyDigest == result })
        }
        for node in cluster.nodes { #expect(node.replica.state.history.map(\.sequence) == [1, 2, 3, 4, 5]) }
    }

    @Test func aStoppedPrimaryIsReplaced() throws {
        var cluster = try PBFTCluster(faultCount: 1)
        _ = try cluster.execute([1])
        cluster.stopped = [0]
        #expect(try cluster.execute([2]) == nil)
        try cluster.clientTimeout()
        try cluster.run()
        for replica in 1...3 { try cluster.give(.timeout, to: replica) }
        try cluster.run()
        #expect(cluster.results[PBFTRequestID(client: 0, timestamp: 2)] != nil)
        for node in cluster.nodes.dropFirst() {
            #expect(node.replica.state.view == 1)
            #expect(node.replica.state.history.count == 2)
        }
    }

    @Test func aRestartedReplicaHasItsHistory() throws {
        var cluster = try PBFTCluster(faultCount: 1, checkpointInterval: 2, watermarkWindow: 4)
        for number in 1...7 { _ = try #require(try cluster.execute([UInt8(number)])) }
        let before = cluster.nodes[2].replica.state
        try cluster.restart(2)
        let after = cluster.nodes[2].replica.state
        #expect(after.historyDigest == before.historyDigest)
        #expect(after.lowWatermark == 6)
        #expect(after.lastReplies == before.lastReplies)
        #expect(after.certificates == before.certificates)
    }

    @Test func sevenReplicasTolerateTwo() throws {
        var cluster = try PBFTCluster(faultCount: 2, clientCount: 2, isSigned: false)
        cluster.stopped = [0, 5]
        #expect(try cluster.execute([1], client: 1) == nil)
        try cluster.clientTimeout(1)
        try cluster.run()
        for replica in cluster.nodes.indices { try cluster.give(.timeout, to: replica) }
        try cluster.run()
        #expect(cluster.results[PBFTRequestID(client: 1, timestamp: 1)] != nil)
        #expect(try cluster.execute([2], client: 1) != nil)
    }

    @Test func oneReplicaAloneIsItsOwnQuorum() throws {
        var cluster = try PBFTCluster(
            faultCount: 0, isSigned: false, checkpointInterval: 2, watermarkWindow: 2)
        for number in 1...5 { #expect(try cluster.execute([UInt8(number)]) != nil) }
        #expect(cluster.nodes[0].replica.state.lowWatermark == 4)
        try cluster.give(.timeout, to: 0)
        #expect(try cluster.execute([6]) != nil)
        #expect(cluster.nodes[0].replica.state.view == 1)
    }

    @Test func watermarksMoveForAsLongAsOneLikes() throws {
        var cluster = try PBFTCluster(
            faultCount: 1, isSigned: false, checkpointInterval: 2, watermarkWindow: 4)
        for number in 1...100 { #expect(try cluster.execute([UInt8(number)]) != nil) }
        for node in cluster.nodes {
            #expect(node.replica.state.lowWatermark == 100)
            #expect(node.log.records.count < 8)
        }
    }
}
