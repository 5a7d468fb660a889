import QuorateFaults

extension MembershipChange {
    public enum Mutant: String, SpecMutant {
        case noNoOp = "no-no-op"
        case oneStep = "one-step"
        case twoServers = "two-servers"
        case uncommittedJoint = "uncommitted-joint"

        public var expectation: MutantExpectation {
            switch self {
            case .noNoOp:
                .breaks(
                    "one leader per term",
                    "a leader removes a server before it has committed an entry of its own term")
            case .oneStep:
                .breaks("one leader per term", "the new configuration replaces the old one in one step")
            case .twoServers:
                .breaks("one leader per term", "two servers at a time are changed in one step")
            // https://github.com/camunda/camunda/issues/60086: a new leader did so with what it found in its log.
            case .uncommittedJoint:
                .breaks(
                    "one leader per term",
                    "a leader appends C-new before C-old,new is committed, and the old majority is not asked")
            }
        }
    }

    public enum Variant: String, SpecVariant {
        case oneAtATimeUncommitted = "one-at-a-time-uncommitted"

        public var expectation: VariantExpectation {
            switch self {
            case .oneAtATimeUncommitted:
                .holds(
                    "C-new may be appended before C-old,new is committed where one member at a time is changed:"
                        + " the majorities of both meet",
                    source: "https://github.com/camunda/camunda/issues/60086;"
                        + " Ongaro, Consensus: Bridging Theory and Practice (2014), section 4.1")
            }
        }
    }

    /// Room for a no-op, C-old,new and C-new.
    mutating func makeRoomForVariant() {
        guard variant == .oneAtATimeUncommitted else { return }
        (method, entries) = (.jointConsensus, max(entries, 3))
    }

    /// Two bugs are about single-server changes, and one takes four members and three terms to show.
    mutating func makeRoomForMutant() {
        switch mutant {
        case .noNoOp:
            (servers, members, terms) = (ReplicaSet(count: 4), ReplicaSet(count: 4), 3)
            method = .singleServer
        case .twoServers: method = .singleServer
        default: break
        }
    }

    /// `noNoOp` takes four members: with three, two configurations that each differ from theirs by one server
    /// have majorities that meet. All of its 2,145,271 states with four servers, of which three are members,
    /// three terms and two entries are safe.
    public static let instances =
        expected(by: "an independent re-model in Python", jointConsensus + singleServer + variants)
        + expected(by: "Quorate", [leastJointConsensus] + longSingleServer)
        + expected(by: "an independent re-model in Python", mutants)

    public static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "complete",
                because: "it is the mutant uncommitted-joint, which takes three members to be seen"
            )
        ]
    }

    /// With two members, each of which is needed.
    private static let leastJointConsensus = SpecInstance.holds(
        Self(servers: 2, members: 2, entries: 3), distinct: 2849, generated: 4461, depth: 11)

    private static let jointConsensus: [SpecInstance<Self>] = [
        .holds(Self(servers: 3, members: 2), distinct: 5483, generated: 9361, depth: 10),
        .holds(Self(servers: 3, members: 3), distinct: 36754, generated: 90250, depth: 10),
        .holds(Self(servers: 4, members: 2), distinct: 48835, generated: 104_955, depth: 12),
        .holds(Self(servers: 3, members: 3, entries: 3), distinct: 265_249, generated: 744_790, depth: 15),
        .holds(Self(), distinct: 644_734, generated: 2_081_161, depth: 14, isLong: true),
    ]

    private static let singleServer: [SpecInstance<Self>] = [
        .holds(Self(method: .singleServer), distinct: 20038, generated: 49669, depth: 14),
        .holds(
            Self(servers: 3, members: 3, terms: 3, method: .singleServer), distinct: 32626,
            generated: 68152, depth: 11),
        .holds(
            Self(members: 4, terms: 3, method: .singleServer), distinct: 356_137, generated: 900_613,
            depth: 13, isLong: true),
    ]

    private static let longSingleServer: [SpecInstance<Self>] = [
        // An even number of members, with which `noNoOp` falls.
        .holds(
            Self(members: 4, terms: 3, entries: 3, variant: .oneAtATimeUncommitted), distinct: 4_322_053,
            generated: 12_267_961, depth: 18, isLong: true),
        // Room for two no-ops and a change, where `noNoOp` falls without them.
        .holds(
            Self(members: 4, terms: 3, entries: 3, method: .singleServer), distinct: 4_901_617,
            generated: 13_878_889, depth: 20, isLong: true),
    ]

    private static let variants: [SpecInstance<Self>] = [
        .holds(
            Self(servers: 3, members: 3, entries: 3, variant: .oneAtATimeUncommitted), distinct: 27388,
            generated: 63073, depth: 14),
        .holds(
            Self(servers: 4, members: 2, entries: 3, variant: .oneAtATimeUncommitted), distinct: 50605,
            generated: 124_617, depth: 17),
        .holds(
            Self(entries: 3, variant: .oneAtATimeUncommitted), distinct: 214_561, generated: 626_428,
            depth: 19),
    ]

    private static let mutants: [SpecInstance<Self>] = [
        .caught(
            Self(members: 4, terms: 3, entries: 1, method: .singleServer, mutant: .noNoOp),
            distinct: 141_577, generated: 343_069, depth: 11, steps: 6),
        .caught(Self(entries: 1, mutant: .oneStep), distinct: 42316, generated: 128_371, depth: 13, steps: 4),
        .caught(
            Self(method: .singleServer, mutant: .twoServers), distinct: 33001, generated: 84595, depth: 17,
            steps: 7),
    ]
}
