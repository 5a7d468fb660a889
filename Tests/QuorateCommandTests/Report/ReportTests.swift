import Foundation
import QuorateLanguage
import QuorateProver
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs
@testable import QuorateTraces
@testable import Toys

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// `quorate report`: what is shown, what is not, and the page that says so.
@Suite struct ReportTests {
    /// Two small specs of the catalog: one with mutants, one that refines a model.
    private static let specs = ["TwoPhaseCommit", "AlternatingBitAbstract"]

    private func report(_ arguments: [String], over known: Catalog) async throws -> (Outcome, JSONValue) {
        let outcome = await quorate(
            ["report", "--quiet", "--format", "json"] + arguments, over: known
        ) { $0.models = ProtocolModel.all }
        return (outcome, try JSONValue(parsing: Data(outcome.output.utf8)))
    }

    private func elements(_ value: JSONValue?) throws -> [JSONValue] {
        guard case .array(let elements)? = value else { throw Missing() }
        return elements
    }

    private struct Missing: Error {}

    /// The figures are those of `check`.
    @Test func figuresAreThoseOfTheRuns() async throws {
        let (outcome, json) = try await report(Self.specs, over: catalog)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let checked = try JSONValue(
            parsing: Data(
                await quorate(["check", "--quiet", "--format", "json"] + Self.specs, over: catalog).output
                    .utf8))
        let counts = try elements(json["specs"]).flatMap { spec in
            try ["runs", "mutants", "variants"].flatMap { try elements(spec[$0]) }
        }.map { $0["distinctStates"]?.integer }
        let known = try elements(checked["runs"]).map { $0["distinctStates"]?.integer }
        #expect(counts.count > 6 && counts.compactMap(\.self).sorted() == known.compactMap(\.self).sorted())
    }

    /// What a spec does not ask, and what is not held against code, is said.
    @Test func whatIsNotShownIsSaid() async throws {
        let (outcome, json) = try await report([], over: fixtures)
        let specs = try elements(json["specs"])
        #expect(specs.count == fixtures.entries.count)
        for spec in specs {
            let remarks = try elements(spec["notShown"]).map { "\($0)" }.joined()
            #expect(remarks.contains("that any code does this"))
            #expect(remarks.contains("parameters that are larger"))
        }
        // The fixtures are not all as expected, and one cannot be searched.
        #expect(outcome.status != 0)
        guard case .string(let verdict)? = json["verdict"] else { throw Missing() }
        #expect(!verdict.contains("as expected") || verdict.contains("not as expected"), "\(verdict)")
    }

    /// The model and the refinement that tie a proof to the spec belong to the spec.
    @Test func proofsBelongToTheirSpec() async throws {
        let (_, json) = try await report(["TwoPhaseCommit"], over: catalog)
        let proofs = try elements(try elements(json["specs"]).first?["proofs"])
        let verdicts = proofs.map { $0["verdict"] }
        #expect(verdicts == [.string("proved"), .string("refines")], "\(proofs)")
        #expect(try elements(json["claims"]).isEmpty)
        let remarks = "\(try elements(try elements(json["specs"]).first?["notShown"]))"
        let sentence = "larger than those of the runs above; except what the model "
        #expect(remarks.contains(sentence) && remarks.contains("; nothing of liveness"), "\(remarks)")
        #expect(remarks.contains("two-phase-commit states (its safety)"))
    }

    @Test func pageIsWellFormedAndComplete() async throws {
        try await withTemporaryFolder { folder in
            let file = "\(folder)/new/report.html"
            let outcome = await quorate(
                ["report", "TwoPhaseCommit", "--quiet", "--html", file], over: catalog
            ) { $0.models = ProtocolModel.all }
            #expect(outcome.status == 0 && outcome.errors.contains("The page is in"), "\(outcome.errors)")
            let page = try String(contentsOfFile: file, encoding: .utf8)
            #expect(XMLParser(data: Data(page.utf8)).parse())
            #expect(!page.contains("<script") && page.contains("default-src 'none'"))
            for words in [
                "296,448", "hasty-commit", "breaks &quot;consistency&quot; in 5 steps", "Not shown",
            ] {
                #expect(page.contains(words), "\(words)")
            }
            #expect(page.components(separatedBy: "<svg class=\"levels\"").count == 10)
        }
    }

    @Test(arguments: [
        (["report", "Nothing"], 64, "Nothing"),
        (["report", "TwoPhaseCommit", "managers=3"], 64, "usual runs"),
        (["report", "TwoPhaseCommit", "--format", "junit"], 64, "junit"),
        (["report", "TwoPhaseCommit", "--html", "/dev/null/report.html"], 74, "/dev/null"),
    ])
    func slips(arguments: [String], status: Int32, words: String) async {
        let outcome = await quorate(arguments, over: catalog)
        #expect(outcome.status == status && outcome.errors.contains(words), "\(outcome)")
        #expect(outcome.output.isEmpty)
    }
}
