import QuorateQuorums
import SeededRandom
import Testing

@testable import QuorateAudit
@testable import QuorateExplorer
@testable import QuorateLanguage
@testable import Toys

/// Certificates in which a state stands for all that its replicas' names make of it, forged in each of their parts.
@Suite struct NamedForgeryTests {
    /// Three replicas enter a set: one state for each number of them.
    private static let system = SubsetSystem(
        isInside: Array(repeating: true, count: 8), isFine: Array(repeating: true, count: 8), start: 0)

    private static func genuine(_ system: SubsetSystem = system) -> SlowCertificate {
        var certificate = SlowCertificate(of: system)
        (certificate.version, certificate.groups) = (2, [[0, 1, 2]])
        certificate.levels = certificate.levels.map { [$0[0]] }
        return certificate
    }

    private func finding(
        _ system: SubsetSystem = system, _ change: (inout SlowCertificate) -> Void = { _ in }
    ) -> String {
        var certificate = Self.genuine(system)
        change(&certificate)
        do {
            let result = try audit(certificate.bytes, over: Catalog([.spec(system)]))
            return result.finding?.description ?? "accepted, \(result.figures.distinctStates)"
        } catch { return "\(error)" }
    }

    @Test func whicheverStateStandsForTheOthers() {
        #expect(Self.genuine().levels == [[[0]], [[1]], [[3]], [[7]]])
        #expect(Self.genuine().figures == [8, 13, 0, 1, 0, 3])
        for one in [1, 2, 4] as [UInt64] {
            for two in [3, 5, 6] as [UInt64] {
                #expect(finding { $0.levels = [[[0]], [[one]], [[two]], [[7]]] } == "accepted, 8")
            }
        }
    }

    @Test func theSetIsClosedAndHasOneOfEach() {
        #expect(finding { $0.levels.remove(at: 1) }.contains("not closed"))
        #expect(finding { $0.levels.removeLast() }.contains("not closed"))
        #expect(finding { $0.levels[1] = [[1], [2]] }.contains("the same but for names"))
        // The first that is found under one of its names takes what leads there.
        #expect(finding { $0.levels[2] = [[3], [5], [6]] }.contains("no step leads to a state of level 2"))
        #expect(finding { $0.levels = SlowCertificate(of: Self.system).levels } != "accepted, 8")
        #expect(finding { $0.levels[1] = [[1], [8]] }.contains("no step leads to a state of level 1"))
        #expect(finding { $0.levels[0] = [[0], [.max]] }.contains("is not initial"))
        #expect(finding { $0.levels = [[[0]], [[1]], [[7]], [[3]]] }.contains("deeper than it is"))
        #expect(finding { $0.levels = [[[0]], [[1], [3]], [[7]]] }.contains("no step leads"))
    }

    @Test func figuresAreOfAllThatTheNamesMake() {
        #expect(finding { $0.figures[0] = 4 }.contains("distinct states: the file says 4, the set has 8"))
        #expect(finding { $0.figures[0] = 7 }.contains("the file says 7"))
        #expect(finding { $0.figures[1] = 14 }.contains("generated states"))
        #expect(finding { $0.statesPerLevel = [1, 2, 3, 1] }.contains("states per level"))
        #expect(finding { $0.statesPerLevel = [1, 1, 1, 1] }.contains("states per level"))
        #expect(finding { $0.figures[3] = 0 }.contains("without a step"))
    }

    @Test func namesAreThoseOfTheSpec() {
        let isLarger = finding { $0.groups = [[0, 1, 2, 3]] }
        #expect(
            isLarger.contains("{r0, r1, r2, r3} may trade names, and the spec {r0, r1, r2}"), "\(isLarger)")
        #expect(finding { $0.groups = [[0, 1]] }.contains("may trade names, and the spec"))
        #expect(finding { $0.groups = [[0, 1, 2], [3, 4]] }.contains("may trade names, and the spec"))
        #expect(finding { $0.groups = [[0, 1], [1, 2]] }.contains("may trade names, and the spec"))
        #expect(finding { $0.groups = [[2, 1, 0]] }.contains("may trade names, and the spec"))
        #expect(finding { $0.groups = [] }.contains("nothing behind the states"))
        #expect(finding { $0.version = 1 }.contains("not closed"))
        var stairs = SlowCertificate(of: Staircase())
        (stairs.version, stairs.groups) = (2, [[0, 1]])
        let found = try? audit(stairs.bytes, over: Catalog([.spec(Staircase())])).finding
        #expect(found == .names(claimed: [["r0", "r1"]], found: []))
    }

    /// A property that holds of the state in the file, and not of one that names make of it.
    @Test func propertiesAreLookedAtUnderAllNames() {
        for broken in [2, 4, 6] {
            var system = Self.system
            system.isFine[broken] = false
            #expect(finding(system).contains("\"fine\" is broken at depth \(broken.nonzeroBitCount)"))
        }
    }

    @Test func theConstraintIsLookedAtUnderAllNames() {
        for outside in [2, 4, 5] {
            var system = Self.system
            system.isInside[outside] = false
            // The set is that of the symmetric system; with the figures of this one it is no better.
            #expect(finding(system).contains("the constraint tells r"))
        }
        // Where it is the same for all, states outside are counted, and stand for each other as well.
        var system = Self.system
        for outside in [3, 5, 6, 7] { system.isInside[outside] = false }
        #expect(finding(system) == "accepted, 4")
        #expect(finding(system) { $0.figures[2] = 1 }.contains("outside the constraint"))
    }

    /// Orders by exchanges of neighbours are all, each once.
    @Test func theWayThroughAllOrdersIsWhole() {
        for sizes in [[2], [3], [4], [5], [2, 2], [2, 3], [3, 2, 2], [4, 3]] {
            var places = sizes.indices.flatMap { group in (0..<sizes[group]).map { [group, $0] } }
            let starts = sizes.indices.flatMap { group in
                (0..<sizes[group] - 1).map { sizes[..<group].reduce(0, +) + $0 }
            }
            var seen: Set<[[Int]]> = [places]
            let way = ReplicaNames.way(through: sizes)
            for exchange in way {
                places.swapAt(starts[exchange], starts[exchange] + 1)
                seen.insert(places)
            }
            let count = sizes.reduce(1) { $0 * (1...$1).reduce(1, *) }
            #expect(seen.count == count && way.count == count - 1, "\(sizes)")
        }
    }
}
