import QuorateFaults

/// Change of a database's schema under services that go on running: expand, migrate, contract.
///
/// Ambler and Sadalage, "Refactoring Databases: Evolutionary Database Design" (2006), chapter 2 (a transition period in
/// which the old schema and the new one are both there); Rae, Rollins, Shute, Sodhi and Vingralek, "Online, Asynchronous
/// Schema Change in F1", PVLDB 6 (2013), for the versions in between, of which two neighbours at most run at a time. A
/// column gets a new name or form. Each service is deployed version by version: it uses the old column; it writes both;
/// it reads the new one; it leaves the old one alone. Between two steps stands a barrier, which every service must have
/// reached, whether it runs at the moment or not: one that is down comes back in the version in which it went down.
///
/// What is abstracted: there is one row, and a column holds its latest write or does not. A copy of the row is one
/// transaction, and so is a write to both columns. A service is one process, which ends its transactions before the next
/// version takes its place, and never goes back to an earlier one; no service is added. So what the migrator has seen of
/// versions stays true, however long ago it looked, and since it keeps nothing else another may take its place.
struct SchemaMigration: Spec {
    static let summary = "Services move to a new schema version by version, with a barrier at each step."
    static let source =
        "Ambler and Sadalage, Refactoring Databases (2006), chapter 2; Rae et al., Online, Asynchronous"
        + " Schema Change in F1 (2013)"

    var services: ReplicaSet
    /// Greatest number of services that are down at a time.
    var crashes: Int
    var mutant: Mutant?

