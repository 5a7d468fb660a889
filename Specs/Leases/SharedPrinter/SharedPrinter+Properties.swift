import QuorateFaults

extension SharedPrinter {
    var properties: [Property<State>] {
        let departments = departments
        let all: [Property<State>] = [
            .always("one holder of each token") { s in
                Self.pairs(of: departments, s).allSatisfy { i, j in s.term[i] != s.term[j] }
            },
            .always("a lease begins when older ones are over") { s in
                Self.pairs(of: departments, s).allSatisfy { i, j in
                    s.term[i] == s.term[j] || s.timer[i] == 0 || s.timer[j] == 0
                }
            },
            .always("no job of an older token after one of a newer") { s in !s.isSpoiled },
            .always("jobs and tokens are those of leases") { s in
                let newest = departments.map { s.lastLease[$0] }.max() ?? 0
                return s.highest <= newest && s.jobs.allSatisfy { 0 < $0 && $0 <= newest }
            },
        ]
        return all + goals
    }

    /// Pairs of departments that think that they have the printer.
    private static func pairs(of departments: ReplicaSet, _ s: State) -> [(ReplicaID, ReplicaID)] {
        let holders = departments.filter { s.phase[$0] == .holding }
        return holders.flatMap { i in holders.filter { $0 > i }.map { (i, $0) } }
    }

    private var goals: [Property<State>] {
        let (departments, spec) = (departments, self)
        let progress = Property<State>.leadsTo(
            "the printer for another after its holder has crashed",
            from: { s in s.crashed.contains { s.phase[$0] == .holding } },
            to: { s in
                !(departments - s.crashed).isDisjoint(with: departments.filter { spec.isGood($0, s) })
                    || spec.isUsedUp(s)
            })
        let hasSuccessor = terms > 1 && applicants.count > 1
        return (crashes > 0 && hasSuccessor ? [progress] : [])
            + (hasSuccessor
                ? [
                    .reachable("a late job of an older token is refused") { s in
                        s.jobs.contains { $0 < s.highest }
                    }
                ] : []) + ends + (quorum == 0 ? [minority] : [])
    }

    /// Ends of what a department has or wants.
    private var ends: [Property<State>] {
        let departments = departments
        let giveBack = Property<State>.reachable("the printer is given back, and nobody else wants it") { s in
            let newest = departments.map { s.term[$0] }.max() ?? 0
            return newest > 0 && departments.contains { s.lastLease[$0] == newest }
                && departments.allSatisfy { s.phase[$0] == .idle }
        }
        let stepDown = Property<State>.reachable("a newer term is heard of without a vote in it") { s in
            departments.contains {
                s.term[$0] > 0 && !s.voted.contains($0) && s.phase[$0] == .idle
                    && s.lastLease[$0] < s.term[$0]
            }
        }
        return [giveBack] + (terms > 1 && applicants.count > 1 ? [stepDown] : [])
    }

    /// A majority is enough.
    private var minority: Property<State> {
        let (departments, faults) = (departments, (departments.count - 1) / 2)
        return .reachable("the printer is had while a minority is silent") { s in
            departments.contains { s.phase[$0] == .holding }
                && departments.filter { s.term[$0] == 0 }.count >= faults
        }
    }

    /// End of the last term without anybody who can still win it.
    private func isUsedUp(_ s: State) -> Bool { newestTerm(of: departments, s) == terms && isStalled(s) }

    /// Nobody lives who leads, or can still win, the newest term.
    private func isStalled(_ s: State) -> Bool {
        let (newest, live) = (newestTerm(of: departments, s), departments - s.crashed)
        return live.filter { s.term[$0] == newest }.allSatisfy { i in
            switch s.phase[i] {
            case .idle: return true
            case .leading, .proposing: return false
            case .holding: return isOver(i, s)
            case .standing:
                let undecided = live.filter { $0 != i && (s.term[$0] < newest || !s.voted.contains($0)) }
                return (s.heard[i] | undecided).count < enough
            }
        }
    }

    /// Clocks go on, messages that are sent again and again arrive, and somebody stands where the term is stalled, of
    /// which a department learns by a time-out.
    var fairness: [Fairness<Self>] {
        let steps = everyReplicaTakesSteps { action in
            switch action {
            case .lead(let i), .propose(let i), .giveBack(let i): i
            default: nil
            }
        }
        return steps + messages
            + applicants.map { i in .weak("\(i) hears of a newer term") { $0 == .stepDown(i) } }
            + applicants.map { i in .weak("the clock of \(i) goes on") { $0 == .tick(i) } }
            + [
                .weak("somebody stands where nobody can win") { [self] action, s in
                    if case .stand = action { isStalled(s) } else { false }
                },
                .weak("jobs arrive", actions: "print"),
            ]
    }

    private var messages: [Fairness<Self>] {
        deliveriesAreFair(of: ["a request for a vote"]) { action in
            if case .vote(let i, _) = action { (receiver: i, kind: "a request for a vote") } else { nil }
        }
            + departments.map { i in
                // In time: an answer to a lease that is over by then is worth nothing.
                .strong("a lease arrives at \(i) in time") { action, s in
                    if case .accept(i, let j) = action { s.timer[j] > 0 } else { false }
                }
            }
            + applicants.map { i in
                .strong("\(i) hears in time that its lease is accepted") { $0 == .hold(i) }
            }
    }

    var environmentActions: [String] { ["send", "announce", "crash"] }
}
