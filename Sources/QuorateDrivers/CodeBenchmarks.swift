public import QuorateReplay
internal import QuorateReplicas

/// Benchmarks of the catalog's replicas, in one process and without a network.
public let codeBenchmarks: [CodeBenchmark] = [
    CodeBenchmark("pbft-4-signed", unit: "requests") { try orderRequests($0, isSigned: true) },
    CodeBenchmark("pbft-4-unsigned", unit: "requests") { try orderRequests($0, isSigned: false) },
]

/// Four replicas of PBFT order requests of one client, each when the one before is answered.
private func orderRequests(_ count: Int, isSigned: Bool) throws {
    var cluster = try PBFTCluster(faultCount: 1, isSigned: isSigned)
    for number in 0..<count {
        guard try cluster.execute([UInt8(truncatingIfNeeded: number)]) != nil else {
            throw UnansweredRequest(number: number)
        }
    }
}

/// A request without a result, in a benchmark without faults: the code is broken.
private struct UnansweredRequest: Error, CustomStringConvertible {
    let number: Int
    var description: String { "request \(number) had no result" }
}
