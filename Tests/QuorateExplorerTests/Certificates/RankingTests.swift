import Testing

@testable import QuorateAudit
@testable import QuorateExplorer
@testable import QuorateLanguage

/// Rankings for properties of liveness by hand, and forged in each of their parts.
@Suite struct RankingTests {
    /// From 0 by 1 to the goal 2.
    private static let way = Web(
        count: 3, steps: [.init(from: 0, to: 1, obligations: 1), .init(from: 1, to: 2, obligations: 1)],
        strengths: [false], goals: [2], kinds: [.eventually], hasSafety: true)
    private static let falling = SlowRanking(parts: [.init(kind: 0), .init(kind: 0)], places: [2, 1, 0])

    /// To and fro between 0 and 1, so that nobody may stop in 1; from some of them a step that is owed leads to the goal.
    private static func toAndFro(from states: [Int] = [0, 1], isStrong: Bool = false) -> Web {
        let back = [Web.Step(from: 0, to: 1, obligations: 0), Web.Step(from: 1, to: 0, obligations: 2)]
        return Web(
            count: 3, steps: back + states.map { .init(from: $0, to: 2, obligations: 1) },
            strengths: [isStrong, false],
            goals: [2], kinds: [.eventually], hasSafety: true)
    }
    private static let owing = SlowRanking(parts: [.init(kind: 1)], places: [1, 1, 0])
    private static let owingAgain = SlowRanking(
        parts: [.init(kind: 2), .init(kind: 0, parent: 1)], places: [1, 2, 0])

    private func finding(
        _ web: Web, _ ranking: SlowRanking, _ change: (inout SlowRanking) -> Void = { _ in }
    ) -> String {
        var certificate = SlowCertificate(of: web)
        // The states in the order of their numbers, so that places are those of the numbers.
        #expect(certificate.levels.joined().map { Int($0[0]) } == Array(0..<ranking.places.count))
        var ranking = ranking
        change(&ranking)
        (certificate.version, certificate.rankings) = (2, [ranking])
        do {
            let result = try audit(certificate.bytes, over: Catalog([.spec(web)]))
            return result.finding?.description ?? "accepted, \(result.ranked.count)"
        } catch { return "\(error)" }
    }

    @Test func whatIsRightIsAccepted() {
        #expect(finding(Self.way, Self.falling) == "accepted, 1")
        #expect(finding(Self.toAndFro(), Self.owing) == "accepted, 1")
        #expect(finding(Self.toAndFro(isStrong: true), Self.owing) == "accepted, 1")
        #expect(finding(Self.toAndFro(from: [0], isStrong: true), Self.owingAgain) == "accepted, 1")
    }

