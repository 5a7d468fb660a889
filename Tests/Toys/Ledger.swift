import QuorateLanguage
import QuorateQuorums

/// Clerks raise their levels, note each other and reset everything: small enough to know by heart.
struct Ledger: Spec {
    static let summary = "Clerks raise their levels."
    static let source = "Nobody (1850), section 2"

    var clerks = ReplicaSet(count: 2)
    var top = 2
    var mayReset = false
    var mutant: Mutant?

    enum Mutant: String, SpecMutant {
        case overshoot = "over-shoot"
        case lost

        var expectation: MutantExpectation {
            switch self {
            case .overshoot: .breaks("bounded", "raises beyond the top")
            case .lost: .breaks("nobody wrote this", "names a property that does not exist")
            }
        }
    }

    enum Action: SpecAction {
        case raise(ReplicaID, by: Int)
        case note(by: ReplicaID)
        case reset
    }

    struct State: SpecState {
        var level = ReplicaMap(BoundedInt<0, 5>(0))
        var noted = ReplicaSet()
        @Packed var last: ReplicaID? = nil
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("clerks", \.clerks, in: 1...4), Parameter("top", \.top, in: 1...3),
            Parameter("mayReset", \.mayReset),
        ]
    }
    var replicas: ReplicaSet { clerks }
    var requiredActions: [String] { ["raise", "note"] }
    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        let limit = mutant == .overshoot ? top + 1 : top
        for clerk in clerks {
            next.take(.raise(clerk, by: 1), if: s.level[clerk].value < limit) {
                $0.level[clerk] += 1
                $0.last = clerk
            }
        }
        next.take(.note(by: 0), if: !s.noted.contains(0)) { $0.noted.insert(0) }
        if mayReset { next.take(.reset) { $0 = State() } }
    }

    var properties: [Property<State>] {
        let (clerks, top) = (clerks, top)
        return [
            .always("bounded") { s in clerks.allSatisfy { s.level[$0].value <= top } },
            .always("noted after the last", when: { $0.last == 1 }, then: { $0.noted.contains(0) }),
            .reachable("all at the top") { s in clerks.allSatisfy { s.level[$0].value == top } },
            .deadlockFreedom(unless: { s in s.level[0].value < top }),
        ]
    }

    var constraint: StateConstraint<State>? {
        top == 3 ? StateConstraint("level of r0 at most 1") { $0.level[0].value <= 1 } : nil
    }

    func validate() throws {
        struct Refusal: Error, CustomStringConvertible {
            let description = "one clerk cannot reset"
        }
        if mayReset && clerks.count == 1 { throw Refusal() }
        if mayReset && clerks.count == 4 {
            let site = SourceSite(file: "here", line: 3)
            throw SpecError(spec: "Ledger", message: "too many clerks", site: site)
        }
    }
}
