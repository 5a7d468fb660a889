import Foundation
import QuorateLanguage

/// Record of a search beside its states: the request, and what was found up to the last commit.
struct SearchRecord: Codable, Equatable {
    static let form = 1

    var form = Self.form
    /// Number of the search, which no other has.
    var nonce: UInt64
    var request: SavedSearch
    var wordCount: Int
    /// Behaviour of the spec: see ``BehaviourDigest``.
    var outline: UInt64
    var initialStates: UInt64
    /// Digest of the program: see ``ProgramDigest``. A record of an earlier release has none.
    var program: UInt64?
    /// Digest of a sample of each level that was expanded.
    var samples: [UInt64] = []
    /// Digest of a sample of the last level, of which nothing was expanded: without steps.
    var frontier: UInt64 = 0
    var levels: [Level] = []
    var figures = Figures()
    var tallies: [SavedTally] = []
    /// Sight of a step to a level that is not deeper, of a search in memory that is asked for liveness.
    var hasStepBack: Bool?

    /// The record of a search that begins.
    init(
        nonce: UInt64, request: SavedSearch, wordCount: Int, outline: UInt64, initialStates: UInt64,
        program: UInt64
    ) {
        (self.nonce, self.request, self.wordCount) = (nonce, request, wordCount)
        self.program = program
        (self.outline, self.initialStates) = (outline, initialStates)
    }

    /// A search of which nothing was found yet.
    var isNew: Bool { samples.isEmpty && levels.isEmpty }

    /// Bytes that the states of its levels take.
    var byteCount: Int { levels.reduce(0) { $0 + $1.bytes } }

    /// A level in the file of the states.
    struct Level: Codable, Equatable {
        /// States, and those of them within the constraint.
        var states: Int
        var within: Int
        var bytes: Int
        var sum: UInt64
    }

    /// Totals over complete levels.
    struct Figures: Codable, Equatable {
        var generated = 0
        var taken: [Int] = []
        var firstDepth: [Int?] = []
        var withoutStep = 0
        var withoutChange = 0
    }

    /// Findings on a property.
    struct SavedTally: Codable, Equatable {
        var violations: Int
        var least: [UInt64]?
        var depth: Int?
        var premiseHeld: Bool
        var reached: Bool
        var witness: [UInt64]?
    }

    /// The text of the file: the record in one line, and a checksum of it in another.
    func text() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let line = try encoder.encode(self)
        return line + Data("\n\(Self.checksum(line))\n".utf8)
    }

    /// The record in a file's text; nil where it is not as it was written.
    init?(text: Data) {
        guard let end = text.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let line = text[..<end]
        guard text[end...].elementsEqual("\n\(Self.checksum(line))\n".utf8),
            let record = try? JSONDecoder().decode(Self.self, from: Data(line)), record.form == Self.form
        else { return nil }
        self = record
    }

    private static func checksum(_ line: Data) -> UInt64 {
        // FNV-1a: Fowler, Noll and Vo.
        line.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}

/// Request for a search that goes on.
package struct SavedSearch: Codable, Equatable, Sendable {
    package var spec: String
    package var mutant: String?
    package var variant: String?
    package var settings: [String: Int]
    package var properties: [String]?
    package var workers: Int
    package var continues: Bool
    package var countsLines: Bool
    package var states: Int?
    package var depth: Int?
    package var seconds: Double?
    package var memory: Int?
    /// Seconds between two checkpoints of a search in memory; nil of a search on disk.
    package var checkpointSeconds: Double?

    init(_ explorer: Explorer) {
        let instance = explorer.spec.instance
        (spec, mutant, variant) = (instance.spec, instance.mutant, instance.variant)
        settings = instance.values
        (properties, workers) = (explorer.properties, explorer.workers)
        (continues, countsLines) = (explorer.continuesAfterViolation, explorer.countsLines)
        (states, depth) = (explorer.limits.states, explorer.limits.depth)
        (seconds, memory) = (explorer.limits.seconds, explorer.limits.memory)
        checkpointSeconds = explorer.checkpoints?.seconds
    }

    /// The limits of the search.
    package var limits: Explorer.Limits {
        .init(states: states, depth: depth, seconds: seconds, memory: memory)
    }

    /// Spec, mutant or variant, and parameters.
    package var instance: Instance {
        Instance(spec: spec, mutant: mutant, variant: variant, values: settings)
    }

    /// Sameness of what is searched and asked; the limits and the number of workers may be others.
    func asksTheSame(as other: SavedSearch) -> Bool {
        spec == other.spec && mutant == other.mutant && variant == other.variant && settings == other.settings
            && properties == other.properties && continues == other.continues
            && countsLines == other.countsLines
            && (checkpointSeconds == nil) == (other.checkpointSeconds == nil)
    }

    /// Presence of a search in a folder, with which one may try to go on.
    package static func isThere(inFolder folder: String) -> Bool { SearchFolder.hasRecord(in: folder) }

    /// The request of the search in a folder.
    ///
    /// - Throws: ``DiskError`` where there is none.
    package init(inFolder folder: String) throws { self = try SearchFolder.record(in: folder).request }

    /// The request of the search in a folder, which rank 0 reads where there are several, and tells to all.
    ///
    /// - Throws: ``DiskError`` where there is none; on every rank.
    package init(inFolder folder: String, toldTo ranks: RankLink?) throws {
        guard let ranks else {
            try self.init(inFolder: folder)
            return
        }
        let text = try ranks.together {
            try ranks.tell { try JSONEncoder().encode(Self(inFolder: folder, readBy: ranks)) }
        } digest: {
            RankLink.digest(String(decoding: $0, as: UTF8.self))
        }
        self = try JSONDecoder().decode(Self.self, from: text)
    }

    private init(inFolder folder: String, readBy ranks: RankLink) throws {
        do { try self.init(inFolder: folder) } catch DiskError.nothingToResume(_, let reason)
            where ranks.rankCount > 1
        {
            throw DiskError.nothingToResume(
                folder: folder,
                reason: reason + "; rank 0 alone reads it, so that it must be on the machine of rank 0")
        }
    }
}
