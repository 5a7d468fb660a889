import Foundation
import QuorateLanguage
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@testable import QuorateCommand
@testable import Toys

/// The formats of `quorate diff` that other programs read.
@Suite struct DiffFormatTests {
    private func outcome(_ format: String) async -> Outcome {
        await diff(
            Door().catalog, Door(.neverUnlocked).catalog, "--forbid behaviour-removed --format \(format)")
    }

    @Test func json() async throws {
        let outcome = await outcome("json")
        #expect(outcome.status == 50)
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let whole = try #require(object as? [String: Any])
        #expect(Set(whole.keys) == ["version", "base", "head", "findings", "instances", "notes"])
        let findings = try #require(whole["findings"] as? [[String: Any]])
        let finding = try #require(findings.first)
        #expect(finding["kind"] as? String == "behaviour-removed")
        #expect(finding["instance"] as? String == "Door turns=3")
        #expect(finding["run"] as? [String] == ["lock", "unlock"])
        #expect(finding["forbidden"] as? Bool == true)
        let instances = try #require(whole["instances"] as? [String: Any])
        #expect(instances["changed"] as? [String] == ["Door turns=3", "Door forced turns=3"])
    }

    @Test func junit() async {
        let outcome = await outcome("junit")
        #expect(outcome.output.contains("<failure type=\"behaviour-removed\""), "\(outcome.output)")
        #expect(XMLParser(data: Data(outcome.output.utf8)).parse())
    }

    @Test func markdown() async {
        let outcome = await outcome("markdown")
        let (page, title) = (outcome.output, "## `quorate diff`: what changes from old to new")
        #expect(MarkdownPage.problem(in: page) == nil)
        #expect(page.hasPrefix("\(title)\n\n**2 instances: 2 changed**; 2 findings: 2 behaviour"), "\(page)")
        #expect(page.contains("\n| Spec | Kind | Finding | Allowed |\n"), "\(page)")
        #expect(page.contains("\n| Door | behaviour-removed | Door turns=3: 1 step that"), "\(page)")
        #expect(page.contains(" (also in 1 other instance) | **NO** |\n"), "\(page)")
        let folded =
            "<details><summary>behaviour-removed, which is forbidden: Door turns=3</summary>\n\nDoor turns=3: "
        #expect(page.contains(folded), "\(page)")
        #expect(page.contains("\n| 2 | `unlock` | `isLocked: 1 → 0` |\n"), "\(page)")
        #expect(page.contains("```mermaid\n") && page.hasSuffix("```\n\n</details>\n\n"), "\(page)")
        // What is allowed is so, and what was not compared is told.
        let allowed = await diff(Door().catalog, Door(.neverUnlocked).catalog, "--format markdown").output
        #expect(allowed.contains(" | yes |") && !allowed.contains("**NO**"), "\(allowed)")
        let open = await diff(Door().catalog, Door().catalog, "--max-states 2 --format markdown").output
        #expect(open.contains("\n### Inconclusive\n\n- Door turns=3: "), "\(open)")
        #expect(open.contains("\n### Notes\n\n- the counterexamples that are kept"), "\(open)")
        #expect(open.contains("**2 instances: 2 inconclusive**; no findings."), "\(open)")
    }
}
