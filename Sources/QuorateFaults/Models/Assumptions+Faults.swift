public import QuorateLanguage
public import QuorateQuorums

extension Assumptions {
    /// The assumptions of a spec of `replicas`, of which at most `faults` are faulty as `model` says.
    ///
    /// - Parameters:
    ///   - replicas: all n replicas.
    ///   - faults: f; with 0 there are no faults, whatever the model.
    ///   - model: what a faulty replica may do.
    ///   - network: what may happen to a message.
    ///   - placement: which replicas are faulty, where the spec chooses.
    ///   - notes: what else a reader must know, a line each.
    public init(
        replicas: ReplicaSet, faults: Int = 0, _ model: FaultModel, network: NetworkModel,
        placement: FaultPlacement? = nil, notes: [String] = []
    ) {
        // Nobody is Byzantine where nobody is faulty, whatever the instance next to this one assumes.
        let model = faults == 0 ? .none : model
        let bound = ["n = \(replicas.count)"] + (model == .none ? [] : ["f = \(faults)"])
        let choice = model == .none ? [] : placement.map { [$0.note(among: replicas)] } ?? []
        self.init(bound + model.clauses + [network.description], notes: choice + notes)
    }
}
