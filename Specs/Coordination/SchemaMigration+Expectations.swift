import QuorateFaults

extension SchemaMigration {
    enum Mutant: String, SpecMutant {
        case withoutBarrier = "without-barrier"
        case countsRunningServices = "counts-running-services"
        case deploysFirst = "deploys-first"
        case migratesEarly = "migrates-early"
        case copiesInTwoSteps = "copies-in-two-steps"
        case stopsWritingEarly = "stops-writing-early"
        case staysDown = "stays-down"

        var expectation: MutantExpectation {
            switch self {
            case .withoutBarrier:
                .breaks(
                    "every service knows the schema",
                    "the old column is dropped as soon as it is copied, whoever still uses it")
            case .countsRunningServices:
                .breaks(
                    "every service knows the schema",
                    "the barrier before the contraction asks only the services that are running")
            case .deploysFirst:
                .breaks(
                    "every service knows the schema", "a service is deployed before there is a new column")
            case .migratesEarly:
                .breaks(
                    "every service reads the latest write",
                    "the old column is copied while some service writes to it alone")
            case .copiesInTwoSteps:
                .breaks(
                    "every service reads the latest write",
                    "the old column is read and then copied, over what was written in the meantime")
            case .stopsWritingEarly:
                .breaks(
                    "every service reads the latest write",
                    "a service leaves the old column alone while another still reads it")
            case .staysDown:
                .breaks(
                    "the migration ends", "a service may stay down, and the barrier waits for it for ever")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 156, generated: 768, depth: 13),
            .holds(Self(services: 2), distinct: 57, generated: 200, depth: 10),
            .holds(Self(services: 4), distinct: 395, generated: 2530, depth: 16),
            .holds(Self(crashes: 0), distinct: 39, generated: 177, depth: 12),
            .holds(Self(crashes: 3), distinct: 312, generated: 1661, depth: 15),
            .caught(Self(mutant: .withoutBarrier), distinct: 212, generated: 1031, depth: 13, steps: 6),
            .caught(
                Self(services: 2, mutant: .countsRunningServices), distinct: 63, generated: 220, depth: 11,
                steps: 10),
            .caught(Self(mutant: .deploysFirst), distinct: 184, generated: 901, depth: 13, steps: 1),
            .caught(Self(mutant: .migratesEarly), distinct: 372, generated: 1958, depth: 14, steps: 5),
            .caught(
                Self(services: 2, mutant: .copiesInTwoSteps), distinct: 90, generated: 316, depth: 12,
                steps: 7),
            .caught(Self(mutant: .stopsWritingEarly), distinct: 252, generated: 1281, depth: 13, steps: 8),
            .caught(Self(mutant: .staysDown), distinct: 156, generated: 768, depth: 13, steps: 4),
        ])

    static var waivedMutants: [MutantWaiver] {
        [
            .waive(
                .dropGuard, "crash",
                because: "the barrier counts services that are down too, so that any number of them may be")
        ]
    }
}
