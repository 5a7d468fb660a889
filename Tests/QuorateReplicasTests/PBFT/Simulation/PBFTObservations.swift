import QuorateReplicas

/// What must never happen.
enum PBFTViolation: Hashable {
    /// Two correct replicas have executed different things at one sequence number, or after different histories.
    case disagreement(sequence: Int)
    /// A correct replica has executed a request twice.
    case executedTwice(PBFTRequestID)
    /// A request that no client has signed was executed.
    case invented(PBFTRequestID)
    /// A client has accepted a result that no correct replica had.
    case misled(PBFTRequestID)
    /// A replica has not said after a crash what it had said before.
    case forgotten(replica: Int)
    /// The network was good and yet something was not executed.
    case stuck([String])
}

/// What is seen of a schedule from outside, and what was wrong in it.
struct PBFTObservations {
    var violation: PBFTViolation?
    /// The requests that clients have signed.
    var signed: Set<PBFTDigest> = []
    var transferCount = 0
    var highestView = 0
    private(set) var executedCount = 0
    private(set) var droppedCount = 0
    /// What was executed at each sequence number by whoever came first.
    private var order: [Int: PBFTDigest] = [:]
    /// The digest of the history up to a sequence number.
    private var histories: [Int: PBFTDigest] = [:]
    /// Results that a correct replica has had.
    private var results: [PBFTRequestID: Set<PBFTDigest>] = [:]
    private var executed: [Int: Set<PBFTRequestID>] = [:]

    mutating func see(_ event: PBFTEvent, of replica: Int) {
        switch event {
        case .executed(let sequence, let request):
            executedCount += 1
            if order[sequence, default: request.digest] != request.digest {
                report(.disagreement(sequence: sequence))
            }
            order[sequence] = request.digest
            if !executed[replica, default: []].insert(request.id).inserted {
                report(.executedTwice(request.id))
            }
            if !signed.contains(request.digest) { report(.invented(request.id)) }
        case .dropped: droppedCount += 1
        case .entersView(let view): highestView = max(highestView, view)
        case .prepared, .changesView, .stableCheckpoint, .needsState, .adoptsState: break
        }
    }

    mutating func see(_ replica: PBFTReplica) {
        let state = replica.state
        let known = histories[state.lastExecuted, default: state.historyDigest]
        if known != state.historyDigest { report(.disagreement(sequence: state.lastExecuted)) }
        histories[state.lastExecuted] = state.historyDigest
        for (client, reply) in state.lastReplies {
            let id = PBFTRequestID(client: client, timestamp: reply.timestamp)
            results[id, default: []].insert(reply.result)
        }
    }

    mutating func see(_ result: PBFTDigest, of request: PBFTRequestID) {
        if results[request]?.contains(result) != true { report(.misled(request)) }
    }

    mutating func report(_ violation: PBFTViolation) { self.violation = self.violation ?? violation }
}
