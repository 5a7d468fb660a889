import Testing

/// Every import in the sources is one that the design's table allows.
@Suite struct ImportTests {
    @Test(arguments: House.rows.map(\.target))
    func importsOnlyWhatItsRowAllows(target: String) throws {
        let row = try #require(House.rows.first { $0.target == target })
        for path in Repository.files(below: row.folder, endingIn: ".swift") {
            guard let text = Repository.text(of: path) else { continue }
            let forbidden = House.forbiddenImports(in: text, of: row)
            #expect(forbidden.isEmpty, "\(path) imports what the row of \(target) does not allow")
        }
    }

    @Test func everyTargetFolderHasARow() {
        let folders = Set(
            Repository.files(below: "Sources").map { $0.split(separator: "/")[1] }.map { "Sources/\($0)" })
        let known = Set(House.rows.map(\.folder))
        #expect(folders.subtracting(known).isEmpty, "add a row to House.swift for each of these")
    }

    @Test func everyRowHasAFolder() {
        for row in House.rows {
            #expect(!Repository.files(below: row.folder).isEmpty, "\(row.folder) has no file; drop its row")
        }
    }

    @Test func rowsAreOnePerTarget() {
        #expect(Set(House.rows.map(\.target)).count == House.rows.count)
    }

    /// The table stays a table of layers: no two rows allow each other, not by any detour either.
    @Test func noRowsImportEachOther() {
        var open = House.rows.map { ($0.target, $0.mayImport) }
        while let leaf = open.firstIndex(where: { row in open.allSatisfy { !row.1.contains($0.0) } }) {
            open.remove(at: leaf)
        }
        #expect(open.isEmpty, "these rows form a circle")
    }
}
