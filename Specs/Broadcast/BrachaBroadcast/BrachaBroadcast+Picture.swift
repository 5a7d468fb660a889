import QuorateFaults

/// Bracha's broadcast in the model `bracha-broadcast`. Of the messages only those of correct replicas are in the picture:
/// in the model a faulty replica counts for whoever wants its message.
extension BrachaBroadcast: RefiningSpec {
    public enum ModelRelation: FiniteValue, CaseIterable {
        case member, inAmplifier, inDeliverer, senderIsCorrect, faulty
        case initial, echo, ready, delivered
    }

    public static let model = "bracha-broadcast"
    public static let mapping = [
        "a faulty replica counts in the model for every message; its INITIALs are there from the start",
        "in the model a replica may be ready, and deliver, without having echoed; in the spec it may not",
        "that something is delivered in the end is not in the model",
    ]

    /// That all deliver is not in the model.
    public static var refiningMutants: Set<Mutant> {
        [.echoesOfAll, .noAmplification, .hastyDelivery]
    }

    public var modelSizes: [String: Int] {
        [
            "replica": allReplicas.count, "quorum": sets(thresholds.echoes).count,
            "amplifier": sets(thresholds.amplification).count,
            "deliverer": sets(thresholds.delivery).count, "value": Value.valueCount,
        ]
    }

    /// Smallest sets of so many replicas; where a mutant waits for more than there are, of all.
    private func sets(_ size: Int) -> [ReplicaSet] {
        allReplicas.subsets(ofSize: min(size, allReplicas.count))
    }

    public var fixedPicture: ModelPicture<ModelRelation> {
        var picture = ModelPicture<ModelRelation>()
        picture.hold(.member, membersOf: sets(thresholds.echoes))
        picture.hold(.inAmplifier, membersOf: sets(thresholds.amplification))
        picture.hold(.inDeliverer, membersOf: sets(thresholds.delivery))
        return picture
    }

    public func picture(of s: State) -> ModelPicture<ModelRelation> {
        var picture = ModelPicture<ModelRelation>()
        let (correct, isHonest) = (s.faulty.correct(among: allReplicas), !s.faulty.contains(sender))
        picture.hold(.faulty, ofEach: s.faulty.members)
        if isHonest { picture.hold(.senderIsCorrect) }
        for value in Value.values {
            let v = Int(value.packed)
            if !isHonest || !s.votes.senders(of: .initial(value), in: correct).isEmpty {
                picture.hold(.initial, v)
            }
            picture.hold(.echo, ofEach: s.votes.senders(of: .echo(value), in: correct), v)
            picture.hold(.ready, ofEach: s.votes.senders(of: .ready(value), in: correct), v)
            picture.hold(.delivered, ofEach: s.delivered[value], v)
        }
        return picture
    }
}
