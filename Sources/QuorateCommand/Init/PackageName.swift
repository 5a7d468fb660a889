/// The name of a package of one's own, which is that of its spec too.
struct PackageName {
    let text: String

    /// - Throws: ``CommandError`` for a name that no spec in the package can have, or none that should.
    init(_ text: String, beside source: QuorateSource) throws {
        if let reason = Self.objection(to: text, beside: source) {
            throw CommandError.unsuitableName(text, reason: reason)
        }
        self.text = text
    }

    private static func objection(to name: String, beside source: QuorateSource) -> String? {
        if SwiftTypeName.keywords.contains(name) { return "it is a word of Swift" }
        guard name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_]*/) != nil else {
            return "a spec is a Swift type; write letters and digits, as in Ballot"
        }
        if name.lowercased().hasPrefix("quorate") {
            return "Quorate's own modules are called so; write another name"
        }
        guard let first = name.first, first.isUppercase else {
            return "a spec is a Swift type; begin it with a capital letter, as in "
                + name.prefix(1).uppercased() + name.dropFirst()
        }
        if has(TypesOfQuorate.names, name) { return "Quorate has a type of that name; write another" }
        if has(systemNames, name) { return "Swift or its modules have that name; write another" }
        if has(Starter.names, name) { return "something in the package is called so; write another name" }
        if has([source.identity, "BigInt"], name) {
            return "a package that yours needs is called so; write another name"
        }
        return nil
    }

    /// Returns true if one of `names` is `name`, or the same for a disk that does not tell capital letters
    /// from small ones.
    private static func has(_ names: Set<String>, _ name: String) -> Bool {
        names.contains { $0.lowercased() == name.lowercased() }
    }

    /// Modules that a spec may want to import, and the types that it is written in.
    private static let systemNames: Set<String> = [
        "Swift", "Foundation", "FoundationEssentials", "Synchronization", "Dispatch", "Observation",
        "Distributed", "RegexBuilder", "Cxx", "Builtin", "Glibc", "Musl", "Darwin", "Android", "WinSDK",
        "Testing", "XCTest", "PackageDescription", "PackagePlugin", "ArgumentParser", "Crypto",
        "Array", "ArraySlice", "Bool", "Character", "ClosedRange", "Codable", "Collection", "Comparable",
        "Data", "Date", "Decodable", "Dictionary", "Double", "Duration", "Encodable", "Equatable", "Error",
        "Float", "Hashable", "Hasher", "Identifiable", "InlineArray", "Int", "Int8", "Int16", "Int32",
        "Int64",
        "IteratorProtocol", "KeyPath", "Mirror", "Never", "Optional", "Range", "RawRepresentable", "Regex",
        "Result", "Sendable", "Sequence", "Set", "Span", "StaticString", "String", "Substring", "Task",
        "UInt", "UInt8", "UInt16", "UInt32", "UInt64", "Unicode", "UUID", "Void",
    ]
}

extension Starter {
    /// The spec that takes the name.
    static let spec = "Election"

    /// Names in the package that begin with a capital letter, and do not follow the name of the spec.
    static let names: Set<String> = {
        let all = files.flatMap { file in
            words(of: file.path[...]) + file.text.split(separator: "\n").flatMap { words(of: code(of: $0)) }
        }
        return Set(all.filter { $0.first?.isUppercase == true && !$0.hasPrefix(spec) }.map(String.init))
    }()

    private static func words(of text: Substring) -> [Substring] {
        text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    }

    /// A line without what stands in quotes or in a comment.
    private static func code(of line: Substring) -> Substring {
        let outside = line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined(separator: "\"\"")
        return outside.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)[0]
    }
}
