public import QuorateLanguage
public import QuorateQuorums

extension Assumptions {
    /// Assumptions of a spec of `replicas`, at most `faults` of them faulty as `model` says.
    ///
    /// - Parameters:
    ///   - replicas: all n replicas.
    ///   - faults: f; with 0 there are no faults, whatever the model.
    ///   - model: what a faulty replica may do.
    ///   - network: what may happen to a message.
    ///   - placement: which replicas are faulty, where the spec chooses; with an adversary it must be the adversary's.
    ///   - suspects: the replicas among which it chooses; all unless given.
    ///   - notes: what else a reader must know, a line each.
    public init(
        replicas: ReplicaSet, faults: Int = 0, _ model: FaultModel, network: NetworkModel,
        placement: FaultPlacement? = nil, among suspects: ReplicaSet? = nil, notes: [String] = []
    ) {
        // No replica is Byzantine where none is faulty, whatever the instance next to this one assumes.
        let model = faults == 0 ? .none : model
        let bound = ["n = \(replicas.count)"] + (model == .none ? [] : ["f = \(faults)"])
        let choice = model == .none ? nil : placement?.note(among: suspects ?? replicas)
        self.init(
            bound + model.clauses + [network.description], notes: [choice].compactMap(\.self) + notes)
        self.faults = AssumedFaults(count: faults, power: model.power, placement: choice)
    }
}
