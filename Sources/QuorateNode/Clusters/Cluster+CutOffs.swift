import QuorateReplicas

// Conflicting entries of Raft: whoever writes first is cut off, another leader writes at the same place, they meet again.
extension Cluster {
    /// Time for which a writer is cut off, and from which on the other clients ask the others, in milliseconds.
    private static let cutOffTimes = (end: 330, requests: 170)

    /// Time that a client waits at the beginning of a run: all but the first ask for something when the first has written.
    func waiting(of client: Int) -> Int {
        setup.kind == .raft && setup.faults.cutsOff && client > 0 ? 400 : 0
    }

    /// Cuts a server off when it first sends an entry in a run, before anybody has it.
    func cutOffWriter(_ server: Int, of bytes: [UInt8]) {
        guard setup.kind == .raft, setup.faults.cutsOff, cutOff == nil,
            case .appendEntries(_, _, _, let entries, _)? = try? RaftMessage(decoding: bytes),
            !entries.isEmpty
        else { return }
        cutOff = (server, now)
        for index in clients.indices where clients[index].operation == nil {
            clients[index].nextAt = now + Self.cutOffTimes.requests
            clients[index].askNext(after: server)
        }
    }

    func isCutOff(_ one: Int, _ other: Int) -> Bool {
        guard let cutOff, cutOff.node == one || cutOff.node == other else { return false }
        return now - cutOff.since < Self.cutOffTimes.end
    }
}
