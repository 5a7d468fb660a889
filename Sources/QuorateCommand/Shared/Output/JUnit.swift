import Foundation
import QuorateExplorer
import QuorateLanguage

/// One run as JUnit sees it.
struct JUnitSuite {
    var name: String
    var started: Date?
    var seconds = 0.0
    var properties: KeyValuePairs<String, String> = [:]
    var cases: [JUnitCase]

    var failures: Int { cases.filter { $0.outcome.isFailure }.count }
    var errors: Int { cases.filter { $0.outcome.isError }.count }
    var skipped: Int { cases.filter { $0.outcome.isSkipped }.count }

    /// The document of some suites, which have taken `seconds` together; files are named as the repository has them.
    static func document(_ suites: [JUnitSuite], seconds: Double = 0, sources: SourcePaths) -> String {
        let whole = XMLElement(
            name: "testsuites",
            attributes: [
                "name": "quorate", "tests": "\(suites.sum(\.cases.count))",
                "failures": "\(suites.sum(\.failures))", "errors": "\(suites.sum(\.errors))",
                "skipped": "\(suites.sum(\.skipped))", "time": Numerals.fixed(seconds, places: 3),
            ], children: suites.map { $0.element(in: sources) })
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + whole.lines()
    }

    private func element(in sources: SourcePaths) -> XMLElement {
        let known = properties.map {
            XMLElement(name: "property", attributes: ["name": $0.key, "value": $0.value])
        }
        let stamp = (started ?? Date()).formatted(.iso8601).dropLast()  // without the Z
        return XMLElement(
            name: "testsuite",
            attributes: [
                "name": name, "tests": "\(cases.count)", "failures": "\(failures)", "errors": "\(errors)",
                "skipped": "\(skipped)", "time": Numerals.fixed(seconds, places: 3), "timestamp": "\(stamp)",
            ],
            children: (known.isEmpty ? [] : [XMLElement(name: "properties", children: known)])
                + cases.map { $0.element(in: sources) })
    }
}

/// One property of a run as JUnit sees it.
struct JUnitCase {
    enum Outcome {
        case passed
        case failed(type: String, message: String, text: String)
        case skipped(String)
        case erred(type: String, message: String)

        var isFailure: Bool { if case .failed = self { true } else { false } }
        var isSkipped: Bool { if case .skipped = self { true } else { false } }
        var isError: Bool { if case .erred = self { true } else { false } }
    }

    var className: String
    var name: String
    var site: SourceSite?
    var seconds = 0.0
    var outcome: Outcome
    var note = ""

    fileprivate func element(in sources: SourcePaths) -> XMLElement {
        var children: [XMLElement] = []
        switch outcome {
        case .passed: break
        case .failed(let type, let message, let text):
            children.append(
                XMLElement(name: "failure", attributes: ["type": type, "message": message], text: text))
        case .skipped(let message):
            children.append(XMLElement(name: "skipped", attributes: ["message": message]))
        case .erred(let type, let message):
            children.append(XMLElement(name: "error", attributes: ["type": type, "message": message]))
        }
        if !note.isEmpty { children.append(XMLElement(name: "system-out", text: note)) }
        return XMLElement(name: "testcase", attributes: attributes(in: sources), children: children)
    }

    /// A file that is not found has no name: what the compiler calls it is no path.
    private func attributes(in sources: SourcePaths) -> KeyValuePairs<String, String> {
        let time = Numerals.fixed(seconds, places: 3)
        guard let place = site.flatMap(sources.place) else {
            return ["classname": className, "name": name, "time": time]
        }
        return [
            "classname": className, "name": name, "time": time, "file": place.path,
            "line": "\(place.line)",
        ]
    }
}

extension [JUnitSuite] {
    fileprivate func sum(_ count: (JUnitSuite) -> Int) -> Int { reduce(0) { $0 + count($1) } }
}
