internal import PBFTSpecs

// The numbers of replicas with which code and spec are the same protocol.
extension PBFTDriver {
    public var unsuitability: String? {
        if spec.faults == 0 {
            return
                "with faults=0 a replica's own CHECKPOINT is stable by itself, and the replica forgets the one"
                + " sequence number that the spec has; set faults to 1 or more"
        }
        if replicaCount != 3 * spec.faults + 1 {
            return "with faults=\(spec.faults) the code has the spec's quorums of 2f + 1 only where it has"
                + " \(3 * spec.faults + 1) replicas: of more it takes other quorums, and with fewer it does not run;"
                + " set replicas to \(3 * spec.faults + 1)"
        }
        if spec.adversary.count > spec.faults, spec.views > 1 {
            return
                "with more Byzantine replicas than faults=\(spec.faults) one view can have certificates for both"
                + " requests, of which the code takes a fixed one and the spec either; lower faulty, or set views to 1"
        }
        return unsuitabilityOfMutant
    }

    /// Reason why the changed code is not the mutant, though it makes the same mistake; nil where it is.
    private var unsuitabilityOfMutant: String? {
        guard let mutant = spec.mutant, spec.views > 1 else { return nil }
        if mutant == .tooFewReplicas {
            return
                "with more than one view the replica that 3f + 1 lack is missing in the view changes of the code, and not"
                + " in those of the mutant; set views to 1"
        }
        if spec.adversary.count == 0 {
            return
                "without Byzantine replicas the changed code goes further by its own words than the mutant of the spec;"
                + " set faulty to 1 or more, or views to 1"
        }
        return nil
    }

    /// A cluster of 3f replicas is one of 3f + 1 that lacks one.
    var replicaCount: Int { spec.members.count + (spec.mutant == .tooFewReplicas ? 1 : 0) }
}
