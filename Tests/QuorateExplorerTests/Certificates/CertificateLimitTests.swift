import QuorateQuorums
import Synchronization
import Testing

@testable import QuorateAudit
@testable import QuorateExplorer
@testable import QuorateLanguage
@testable import Toys

/// Files that anybody may have written: what they may take of memory and time, and how they are quoted.
@Suite struct CertificateLimitTests {
    private static let web = Web(
        count: 3, steps: [.init(from: 0, to: 1, obligations: 1), .init(from: 1, to: 2, obligations: 1)],
        strengths: [false], goals: [2], kinds: [.eventually], hasSafety: true)
    private static let falling = SlowRanking(parts: [.init(kind: 0), .init(kind: 0)], places: [2, 1, 0])

    private static func ranked(_ rankings: [SlowRanking] = [falling]) -> SlowCertificate {
        var certificate = SlowCertificate(of: web)
        (certificate.version, certificate.rankings) = (2, rankings)
        return certificate
    }

    private func text(_ bytes: [UInt8], limit: Int = 1 << 30) -> String {
        do {
            let result = try audit(bytes, over: Catalog([.spec(Self.web)]), limit: limit)
            return result.finding?.description ?? "accepted"
        } catch { return "\(error)" }
    }

    private func text(limit: Int = 1 << 30, _ change: (inout SlowCertificate) -> Void) -> String {
        var certificate = Self.ranked()
        change(&certificate)
        return text(certificate.bytes, limit: limit)
    }

    // MARK: Memory

    @Test func partsAreChargedAndBounded() {
        var many = Self.falling
        many.parts = Array(repeating: .init(kind: 0), count: 64 * 3)
        // Of none of the parts is said that a state must be in it.
        #expect(text { $0.rankings = [many] } == "accepted")
        #expect(text(limit: 40_000) { $0.rankings = [Self.falling] } == "accepted")
        let small = text(limit: 40_000) { $0.rankings = [many] }
        #expect(small.contains("the rankings do not fit beside the states into the 39.0 KiB"), "\(small)")
        many.parts.append(.init(kind: 0))
        #expect(text { $0.rankings = [many] }.contains("193 parts of 3 states"))
    }

    /// Nothing behind the number of the property is read.
    @Test func strangeRankingsAreNotRead() {
        for property in [0, 2, 1 << 40] {
            var ranking = Self.falling
            ranking.property = property
            let bytes = Self.ranked([ranking]).bytes
            let rest = ranking.bytes.count - SlowCertificate.number(property).count
            let found = text(Array(bytes.dropLast(8 + rest)))
            #expect(found.contains("the spec has no property \"number \(property)\""), "\(found)")
        }
        let twice = text { $0.rankings = [Self.falling, Self.falling] }
        #expect(twice.contains("2 rankings, and 1 properties of liveness"), "\(twice)")
    }

