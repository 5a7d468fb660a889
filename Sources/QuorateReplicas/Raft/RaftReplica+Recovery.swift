extension RaftReplica {
    /// The server that the records make; what is not in them, the role and the commit index, begins anew.
    ///
    /// - Throws: ``RecoveryFailure`` when a record is malformed, when the term goes back, or when entries do not
    ///   join the ones before.
    public init(_ configuration: RaftConfiguration, recovering records: [[UInt8]]) throws {
        self.configuration = configuration
        var state = State(voters: JointMajority(configuration.members))
        for (position, bytes) in records.enumerated() {
            if let reason = state.restore(bytes) { throw RecoveryFailure(record: position, reason: reason) }
        }
        state.updateVoters(from: 1, initial: configuration.members)
        self.state = state
    }
}

extension RaftReplica.State {
    init(voters: JointMajority) { self.voters = voters }

    /// Takes up the record that `bytes` are; otherwise says why not.
    fileprivate mutating func restore(_ bytes: [UInt8]) -> String? {
        do throws(DecodingFailure) {
            return restore(try RaftRecord(decoding: bytes))
        } catch {
            return error.description
        }
    }

    private mutating func restore(_ record: RaftRecord) -> String? {
        switch record {
        case .term(let term, let vote):
            if term < self.term { return "term \(term) after term \(self.term)" }
            (self.term, self.vote) = (term, vote)
        case .entries(let firstIndex, let entries):
            if !(1...log.count + 1).contains(firstIndex) {
                return "entries from index \(firstIndex) on behind a log of \(log.count)"
            }
            log.removeSubrange((firstIndex - 1)...)
            log += entries
        }
        return nil
    }
}
