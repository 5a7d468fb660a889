import Foundation
import Testing

@Suite struct RepositoryTests {
    /// The top level is fixed: everything else has its place below.
    @Test func topLevelHoldsOnlyWhatTheDesignNames() {
        let names = Set(Repository.files.map { String($0.prefix { $0 != "/" }) })
        let known: Set = ["Package.swift", "Sources", "Tests", "Specs", "Counterexamples", "README.md"]
        #expect(names.filter { !$0.hasPrefix(".") && !known.contains($0) } == [])
    }

    /// A path of the machine on which a file was written means nothing on any other.
    @Test func noFileNamesAPlaceOnSomebodysMachine() {
        for path in Repository.files {
            guard let content = Repository.content(of: path) else { continue }
            #expect(Self.machinePaths(in: content) == [], "in \(path)")
        }
    }

    @Test func recognisesAMachinePath() {
        for path in Self.machinePaths {
            #expect(Self.machinePaths(in: Data("let file = \"\(path)notes\"".utf8)) == [path])
        }
        #expect(Self.machinePaths(in: Data("a network/worker, frame.work/".utf8)) == [])
    }

    /// Both ways of listing the files find this one, and what they find exists.
    @Test func filesAreFound() throws {
        let me = "Tests/ArchitectureTests/RepositoryTests.swift"
        #expect(Repository.walkedFiles().contains(me))
        #expect(Repository.files.contains { $0.hasPrefix("Tests/ArchitectureTests/") })
        #expect(Repository.files.filter { Repository.content(of: $0) != nil }.count > 20)
    }

    // Put together here, so that this file does not contain what it forbids.
    static let machinePaths = [["work"], ["root"], ["home"], ["Users"], ["tmp", "twins"]].map {
        "/" + $0.joined(separator: "/") + "/"
    }

    static func machinePaths(in content: Data) -> [String] {
        machinePaths.filter { path in
            var rest = content[...]
            while let found = rest.firstRange(of: Data(path.utf8)) {
                // A letter or a dot before it makes it the middle of a relative path or a web address.
                let before = found.lowerBound > content.startIndex ? content[found.lowerBound - 1] : 0
                if !isPartOfAPath(before) { return true }
                rest = content[found.upperBound...]
            }
            return false
        }
    }

    private static func isPartOfAPath(_ byte: UInt8) -> Bool {
        Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber
            || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(byte)
    }
}
