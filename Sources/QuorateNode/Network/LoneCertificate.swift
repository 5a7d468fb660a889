import QuorateReplicas

/// Network of PBFT under which certificates of two views can meet at one place.
///
/// Replica 2 alone may be prepared in view 0: what it says is lost, and nothing reaches it from its COMMIT on, so that view 1
/// begins without its certificate. COMMITs of view 1 are lost, so that another view is wanted. From then on everything
/// arrives, and replica 2, as the primary of view 2, has its own old certificate and the newer one of the others.
struct LoneCertificate {
    private static let holder = 2
    private var isPrepared = false
    private var isOver = false
    /// Byzantine replica, whose wish for a view says nothing.
    private let faulty: Int?

    /// Network of a run; nil where the faults are others.
    init?(run: Int, of setup: ClusterSetup) {
        guard setup.kind == .pbft, setup.faults.cutsOff else { return nil }
        faulty = setup.setup(of: 0).byzantinePlan(of: run)?.node
    }

    /// Loss of a message; what it says is noted.
    mutating func loses(_ bytes: [UInt8], from: Int, to: Int) -> Bool {
        guard !isOver, let message = try? PBFTEnvelope(decoding: bytes).message else { return false }
        switch message {
        case .commit(let commit) where from == Self.holder && commit.view == 0: isPrepared = true
        case .commit(let commit) where commit.view == 1: return true
        case .viewChange(let wish) where wish.view > 1 && from != Self.holder && from != faulty:
            isOver = true
            return false
        default: break
        }
        return from == Self.holder || to == Self.holder && isPrepared
    }
}
