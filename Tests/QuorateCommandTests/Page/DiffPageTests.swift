import Foundation
import QuorateLanguage
import QuorateTraces
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@testable import QuorateCommand
@testable import QuorateExplorer
@testable import Toys

/// The page that `quorate diff` writes.
@Suite struct DiffPageTests {
    /// The page of a comparison, with its outcome.
    private func page(_ base: Catalog, _ head: Catalog, _ options: String = "") async throws -> (
        html: String, outcome: Outcome
    ) {
        try await withTemporaryFolder { folder in
            let outcome = await diff(base, head, "--html \(folder)/diff.html \(options)")
            let html = try String(contentsOfFile: "\(folder)/diff.html", encoding: .utf8)
            #expect(outcome.errors.contains("The page is in \(folder)/diff.html."), "\(outcome.errors)")
            #expect(XMLParser(data: Data(html.utf8)).parse(), "\(html)")
            #expect(!html.contains("<script"))
            return (html, outcome)
        }
    }

    /// What the other side can do where it stops is what its spec offers there, and it is told apart from another effect
    /// of the same action.
    @Test func theOtherSideStopsWhereItDoes() async throws {
        let (html, outcome) = try await page(Door().catalog, Door(.turnsWhenLocked).catalog)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("behaviour-added"), "the text is printed as well")
        #expect(html.contains("Where the base stops"))
        #expect(
            html.contains("The head goes on with <code>turn(by: 1)</code>; the base cannot take that step"))
        #expect(html.contains("<code>unlock</code>") && html.contains("isLocked: 1 → 0"))
        #expect(html.contains("the base stops here") && html.contains("only in the head"))
        #expect(
            html.contains("<td>different behaviour</td><td>whole states: 5 states and 5 steps in the base"))
        #expect(html.contains("<td>the same behaviour</td><td>whole states: 8 states and 11 steps</td>"))
    }

    /// A message goes from the sender to the step that it enables, though no spec is there to be asked.
    @Test func arrowsAreThoseOfTheStreamedGraph() async throws {
        let (html, _) = try await page(Poll.catalog(.none), Poll.catalog(.hasty))
        let arrows = html.split(separator: "<path class=\"arrow ").dropFirst().map {
            String($0.prefix { $0 != "/" })
        }
        #expect(arrows.contains { $0.hasPrefix("stated\" data-to=\"2\" data-since=\"2\"") }, "\(arrows)")
        #expect(arrows.contains { $0.hasPrefix("enabling\" data-to=\"3\" data-since=\"2\"") }, "\(arrows)")
        #expect(html.contains("enabled by step 2 of r1"))
    }

    /// Fields of one side alone: runs are compared, by what both have.
    @Test func theBasisIsSaid() async throws {
        var stuck = DoorWithBell()
        stuck.isStuck = true
        let (html, _) = try await page(Door().catalog, Catalog([.spec(stuck)]))
        #expect(
            html.contains("runs, by actions and the fields angle, isLocked, without rung of the head alone"))
        #expect(html.contains("Where the head stops"))
    }

    /// What was not compared to the end is never called the same, and a difference that is known for all that is one.
    @Test func inconclusiveIsSaid() async throws {
        let (html, outcome) = try await page(Door().catalog, Door().catalog, "--max-states 2")
        #expect(outcome.status == 30)
        #expect(html.contains("Inconclusive: no answer, and so not the same"))
        #expect(html.contains("<td>not decided; ") && !html.contains("<td>the same behaviour"))
        #expect(html.contains("class=\"claim open\"") && !html.contains("class=\"claim met\""))
        let (known, _) = try await page(Door().catalog, Door(.startsAjar).catalog, "--max-states 2")
        #expect(
            known.contains("<td>different behaviour; the base was explored up to ")
                && known.contains("initial-state-added"))
        let same = try await page(Door().catalog, Door(.refactored).catalog).html
        #expect(same.contains("class=\"claim met\"") && !same.contains("not decided"))
    }

    /// A page that cannot be written is known before anything is compared.
    @Test func noFolder() async {
        let outcome = await diff(Door().catalog, Door().catalog, "--html /dev/null/x.html")
        #expect(outcome.status == 74 && outcome.output == "", "\(outcome)")
        #expect(outcome.errors.contains("/dev/null"), "\(outcome.errors)")
    }

    /// A report in which everything that others chose is called `name`.
    static func hostile(_ name: String) throws -> DiffReport {
        let empty = SideDescription(quorate: "0", specs: [], claims: [], conformances: [])
        var report = DiffReport(
            request: DiffRequest(forbidden: [.specAdded]), pairs: try SidePairs(empty, empty, .none))
        (report.names, report.notes, report.unchanged) = ((name, name), [name], [name])
        let action = ErasedSpec.ActionOutline(
            name: name, arguments: [.init(name: name, value: .string(name))])
        let state = [SpecValue.Field(name: name, value: .string(name))]
        let step = Trace.Step(action: action, site: SourceSite(file: name, line: 1))
        var run = GraphRun(instance: Instance(spec: name), steps: [step], states: [[], state])
        run.offers = [[action], nil]
        run.parting = GraphParting(
            ways: [.init(step: step, before: [], state: state, hasSameAction: true)], count: 2)
        report.findings = [
            DiffFinding(kind: .behaviourAdded, spec: name, instance: name, sentence: name, run: (run, name)),
            DiffFinding(kind: .specAdded, spec: name, sentence: name),
        ]
        return report
    }

    @Test(arguments: [
        PageTests.hostile, "\"><svg onload='window.hacked = 1'>", "<![CDATA[", "&lt;b&gt;", "]]></style><!--",
    ])
    func namesAreNoMarkup(name: String) throws {
        let page = try Self.hostile(name).html(PagedRuns.links)
        let plain = try Self.hostile("plain").html(PagedRuns.links)
        #expect(try PageElements.of(page) == PageElements.of(plain))
        #expect(page.contains("default-src 'none'; style-src 'sha256-") && !page.contains("script-src"))
    }

    /// More runs than a page holds are told of.
    @Test func thereIsRoomForSoMany() throws {
        var report = try Self.hostile("plain")
        var finding = report.findings[0]
        let run = try #require(finding.run?.run)
        finding.run?.run.steps = Array(repeating: run.steps[0], count: 700)
        finding.run?.run.states = Array(repeating: run.states[1], count: 701)
        report.findings = (0..<4).map {
            finding.subject = "\($0)"
            return finding
        }
        let page = try report.html(PagedRuns.links)
        #expect(page.components(separatedBy: "<section class=\"spec finding\"").count == 3)
        #expect(page.contains("2 more runs of the findings above are not drawn here"))
        #expect(page.utf8.count < 2_000_000, "\(page.utf8.count)")
    }
}

/// Names of the elements of a page with their attributes' names, in order.
final class PageElements: NSObject, XMLParserDelegate {
    private var names: [String] = []

    static func of(_ html: String) throws -> [String] {
        let parser = XMLParser(data: Data(html.utf8))
        let elements = PageElements()
        parser.delegate = elements
        #expect(parser.parse(), "\(String(describing: parser.parserError)) in line \(parser.lineNumber)")
        return elements.names
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) { names.append(([name] + attributes.keys.sorted()).joined(separator: " ")) }
}