    /// A migration under `services` services (1 to 5), at most `crashes` (0 to 5) of them down at a time.
    init(services: Int = 3, crashes: Int = 1, mutant: Mutant? = nil) {
        self.services = ReplicaSet(count: services)
        self.crashes = crashes
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [Parameter("services", \.services, in: 1...5), Parameter("crashes", \.crashes, in: 0...5)]
    }
    var replicas: ReplicaSet { services }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: services, faults: crashes, .crashRecovery, network: .absent,
            notes: ["a service that is down comes back, in the version that it had"])
    }

    enum Column: FiniteValue { case old, new }

    enum Schema: FiniteValue {
        /// The old column only.
        case old
        /// Both columns.
        case expanded
        /// The new column only.
        case contracted

        var columns: FiniteSet<Column> {
            switch self {
            case .old: [.old]
            case .expanded: [.old, .new]
            case .contracted: [.new]
            }
        }
    }

    /// Version of a service, in the order of deployment.
    enum Version: FiniteValue, Comparable {
        case old, writesBoth, readsNew, new

        var reads: Column { self <= .writesBoth ? .old : .new }
        var writes: FiniteSet<Column> {
            switch self {
            case .old: [.old]
            case .writesBoth, .readsNew: [.old, .new]
            case .new: [.new]
            }
        }
        /// Presence of each column that the version uses.
        func knows(_ schema: Schema) -> Bool { writes.isSubset(of: schema.columns) }
    }

    /// Copy under way: the latest write, or one that another has followed.
    enum Copy: FiniteValue { case none, latest, stale }

    struct State: SpecState {
        var version = ReplicaMap<Version>(.old)
        /// Columns that hold the latest write.
        var latest: FiniteSet<Column> = [.old]
        var down = ReplicaSet()
        var schema = Schema.old
        /// Row that the migrator has read and not yet written, where copying is two steps.
        var copy = Copy.none
        /// The old column has been copied to the new one.
        var isMigrated = false
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        // The migrator adds the new column, copies the old one to it, and drops the old one.
        case expand, migrate, contract
        /// A service starts in its next version.
        case deploy(ReplicaID)
        case write(ReplicaID)
        case crash(ReplicaID), restart(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.expand, if: s.schema == .old) { $0.schema = .expanded }
        migrate(s, &next)
        next.take(.contract, if: s.schema == .expanded && s.isMigrated && mayContract(s)) {
            $0.schema = .contracted
            $0.latest.remove(.old)
        }
        for i in services - s.down {
            let version = s.version[i]
            next.take(.deploy(i), if: version < .new && mayFollow(version, s)) {
                $0.version[i] = Version(packed: version.packed + 1)
            }
            next.take(.write(i), if: version.knows(s.schema)) {
                $0.latest = version.writes
                if s.copy == .latest { $0.copy = .stale }
            }
            next.take(.crash(i), if: s.down.count < crashes) { $0.down.insert(i) }
        }
        for i in s.down { next.take(.restart(i)) { $0.down.remove(i) } }
    }

    @inline(__always)
    private func migrate(_ s: State, _ next: inout Next<Self>) {
        let isDue = s.schema == .expanded && !s.isMigrated && mayMigrate(s)
        let row: Copy = s.latest.contains(.old) ? .latest : .stale
        let readsOnly = mutant == .copiesInTwoSteps && s.copy == .none
        let copied = s.copy == .none ? row : s.copy
        next.take(.migrate, if: isDue) {
            $0.copy = readsOnly ? row : .none
            if readsOnly { return }
            if copied == .latest { $0.latest.insert(.new) } else { $0.latest.remove(.new) }
            $0.isMigrated = true
        }
    }

    /// Barrier: each of `these` services, all unless given, has come to `version`.
    private func reached(_ version: Version, _ s: State, by these: ReplicaSet? = nil) -> Bool {
        (these ?? services).allSatisfy { s.version[$0] >= version }
    }

    /// Nobody writes to the old column only.
    private func mayMigrate(_ s: State) -> Bool {
        mutant == .migratesEarly || reached(.writesBoth, s)
    }

    /// Nobody uses the old column.
    private func mayContract(_ s: State) -> Bool {
        switch mutant {
        case .withoutBarrier: true
        case .countsRunningServices: reached(.new, s, by: services - s.down)
        default: reached(.new, s)
        }
    }

    /// Freedom to go on from `version` to the one behind it.
    private func mayFollow(_ version: Version, _ s: State) -> Bool {
        switch version {
        case .old: mutant == .deploysFirst || s.schema != .old
        case .writesBoth: s.isMigrated
        // Nobody reads the old column, which the new version does not write.
        case .readsNew: mutant == .stopsWritingEarly || reached(.readsNew, s)
        case .new: false
        }
    }

    var environmentActions: [String] {
        ["write", "crash"] + (mutant == .staysDown ? ["restart"] : [])
    }

    /// Steps of the migrator and of each deployment; a service that is down comes back. It may go down again and again, so
    /// its deployment is owed if it is possible again and again.
    var fairness: [Fairness<Self>] {
        let deployments = services.map { i in
            Fairness<Self>.strong("\(i) is deployed") { $0 == .deploy(i) }
        }
        let restarts = services.map { i in Fairness<Self>.weak("\(i) comes back") { $0 == .restart(i) } }
        return [.weak("the migrator goes on", actions: "expand", "migrate", "contract")]
            + deployments + (mutant == .staysDown ? [] : restarts)
    }

    var properties: [Property<State>] {
        let services = services
        return [
            .always("every service knows the schema") { s in
                (services - s.down).allSatisfy { s.version[$0].knows(s.schema) }
            },
            .always("every service reads the latest write") { s in
                (services - s.down).allSatisfy {
                    !s.version[$0].knows(s.schema) || s.latest.contains(s.version[$0].reads)
                }
            },
            .eventuallyAlways("the migration ends") { s in
                s.schema == .contracted && services.allSatisfy { s.version[$0] == .new }
            },
            .reachable("the new column alone has the latest write") { s in
                s.schema == .expanded && s.latest == [.new]
            },
        ] + (crashes > 0 ? [recovery] : [])
    }

    /// The barrier asks for no service to be up.
    private var recovery: Property<State> {
        .reachable("the old column is dropped while a service is down") { s in
            s.schema == .contracted && !s.down.isEmpty
        }
    }
}
