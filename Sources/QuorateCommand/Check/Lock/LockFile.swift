import Foundation
import QuorateTraces

/// The file of a ``VerdictLock``: JSON with a finding on a line, sorted, so that changes to different specs can be merged.
struct LockFile {
    /// File of the lock where no other is given.
    static let usualPath = "Specs/verdicts.json"
    /// Version of what stands in the file.
    static let version = 1
    private static let versionKey = "lock"
    private static let verdictsKey = "verdicts"

    let path: String

    /// The lock in the file, or nil where there is none.
    ///
    /// - Throws: ``CommandError`` for a file that is malformed; `TraceInputOutputError` for one that cannot be read.
    func read() throws -> VerdictLock? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do { return try Self.lock(in: JSONValue(parsing: ITF.content(ofFile: path))) } catch let error
            as TraceFileError
        {
            throw CommandError.refusedLock(file: path, reason: error)
        }
    }

    /// Puts `lock` in the place of what is in the file: whole, or not at all.
    func write(_ lock: VerdictLock) throws {
        let folder = FileName.parent(of: path)
        if !folder.isEmpty { try Folder.make(folder) }
        try WholeFile.write(Data(Self.text(of: lock).utf8), to: path)
    }

    /// Refuses a place where nothing can be written: better known before a long search.
    func requireWritable() throws {
        let folder = FileName.parent(of: path)
        let place = folder.isEmpty ? "." : folder
        // A folder that is missing is made when there is something to write.
        if FileManager.default.fileExists(atPath: place) { try TraceExport.requireWritable(place) }
    }

    /// The text of the file, the same for the same findings.
    static func text(of lock: VerdictLock) -> String {
        func object(_ members: [JSONValue.Member]) -> JSONValue { .object(members) }
        let specs = Dictionary(grouping: lock.findings.keys, by: \.spec).sorted { $0.key < $1.key }
        let verdicts = specs.map { spec, keys in
            let sections = VerdictLock.Kind.allCases.compactMap { kind -> JSONValue.Member? in
                let entries = keys.filter { $0.kind == kind }.sorted()
                    .map { JSONValue.Member(key: $0.label, value: lock.findings[$0]!) }
                return entries.isEmpty ? nil : .init(key: kind.rawValue, value: .object(entries))
            }
            return JSONValue.Member(key: spec, value: .object(sections))
        }
        let document = object([
            .init(key: versionKey, value: JSONValue(version)),
            .init(key: verdictsKey, value: .object(verdicts)),
        ])
        return JSONPrinter(width: .max) { depth, _ in depth <= 3 }.text(document)
    }
}

extension LockFile {
    /// Reads what ``text(of:)`` writes, and nothing else.
    private static func lock(in document: JSONValue) throws(TraceFileError) -> VerdictLock {
        let members = try members(of: document, at: "$", only: [versionKey, verdictsKey])
        guard let found = document[versionKey]?.integer else {
            throw .unexpected(
                path: "$.\(versionKey)", expected: "the version of the lock",
                found: document[versionKey]?.summary ?? "nothing")
        }
        guard found == version else { throw .otherVersion(found, supported: version) }
        guard let verdicts = members.first(where: { $0.key == verdictsKey }) else {
            throw .unexpected(path: "$.\(verdictsKey)", expected: "the verdicts by spec", found: "nothing")
        }
        var lock = VerdictLock()
        for spec in try Self.members(of: verdicts.value, at: "$.\(verdictsKey)") {
            let place = "$.\(verdictsKey)[\(ForeignText.quoted(spec.key))]"
            for section in try Self.members(
                of: spec.value, at: place, only: VerdictLock.Kind.allCases.map(\.rawValue))
            {
                let kind = VerdictLock.Kind(rawValue: section.key)!
                for entry in try Self.members(of: section.value, at: "\(place).\(section.key)") {
                    let path = "\(place).\(section.key)[\(ForeignText.quoted(entry.key))]"
                    try requireFacts(entry.value, at: path, depth: 0)
                    lock.findings[VerdictLock.Key(spec: spec.key, kind: kind, label: entry.key)] = entry.value
                }
            }
        }
        return lock
    }

    /// The members of an object, all of which are in `known` where that is given.
    private static func members(
        of value: JSONValue, at path: String, only known: [String]? = nil
    ) throws(TraceFileError) -> [JSONValue.Member] {
        guard case .object(let members) = value else {
            throw .unexpected(path: path, expected: "an object", found: value.summary)
        }
        if let known, let stranger = members.first(where: { !known.contains($0.key) }) {
            throw .unexpected(
                path: path, expected: known.joined(separator: ", "),
                found: "the key \(ForeignText.quoted(stranger.key))")
        }
        return members
    }

    /// Refuses what is no object of texts, whole numbers and such objects.
    private static func requireFacts(
        _ value: JSONValue, at path: String, depth: Int
    ) throws(TraceFileError) {
        for member in try members(of: value, at: path) {
            switch member.value {
            case .string: continue
            case .number where member.value.integer != nil: continue
            case .object where depth < Self.deepestFact:
                try requireFacts(
                    member.value, at: "\(path).\(ForeignText.quoted(member.key))", depth: depth + 1)
            default:
                throw .unexpected(
                    path: "\(path).\(ForeignText.quoted(member.key))", expected: "a text or a whole number",
                    found: member.value.summary)
            }
        }
    }

    /// Objects around a fact within a finding: the steps of a counterexample of the run of a claim.
    private static let deepestFact = 4
}
