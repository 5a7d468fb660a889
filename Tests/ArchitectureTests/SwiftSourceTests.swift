import Testing

/// The test of imports recognises what it must: a reader that sees nothing would pass everything.
@Suite struct SwiftSourceTests {
    @Test(arguments: [
        "import Explorer", "  import Explorer // why", "public import Explorer", "internal import Explorer",
        "@testable import Explorer", "@_exported import Explorer", "@_exported public import Explorer",
        "@preconcurrency @testable import Explorer", "@_spi(Tests) import Explorer",
        "@testable\nimport Explorer",
        "import struct Explorer.Report", "import func Explorer.run", "import class Explorer.Search",
        "import Explorer.Search", "import `Explorer`", "import\n    Explorer", "let a = 1; import Explorer",
        "#if canImport(Explorer)\nimport Explorer\n#endif", "/* why */ import Explorer", "import\tExplorer",
        "let path = \"//\"; import Explorer", "/// \"\nimport Explorer\n/// \"",
    ])
    func recognisesAnImport(text: String) {
        #expect(SwiftSource(text).imports == ["Explorer"])
    }

    @Test(arguments: [
        "// import Explorer", "/// import Explorer", "/* import Explorer */", "/* * \n import Explorer \n */",
        "let text = \"import Explorer\"", "let text = \"\"\"\n  import Explorer \"here\"\n  \"\"\"",
        "important(Explorer)",
        "#if canImport(Explorer)\n#endif", "let reimport = Explorer()", "\"a \\\" import Explorer\"",
    ])
    func seesNoImportWhereThereIsNone(text: String) {
        #expect(SwiftSource(text).imports == [])
    }

    /// Only what stands before and just behind the last one is read, and a string goes on for as long as it does.
    @Test func longTextsAreReadToTheLastImport() {
        let filler = String(repeating: "let a = 1 // \"\n", count: 100)
        #expect(SwiftSource(filler + "import Explorer\n" + filler).imports == ["Explorer"])
        let quoted = "let b = \"\"\"\n" + String(repeating: "a\n", count: 400) + "import No\n\"\"\"\n"
        #expect(SwiftSource("import Explorer\n" + quoted + filler).imports == ["Explorer"])
    }

    @Test func forbidsWhatARowDoesNotAllow() throws {
        let language = try #require(House.rows.first { $0.target == "QuorateLanguage" })
        let text = """
            public import QuorateQuorums
            import Synchronization
            import Foundation
            @testable import QuorateExplorer
            @_exported import struct QuorateTraces.Trace
            """
        #expect(
            House.forbiddenImports(in: text, of: language)
                == ["Foundation", "QuorateExplorer", "QuorateTraces"])
    }
}
