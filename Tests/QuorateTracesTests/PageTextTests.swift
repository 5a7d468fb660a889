import Foundation
import SeededRandom
import Testing

@testable import QuorateTraces

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Texts of pages: nothing of anybody else's is markup, and the policy knows the page's own script.
@Suite struct PageTextTests {
    @Test func whatIsInterpolatedIsText() {
        let name = "<img src=x onerror='f()'>&\"\u{202E}\u{0}\u{FFFE}"
        let text: HTMLText = "<p class=\"\(name)\">\(name)</p>"
        let escaped = "&lt;img src=x onerror=&#39;f()&#39;&gt;&amp;&quot;\\u{202e}\\u{0}\u{FFFD}"
        #expect(text.source == "<p class=\"\(escaped)\">\(escaped)</p>")
        // A literal in an interpolation is as good as one outside.
        let inner: HTMLText = "\(name.isEmpty ? "" : "<b>\(name)</b>")"
        #expect(inner.source == "<b>\(escaped)</b>")
    }

    /// FIPS 180-4, the examples of one and of two blocks, and an empty message.
    @Test(arguments: [
        ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="
        ),
        ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ])
    func digests(message: String, digest: String) {
        #expect(PageHash.source(message) == "'sha256-\(digest)'")
    }

    private static func page(_ text: String) -> RunPage {
        let place = RunPage.Place(text: text, link: nil)
        var page = RunPage(
            title: text, claim: text, verdict: .broken, lanes: [.init(name: text, title: text)],
            steps: [
                .init(
                    action: text, name: text, lane: 0, place: place,
                    changes: [.init(part: text, old: text, new: nil, text: text)], arrows: [])
            ], fields: [text], states: [[text], [nil]], start: [text],
            copies: .init(text: text, mermaid: text))
        page.facts = [.init(text, text)]
        page.properties = [
            .init(name: text, kind: text, place: place, marks: [.holds, .broken], isShown: true)
        ]
        page.offers = [
            .init(
                action: text, name: text, place: place, condition: text, fields: [0],
                turns: [.init(state: 0, status: .enabled)])
        ]
        page.reasons = [text]
        page.loop = .init(start: 0, notes: [text])
        page.code = [
            .init(
                name: text, outcome: text, isExpected: false, facts: [.init(text, text)],
                marks: [.taken, .diverged],
                sights: [[], [.init(name: text, inSpec: nil, inCode: text)]], agreeing: [1, 0],
                sent: [[text], []])
        ]
        return page
    }

    static let hostile = [
        "</script><script>window.hacked = 1</script>", "\"><img src=\"x\" onerror=\"window.hacked = 1\" />",
        "]]></script><!--", "<![CDATA[", "--><svg onload='window.hacked = 1'>",
        "javascript:window.hacked = 1",
        "&lt;b&gt; &amp; &#60;", "\u{202E}\u{2028}\u{0}\u{1B}[31m\u{FFFE}", "${window.hacked = 1}",
        "\\u003cb\\u003e",
    ]

    /// A page with hostile texts everywhere is well-formed XML with the elements of one with plain texts, and its data
    /// are those that were put in.
    @Test(arguments: hostile) func hostileTextIsNoMarkup(text: String) throws {
        let (page, plain) = (Self.page(text), Self.page("plain"))
        #expect(try Elements.of(page.html) == Elements.of(plain.html))
        let data = try #require(page.html.firstRange(of: "id=\"run\">"))
        let end = try #require(page.html[data.upperBound...].firstRange(of: "</script>"))
        let json = page.html[data.upperBound..<end.lowerBound]
        #expect(!json.contains { "<>&".contains($0) })
        let shown = text.replacing("\u{FFFE}", with: "\u{FFFD}")
        #expect(try JSONParser.parse(Data(json.utf8)) == Self.page(shown).json)
    }

    /// The policy names the style and the script that are there, and allows nothing else.
    @Test func policy() throws {
        let html = Self.page("a").html
        func part(_ start: String, _ end: String) throws -> String {
            let range = try #require(html.firstRange(of: start))
            return String(
                html[
                    range
                        .upperBound..<(try #require(html[range.upperBound...].firstRange(of: end))).lowerBound
                ])
        }
        let policy = try part("Content-Security-Policy\" content=\"", "\"")
        let (style, script) = (try part("<style>", "</style>"), try part("<script>", "</script>"))
        #expect(
            policy
                == "default-src 'none'; style-src \(PageHash.source(style)); script-src \(PageHash.source(script)); base-uri 'none'; form-action 'none'"
        )
        #expect(
            !html.contains("http://") || html.components(separatedBy: "http://").count == 2,
            "the namespace only")
        #expect(!script.contains("innerHTML") && !script.contains("eval(") && !script.contains("</"))
    }
}

/// Names of the elements of a page with their attributes' names, in order.
private final class Elements: NSObject, XMLParserDelegate {
    private var names: [String] = []

    static func of(_ html: String) throws -> [String] {
        let parser = XMLParser(data: Data(html.utf8))
        let elements = Elements()
        parser.delegate = elements
        #expect(
            parser.parse(),
            "well-formed: \(String(describing: parser.parserError)) in line \(parser.lineNumber)")
        return elements.names
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) { names.append(([name] + attributes.keys.sorted()).joined(separator: " ")) }
}
