extension PBFTReplica {
    /// Does what the record at `index` of the log says.
    mutating func recover(_ bytes: [UInt8], at index: Int) throws(RecoveryFailure) {
        let record: PBFTRecord
        do { record = try PBFTRecord(decoding: bytes) } catch {
            throw RecoveryFailure(record: index, reason: "\(error)")
        }
        if let reason = objection(to: record) { throw RecoveryFailure(record: index, reason: reason) }
        apply(record)
    }

    /// Reason why this replica cannot have written the record here; nil if it can.
    private func objection(to record: PBFTRecord) -> String? {
        switch record {
        case .viewChange(let message): objection(to: message)
        case .newView(let message): objection(to: message)
        case .proposal(let message): objection(to: message)
        case .prepared(let certificate):
            certificate.prepares.count + 1 < configuration.prepareQuorum
                ? "a certificate that is too small" : nil
        case .executed(let sequence, _):
            sequence != state.lastExecuted + 1
                ? "sequence number \(sequence) executed after \(state.lastExecuted)" : nil
        case .stable(let proof): proof.isEmpty ? "a stable checkpoint without proof" : nil
        case .snapshot(let snapshot):
            snapshot.clients.allSatisfy { $0.client < configuration.clientCount }
                ? nil : "a reply to a client that does not exist"
        }
    }

    private func objection(to message: PBFTSigned<PBFTViewChange>) -> String? {
        if message.sender != me { return "a VIEW-CHANGE of replica \(message.sender)" }
        return message.body.view <= state.view ? "a VIEW-CHANGE to the lower view \(message.body.view)" : nil
    }

    private func objection(to message: PBFTSigned<PBFTNewView>) -> String? {
        let view = message.body.view
        if message.sender != configuration.primary(of: view) {
            return "a NEW-VIEW that is not from its primary"
        }
        return view < state.view ? "a NEW-VIEW for the lower view \(view)" : nil
    }

    private func objection(to message: PBFTSigned<PBFTPrePrepare>) -> String? {
        let view = message.body.view
        if message.sender != configuration.primary(of: view) {
            return "a proposal that is not from its primary"
        }
        return mayRecord(proposalOf: view) ? nil : "a proposal of view \(view)"
    }
}
