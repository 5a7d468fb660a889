import QuorateProver
import Testing

@Suite struct ImpossibilityTests {
    @Test(arguments: Impossibility.all.map(\.name)) func isProved(name: String) throws {
        let impossibility = try #require(Impossibility.all.first { $0.name == name })
        let finding = impossibility.decide()
        print(finding.details + "\n", finding.remark, finding.duration)
        #expect(finding.verdict == .proved)
        #expect(finding.isAsExpected && finding.reason == nil)
        #expect(finding.steps.allSatisfy { $0.outcome == .proved })
    }

    @Test func namesAreDifferentAndPlain() {
        let all = Impossibility.all
        #expect(
            all.map(\.name) == [
                "three-generals", "four-generals", "hexagon", "hexagon-of-equals", "three-groups",
            ])
        for impossibility in all {
            #expect(impossibility.sentence.hasSuffix(".") && !impossibility.source.isEmpty)
            #expect(impossibility.obligations.allSatisfy { $0.fileName.hasPrefix(impossibility.name + ".") })
        }
        let files = all.flatMap { $0.obligations.map(\.fileName) }
        #expect(Set(files).count == files.count)
        #expect(files.allSatisfy { $0.wholeMatch(of: /[a-z0-9.-]+\.smt2/) != nil })
    }

    /// A limit that nothing can meet is an answer, not an error, and not a proof.
    @Test(arguments: Impossibility.all.map(\.name)) func noTimeIsUnknown(name: String) throws {
        let impossibility = try #require(Impossibility.all.first { $0.name == name })
        let finding = impossibility.decide(timeLimit: .zero)
        #expect(finding.verdict == .unknown("the time limit was reached"))
        #expect(!finding.isAsExpected && finding.reason == "the time limit was reached")
        #expect(finding.details.hasPrefix("\(name): unknown"))
    }

    @Test func sizesOfGroupsHaveCertificates() throws {
        let finding = try #require(Impossibility.all.last).decide()
        #expect(
            finding.steps.prefix(2).allSatisfy { $0.notes.first?.hasPrefix("certificate checked") == true })
    }

    @Test func caseOneAndCaseTwoStandSideBySide() {
        let details = Impossibility.all[0].decide().details
        let table = """
                               case 1                 case 2
            traitor            A, the commander       C
            A orders B to      attack                 attack
            A orders C to      retreat                attack
            B tells C: A said  attack                 attack
            C tells B: A said  retreat                retreat
            B sees             A: attack, C: retreat  A: attack, C: retreat
            B sees the same.
            """
        for line in table.split(separator: "\n") { #expect(details.contains(line), "\(details)") }
    }
}
