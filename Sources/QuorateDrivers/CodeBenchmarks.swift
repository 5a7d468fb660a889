public import QuorateReplay
internal import QuorateReplicas

/// What the replicas of the catalog can do, in one process and without a network.
public let codeBenchmarks: [CodeBenchmark] = [
    CodeBenchmark("pbft-4-signed", unit: "requests") { try orderRequests($0, isSigned: true) },
    CodeBenchmark("pbft-4-unsigned", unit: "requests") { try orderRequests($0, isSigned: false) },
]

/// Four replicas of PBFT order requests of one client, each when the one before is answered.
private func orderRequests(_ count: Int, isSigned: Bool) throws {
    var cluster = try PBFTCluster(faultCount: 1, isSigned: isSigned)
    for number in 0..<count {
        try cluster.submit([UInt8(truncatingIfNeeded: number)])
        try cluster.run()
    }
    guard cluster.results.count == count else {
        throw UnansweredRequests(count: count - cluster.results.count)
    }
}

/// Requests without a result, in a benchmark without faults: the code is broken.
private struct UnansweredRequests: Error, CustomStringConvertible {
    let count: Int
    var description: String { "\(count) requests had no result" }
}
