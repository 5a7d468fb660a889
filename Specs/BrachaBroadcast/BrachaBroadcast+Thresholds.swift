import QuorateQuorums

extension BrachaBroadcast {
    /// More than (n + f)/2: so many echoes make a replica echo, and ready.
    var echoRule: QuorumSize {
        switch mutant {
        case .echoesOf2f: QuorumSize(faults: 2)
        case .echoesOfAll: QuorumSize(replicas: 1)
        default: .byzantine
        }
    }

    /// f + 1: so many replicas that are ready make others echo.
    var joiningRule: QuorumSize {
        // More than there are, so that echoes alone count.
        mutant == .noAmplification ? QuorumSize(replicas: 1, plus: 1) : QuorumSize(faults: 1, plus: 1)
    }

    /// f + 1 again: so many replicas that are ready make others ready.
    var amplificationRule: QuorumSize {
        mutant == .hastyAmplification ? QuorumSize(faults: 1) : joiningRule
    }

    /// 2f + 1: when so many replicas are ready, a replica delivers.
    var deliveryRule: QuorumSize { QuorumSize(faults: mutant == .hastyDelivery ? 1 : 2, plus: 1) }

    /// The numbers of messages that a replica waits for.
    public struct Thresholds: Sendable {
        /// So many ECHOs make a replica echo, and ready.
        public let echoes: Int
        /// So many READYs make a replica echo.
        public let joining: Int
        /// So many READYs make a replica ready.
        public let amplification: Int
        /// So many READYs make a replica deliver.
        public let delivery: Int
    }

    /// How many of each are enough.
    public var thresholds: Thresholds {
        let n = allReplicas.count
        return Thresholds(
            echoes: echoRule(n: n, f: faults), joining: joiningRule(n: n, f: faults),
            amplification: amplificationRule(n: n, f: faults), delivery: deliveryRule(n: n, f: faults))
    }
}