    @Test func listsAreBounded() {
        let most = CertificateBytes.longestList
        #expect(
            text { $0.uncovered += Array(repeating: "", count: most) }.contains("a list of 65537 elements"))
        #expect(
            text { $0.groups = Array(repeating: [], count: most + 1) }.contains("a list of 65537 elements"))
        #expect(
            text { $0.groups = Array(repeating: Array(repeating: 1, count: 40_000), count: 2) }
                .contains("a list of 40000 elements"))
        let long = String(repeating: "x", count: 1 << 16)
        #expect(text { $0.uncovered += Array(repeating: long, count: 17) }.contains("more than 1 MiB"))
        let deep = text(limit: 40_000) { $0.statesPerLevel = Array(repeating: 1, count: 2_000) }
        #expect(deep.contains("2000 states and their table do not fit"), "\(deep)")
    }

    // MARK: Wish to stop

    /// Number of the questions for a wish to stop, for a file that comes in one piece.
    private func questions(_ bytes: [UInt8], over catalog: Catalog) throws -> Int {
        var (rest, count) = ([bytes, []], 0)
        let audit = Audit(over: catalog, memoryLimit: 1 << 30) {
            count += 1
            return false
        }
        #expect(try audit.result { rest.removeFirst() }.finding == nil)
        return count
    }

    @Test func aWishToStopIsHeard() throws {
        // One for each piece, before each ranking, and in each level.
        #expect(try questions(Self.ranked().bytes, over: Catalog([.spec(Self.web)])) == 2 + 1 + 1)
        let system = SubsetSystem(
            isInside: Array(repeating: true, count: 8), isFine: Array(repeating: true, count: 8), start: 0)
        var certificate = SlowCertificate(of: system)
        (certificate.version, certificate.groups) = (2, [[0, 1, 2]])
        certificate.levels = certificate.levels.map { [$0[0]] }
        // One for each piece, for each state of the file, and for each that names make of it.
        #expect(try questions(certificate.bytes, over: Catalog([.spec(system)])) == 2 + 4 + 8)
        let stopped = Audit(over: Catalog([.spec(system)]), memoryLimit: 1 << 30) { true }
        #expect(throws: CancellationError.self) { try stopped.result { certificate.bytes } }
    }

    // MARK: Quotes

    @Test func namesOfAFileForgeNoLine() {
        let name = "x\" of this kind\n::error::y\u{202E}\u{1B}[2J"
        let found = text { $0.covered.append((0, name)) }
        #expect(
            found
                == #"the spec has no property "x\" of this kind\u{a}::error::y\u{202e}\u{1b}[2J" of this kind"#
        )
        let long = text { $0.uncovered.append(String(repeating: "z", count: 5_000)) }
        #expect(long.contains("zzz...\"") && long.utf8.count < 300)
        for strange in ["Nope\n::error::x", String(repeating: "N", count: 201)] {
            for number in 0..<3 {
                let found = text {
                    switch number {
                    case 0: $0.instance = Instance(spec: strange, mutant: nil, variant: nil, settings: [])
                    case 1:
                        $0.instance = Instance(
                            spec: $0.instance.spec, mutant: strange, variant: nil, settings: [])
                    default:
                        $0.instance = Instance(
                            spec: $0.instance.spec, mutant: nil, variant: nil,
                            settings: [.init(name: strange, value: 1)])
                    }
                }
                #expect(found.contains("names that no line has room for"), "\(found)")
            }
        }
    }

    @Test func longListsAreCut() {
        let names = AuditFinding.names(
            claimed: Array(repeating: ReplicaNames.labels([Array(0..<5_000)])[0], count: 1_000), found: [])
        #expect(names.description.utf8.count < 2_000 && names.description.contains("... (1000)"))
        let found = text { $0.statesPerLevel = [1, 1, 7] + Array(repeating: 9, count: 5_000) }
        #expect(found == "states per level, at depth 2: the file says 7, the set has 1")
        let short = text { $0.statesPerLevel = [1, 1] }
        #expect(short == "states per level, at depth 2: the file says none, the set has 1")
    }

    // MARK: What is written

    /// Properties of liveness of which the end of a certificate says that it has nothing on them.
    private func uncovered(_ properties: [String]?) async throws -> [UncoveredLiveness]? {
        let taken = Ends()
        var explorer = Explorer(Self.web, properties: properties)
        explorer.certificate = { piece in
            if case .end(let uncovered) = piece { taken.end.withLock { $0 = uncovered } }
        }
        _ = try await explorer.run()
        return taken.end.withLock { $0 }
    }

    @Test func whatIsLeftOutIsNamed() async throws {
        let properties = ErasedSpec(Self.web).properties
        #expect(try await uncovered(nil) == [])
        let left = try await uncovered([properties[0].name])
        #expect(left == [UncoveredLiveness(name: properties[1].name, reason: .notAsked)])
    }

    /// Both programs stop at the same number of orders, and a written file gets no further.
    @Test func ordersOfNamesAreBounded() async throws {
        #expect(Explorer.mostOrdersOfNames == ReplicaNames.most)
        for count in [7, 8] {
            let crowd = Crowd(count: count)
            var certificate = SlowCertificate(of: crowd)
            (certificate.version, certificate.groups) = (2, [Array(0..<count)])
            let bytes = certificate.bytes
            if count == 7 {
                #expect(try audit(bytes, over: Catalog([.spec(crowd)])).finding == nil)
                #expect(
                    try await QuorateExplorerTests.certificate(of: crowd, symmetry: .checked).bytes == bytes)
                continue
            }
            #expect(throws: CertificateError.tooManyNames(most: 5_040)) {
                try audit(bytes, over: Catalog([.spec(crowd)]))
            }
            await #expect(throws: ExplorerError.self) {
                try await QuorateExplorerTests.certificate(of: crowd, symmetry: .checked)
            }
            // Without symmetry there are no names.
            #expect(try await QuorateExplorerTests.certificate(of: crowd).bytes != nil)
        }
    }
}

private final class Ends: Sendable {
    let end = Mutex<[UncoveredLiveness]?>(nil)
}

/// Replicas that do nothing.
private struct Crowd: SymmetricSpec {
    struct State: SpecState { var members = ReplicaSet() }
    enum Action: SpecAction { case rest }
    static var name: String { "Crowd" }
    let count: Int
    var replicas: ReplicaSet { ReplicaSet(count: count) }
    var interchangeable: Interchangeable { .all(replicas) }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) { next.take(.rest) { _ in } }
    var properties: [Property<State>] { [.always("nobody") { $0.members.isEmpty }] }
}