    @Test func ranksFall() {
        #expect(finding(Self.way, Self.falling) { $0.places = [1, 1, 0] }.contains("can only be passed"))
        #expect(finding(Self.way, Self.falling) { $0.places = [1, 2, 0] }.contains("not lower"))
        #expect(finding(Self.toAndFro(), Self.falling).contains("not lower"))
        #expect(
            finding(Self.toAndFro(), Self.owing) { $0.parts[0].kind = 0 }.contains("can only be passed"))
    }

    @Test func statesInQuestionHavePlaces() {
        #expect(finding(Self.way, Self.falling) { $0.places[0] = 0 }.contains("in question has no place"))
        #expect(
            finding(Self.way, Self.falling) { $0.places[1] = 0 }.contains("in question that has no place"))
        #expect(finding(Self.way, Self.falling) { $0.places = [0, 0, 0] }.contains("no place"))
        let all = SlowRanking(parts: Array(repeating: .init(kind: 0), count: 3), places: [3, 2, 1])
        #expect(finding(Self.way, all).contains("not in question has a place"))
        #expect(finding(Self.way, Self.falling) { $0.places[1] = 3 }.contains("no part has number 3"))
        #expect(finding(Self.way, Self.falling) { $0.places.removeLast() }.contains("damaged"))
        #expect(finding(Self.way, Self.falling) { $0.places.append(0) }.contains("damaged"))
    }

    @Test func obligationsAreOwedAndNotDischarged() {
        // Weakly owed, and not in state 1: a fair run goes to and fro.
        #expect(finding(Self.toAndFro(from: [0]), Self.owing).contains("is not owed"))
        #expect(finding(Self.toAndFro(from: [0]), Self.owingAgain).contains("strong one is needed"))
        #expect(
            finding(Self.toAndFro(from: [0], isStrong: true), Self.owingAgain) { $0.places = [1, 1, 0] }
                .contains("is not owed"))
        #expect(
            finding(Self.toAndFro(from: [0], isStrong: true), Self.owingAgain) { $0.places = [2, 2, 0] }
                .contains("can only be passed"))
        #expect(
            finding(Self.toAndFro(), Self.owing) { $0.parts[0].obligation = 2 }.contains("no such obligation")
        )
        #expect(
            finding(Self.toAndFro(), Self.owing) { $0.parts[0].obligation = 64 }.contains(
                "no such obligation"))
        // A step to and fro discharges as well.
        var web = Self.toAndFro()
        web.steps[0].obligations = 1
        web.steps[1].obligations = 3
        #expect(finding(web, Self.owing).contains("a step discharges weak fairness \"o0\""))
        web = Self.toAndFro(from: [0], isStrong: true)
        web.steps[1].obligations = 3
        #expect(finding(web, Self.owingAgain).contains("a step discharges strong fairness \"o0\""))
    }

    /// A step within an inner part discharges what is owed in the outer one: the run 0, 1, 3, 0 is fair.
    @Test func stepsWithinDischargeWhatIsOwedOutside() {
        let steps = [(0, 1, 0), (0, 2, 1), (1, 3, 1), (1, 2, 2), (3, 1, 0), (3, 0, 0), (3, 2, 2)]
        var web = Web(
            count: 4, steps: steps.map { .init(from: $0.0, to: $0.1, obligations: $0.2) },
            strengths: [true, false], goals: [2], kinds: [.eventually], hasSafety: true)
        let parts: [SlowRanking.Part] = [.init(kind: 2), .init(kind: 1, obligation: 1, parent: 1)]
        let ranking = SlowRanking(parts: parts, places: [1, 2, 0, 2])
        #expect(finding(web, ranking).contains("discharges strong fairness \"o0\""))
        web.steps[2].obligations = 0
        #expect(finding(web, ranking) == "accepted, 1")
    }

    @Test func nobodyStopsWhereNothingIsOwed() {
        var web = Self.way
        web.steps[1].obligations = 0
        #expect(finding(web, Self.falling).contains("may stop where nothing is owed"))
        // A step that changes nothing is owed by nobody.
        web.steps[1] = .init(from: 1, to: 1, obligations: 1)
        web.initial = [0, 2]
        var ranking = Self.falling
        ranking.places = [2, 0, 1]
        let certificate = SlowCertificate(of: web)
        #expect(certificate.levels == [[[0], [2]], [[1]]])
        var forged = certificate
        (forged.version, forged.rankings) = (2, [ranking])
        #expect(isRejected(forged.bytes, over: Catalog([.spec(web)])))
    }

    @Test func partsAreOfOnesThatMayHaveThem() {
        let web = Self.toAndFro(from: [0], isStrong: true)
        for parent in [0, 2, 3] {
            let found = finding(web, Self.owingAgain) { $0.parts[1].parent = parent }
            #expect(found.contains(parent == 0 ? "not lower" : "damaged"), "\(found)")
        }
        #expect(finding(web, Self.owingAgain) { $0.parts[0].kind = 1 }.contains("damaged"))
        #expect(finding(web, Self.owingAgain) { $0.parts[1].kind = 3 }.contains("not as it should be"))
        #expect(finding(web, Self.owingAgain) { $0.parts[0].kind = 4 }.contains("damaged"))
        #expect(finding(web, Self.owingAgain) { $0.parts.swapAt(0, 1) }.contains("damaged"))
        let deep = finding(web, Self.owingAgain) { ranking in
            ranking.parts += (2..<70).map { .init(kind: 2, parent: $0 == 2 ? 1 : $0) }
        }
        #expect(deep.contains("parts in parts without need"))
    }

    @Test func rankingsAreOfPropertiesOfLiveness() {
        for property in [0, 2] {
            let found = finding(Self.way, Self.falling) { $0.property = property }
            #expect(found.contains("no property"), "\(found)")
        }
        var certificate = SlowCertificate(of: Self.way)
        (certificate.version, certificate.rankings) = (2, [Self.falling, Self.falling])
        #expect(isRejected(certificate.bytes, over: Catalog([.spec(Self.way)])))
        (certificate.rankings, certificate.groups) = ([Self.falling], [[0, 1]])
        #expect(isRejected(certificate.bytes, over: Catalog([.spec(Self.way)])))
    }
}
