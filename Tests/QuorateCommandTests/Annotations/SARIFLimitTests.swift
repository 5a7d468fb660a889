import QuorateLanguage
import QuorateTraces
import Testing

@testable import QuorateCommand
@testable import Toys

/// Limits of hosts of code, and what a log says where it keeps them or where something is not found.
@Suite struct SARIFLimitTests {
    private static let site = SourceSite(file: "Toys/Overflow.swift", line: 4)

    private func annotation(
        _ level: Annotation.Level = .error, _ subject: String = "x", at place: Annotation.Place = .line(site),
        trace: Trace? = nil
    ) -> Annotation {
        Annotation(
            rule: AnnotationRule(.always, "x"), level: level, title: "x", message: "x.", subject: subject,
            place: place, trace: trace)
    }

    private func check(_ annotations: [Annotation]) -> SARIFCheck {
        let log = SARIFLog(
            of: "check", annotations, status: .safetyViolated, sources: sources)
        return SARIFCheck(of: log.json, root: repository)
    }

    private func remarks(_ check: SARIFCheck) -> [String] {
        (check.invocation["toolExecutionNotifications"]?.elements ?? []).compactMap {
            $0["message"]?["text"]?.name
        }
    }

    private func trace(steps: Int) -> Trace {
        let action = ErasedSpec.ActionOutline(name: "go", arguments: [])
        return Trace(
            of: Instance(spec: "Overflow"), property: "x", propertyKind: .always, propertySite: nil,
            steps: (0..<steps).map { _ in Trace.Step(action: action, site: Self.site) },
            states: (0...steps).map { [.init(name: "x", value: .integer($0))] })
    }

    @Test(arguments: [1, 999, 1000, 1001, 1500])
    func steps(count: Int) throws {
        let check = check([annotation(trace: trace(steps: count))])
        #expect(check.mistakes == [])
        let text = check.results[0]["message"]?["text"]?.name
        let left = count - 1000
        #expect(text == (left > 0 ? "x. Of its \(count) steps the first \(left) are not listed." : "x."))
        let steps = check.results[0]["codeFlows"]?.elements?[0]["threadFlows"]?.elements?[0]["locations"]
        // The end is what breaks the property.
        #expect(steps?.elements?.last?["location"]?["message"]?["text"]?.name == "\(count). go")
        #expect(steps?.elements?.count == min(count, 1000))
    }

    @Test func results() throws {
        let notes = (0..<4999).map { annotation(.note, "note \($0)") }
        let fits = check(notes + [annotation(.error)])
        #expect(fits.mistakes == [] && fits.results.count == 5000 && remarks(fits) == [])
        #expect(fits.results[0]["level"] == "note")
        let cut = check(notes + [annotation(.warning), annotation(.error)])
        #expect(cut.mistakes == [] && cut.results.count == 5000)
        #expect(cut.results.prefix(3).map { $0["level"]?.name } == ["error", "warning", "note"])
        #expect(remarks(cut).count == 1 && remarks(cut)[0].contains("Of 5001 results the 5000 gravest"))
    }

    /// A place that is not found is none, and the log says so; never another line.
    @Test func places() throws {
        for place in [
            Annotation.Place.none, .line(SourceSite(file: "Toys/Nowhere.swift", line: 1)),
            .line(SourceSite(file: "Toys/Overflow.swift", line: 4000)), .file("/etc/hostname"),
        ] {
            let check = check([annotation(at: place)])
            #expect(check.mistakes == [])
            let location = check.results[0]["locations"]?.elements?[0]
            #expect(location == ["logicalLocations": [["fullyQualifiedName": "x"]]])
            #expect(remarks(check).count == 1 && remarks(check)[0].contains("1 result without a line"))
        }
        let file = check([annotation(at: .file("\(repository)/README.md"))])
        #expect(file.mistakes == [] && remarks(file) == [])
    }

    /// The check itself finds what is wrong with a log.
    @Test(arguments: [
        ("\"ruleIndex\": 0", "\"ruleIndex\": 1"), ("\"executionOrder\": 2", "\"executionOrder\": 3"),
        ("\"startLine\": 4", "\"startLine\": 400"), ("\"uri\": \"Tests", "\"uri\": \"/Tests"),
        ("\"uri\": \"Tests", "\"uri\": \"file:Tests"), ("\"text\": \"x.\"", "\"text\": \"x {0}\""),
        ("\"text\": \"x.\"", "\"text\": \"[x](1)\""), ("\"level\": \"error\"", "\"level\": \"bad\""),
        ("\"exitCode\": 12", "\"exitCode\": \"12\""), ("\"ruleId\"", "\"rule\""),
        ("\"executionSuccessful\": true", "\"executionSuccessful\": false"), ("\"2.1.0\"", "\"2.2.0\""),
    ])
    func checkSeesMistakes(right: String, wrong: String) throws {
        let log = SARIFLog(
            of: "check", [annotation(trace: trace(steps: 2))], status: .safetyViolated,
            sources: sources)
        let text = JSONPrinter(width: 1000) { _, _ in false }.text(log.json)
        #expect(SARIFCheck(text, root: repository).mistakes == [])
        #expect(text.contains(right), "\(text)")
        #expect(SARIFCheck(text.replacing(right, with: wrong), root: repository).mistakes != [])
    }
}
