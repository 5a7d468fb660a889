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
        #expect(Self.machinePaths(in: Data()) == [])
    }

    /// Behind a part of a relative path there may be one that is not.
    @Test func laterPathsAreFoundToo() {
        let path = Self.machinePaths[0]
        for start in ["", "a\(path)", "a\(path)b\(path)."] {
            let text = "\(start)\(start.isEmpty ? "" : " ")\(path)"
            #expect(Self.machinePaths(in: Data(text.utf8)) == [path], "\(text)")
        }
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

    /// By the system's own search for a byte: the repository has millions of them.
    static func machinePaths(in content: Data) -> [String] {
        content.withUnsafeBytes { bytes in
            var found: Set<String> = []
            var rest = bytes[...]
            while let slash = firstSlash(in: rest) {
                rest = bytes[(slash + 1)...]
                // A letter or a dot before it makes it the middle of a relative path or a web address.
                if slash > 0, isPartOfAPath(bytes[slash - 1]) { continue }
                found.formUnion(machinePaths.filter { rest.starts(with: $0.utf8.dropFirst()) })
            }
            return machinePaths.filter(found.contains)
        }
    }

    private static func firstSlash(in bytes: Slice<UnsafeRawBufferPointer>) -> Int? {
        let rest = UnsafeRawBufferPointer(rebasing: bytes)
        guard let start = rest.baseAddress,
            let found = memchr(start, Int32(UInt8(ascii: "/")), rest.count)
        else { return nil }
        return bytes.startIndex + start.distance(to: UnsafeRawPointer(found))
    }

    private static func isPartOfAPath(_ byte: UInt8) -> Bool {
        Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber
            || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(byte)
    }
}
