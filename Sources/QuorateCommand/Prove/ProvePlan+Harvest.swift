import QuorateProver

extension ProvePlan {
    /// The requests of models among those of a command line that asks for a harvest; the specs behind them are left out.
    ///
    /// - Throws: ``CommandError`` where something else is named, or nothing.
    static func harvested(_ names: [String], _ requests: [ProofRequest]) throws -> [ProofRequest] {
        if names.isEmpty { throw CommandError.needsSubject(option: "--harvest") }
        return try requests.filter { request in
            switch request.subject {
            case .model(let model) where model.breaks == nil: return true
            case .refinement: return false
            default:
                throw CommandError.unsuitable(
                    option: "--harvest", value: request.name,
                    write: "the name of a model of a protocol, as in paxos")
            }
        }
    }
}
