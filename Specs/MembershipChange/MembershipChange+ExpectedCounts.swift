public import QuorateLanguage

extension MembershipChange {
    /// What an independent re-model in Python found, and where it takes too long for that, Quorate alone.
    ///
    /// `noNoOp` takes four members: with three, two configurations that each differ from theirs by one server
    /// have majorities that meet. All of its 2,145,271 states with four servers, of which three are members,
    /// three terms and two entries are safe.
    public static var instances: [SpecInstance<Self>] {
        jointConsensus + singleServer + mutantInstances
    }

    private static var remodel: String { "an independent re-model in Python" }

    private static var jointConsensus: [SpecInstance<Self>] {
        [
            SpecInstance(
                Self(servers: 3, members: 2),
                .holds(distinct: 5483, generated: 9361, depth: 10, source: remodel)),
            SpecInstance(
                Self(servers: 3, members: 3),
                .holds(distinct: 36754, generated: 90250, depth: 10, source: remodel)),
            SpecInstance(
                Self(servers: 4, members: 2),
                .holds(distinct: 48835, generated: 104_955, depth: 12, source: remodel)),
            SpecInstance(
                Self(servers: 3, members: 3, entries: 3),
                .holds(distinct: 265_249, generated: 744_790, depth: 15, source: remodel)),
            SpecInstance(
                Self(),
                .holds(distinct: 644_734, generated: 2_081_161, depth: 14, source: remodel, isLong: true)),
        ]
    }

    private static var singleServer: [SpecInstance<Self>] {
        [
            SpecInstance(
                Self(method: .singleServer),
                .holds(distinct: 20038, generated: 49669, depth: 14, source: remodel)),
            SpecInstance(
                Self(servers: 3, members: 3, terms: 3, method: .singleServer),
                .holds(distinct: 32626, generated: 68152, depth: 11, source: remodel)),
            SpecInstance(
                Self(servers: 4, members: 4, terms: 3, method: .singleServer),
                .holds(distinct: 356_137, generated: 900_613, depth: 13, source: remodel, isLong: true)),
            // Room for two no-ops and a change, where `noNoOp` falls without them.
            SpecInstance(
                Self(servers: 4, members: 4, terms: 3, entries: 3, method: .singleServer),
                .holds(distinct: 4_901_617, generated: 13_878_889, depth: 20, source: "Quorate", isLong: true)
            ),
        ]
    }

    private static var mutantInstances: [SpecInstance<Self>] {
        let property = "one leader per term"
        return [
            SpecInstance(
                Self(servers: 4, members: 4, terms: 3, entries: 1, method: .singleServer, mutant: .noNoOp),
                .violates(
                    property, steps: 6, distinct: 141_577, generated: 343_069, depth: 11, source: remodel)),
            SpecInstance(
                Self(entries: 1, mutant: .oneStep),
                .violates(
                    property, steps: 4, distinct: 42316, generated: 128_371, depth: 13, source: remodel)),
            SpecInstance(
                Self(method: .singleServer, mutant: .twoServers),
                .violates(
                    property, steps: 7, distinct: 33001, generated: 84595, depth: 17, source: remodel)),
        ]
    }
}
