/// Who may import whom: the table of the design, one row for each target that is not a test.
///
/// The language knows no engine, the specs know no engine, and only the command knows an argument parser. SwiftPM
/// does not hold this by itself: an import that the manifest does not declare builds when something else brings
/// the module.
struct House {
    struct Row {
        let target: String
        /// Relative to the top of the repository.
        let folder: String
        let mayImport: Set<String>

        init(_ target: String, at folder: String? = nil, _ mayImport: Set<String>) {
            self.target = target
            self.folder = folder ?? "Sources/\(target)"
            self.mayImport = mayImport
        }
    }

    /// The modules that come with Swift and the platform, for everybody but Language and Quorums.
    static let system: Set = ["Foundation", "Synchronization", "Dispatch", "Glibc", "Darwin", "Musl"]

    static let rows =
        [
            Row("QuorateQuorums", ["Synchronization"]),
            // The inlined part of the search prefetches; the faults of specs are counted in one atomic number.
            Row("QuorateLanguage", ["QuorateQuorums", "CQuorateSearch", "Synchronization"]),
            // What is compared of two adversaries is noted while several threads search.
            Row("QuorateFaults", ["QuorateLanguage", "QuorateQuorums", "Synchronization"]),
            Row("QuorateHistories", ["QuorateLanguage", "QuorateQuorums"]),
            Row("QuorateTraces", system.union(["QuorateLanguage"])),
            // The auditor believes no engine, so it knows none.
            Row("QuorateAudit", system.union(["QuorateLanguage"])),
            Row("CQuorateSearch", []),
            Row(
                "QuorateExplorer",
                system.union(["QuorateLanguage", "QuorateQuorums", "QuorateTraces", "CQuorateSearch"])),
            // With the trait MPI; without it they are empty.
            Row("COpenMPI", []),
            Row("QuorateMPI", ["QuorateExplorer", "COpenMPI"]),
            Row("QuorateReplay", system.union(["QuorateLanguage", "QuorateQuorums", "QuorateTraces"])),
            Row("QuorateReplicas", system.union(["QuorateCrypto"])),
            Row("CSodium", []),
            Row("QuorateCrypto", ["CSodium"]),
            Row("CZ3", []),
            Row("QuorateProver", system.union(["QuorateQuorums", "CZ3", "BigInt"])),
            Row("QuorumClaims", at: "Specs/Claims", ["QuorateQuorums"]),
            Row(
                "QuorateSpecs", at: "Specs/Catalog",
                Set(subjects.map { $0 + "Specs" }).union([
                    "QuorateLanguage", "QuorateQuorums", "QuorumClaims",
                ])),
            Row(
                "QuorateCommand",
                system.union([
                    "QuorateLanguage", "QuorateFaults", "QuorateQuorums", "QuorateTraces", "QuorateExplorer",
                    "QuorateProver",
                    "QuorateReplay", "QuorateHistories", "QuorateAudit", "QuorateMPI", "ArgumentParser",
                ])),
            Row(
                "QuorateDrivers",
                system.union([
                    "QuorateLanguage", "QuorateQuorums", "QuorateFaults", "BroadcastSpecs", "PBFTSpecs",
                    "RaftSpecs",
                    "QuorateReplicas", "QuorateReplay",
                ])),
            Row("QuorateLogging", system.union(["Logging"])),
            Row(
                "QuorateNode",
                system.union(["QuorateReplicas", "QuorateLogging", "Logging", "NIOCore", "NIOPosix"])),
            Row("QuorateNodeExecutable", system.union(["QuorateNode", "ArgumentParser", "NIOPosix"])),
            // Beside the command, since most people need no web library.
            Row(
                "QuorateExplore",
                system.union([
                    "QuorateCommand", "QuorateLanguage", "QuorateTraces", "QuorateReplay", "ArgumentParser",
                    "NIOCore", "NIOPosix", "NIOHTTP1",
                ])),
            Row(
                "QuorateExploreExecutable",
                system.union(["QuorateExplore", "QuorateSpecs", "QuorateDrivers"])),
            Row("QuorateExecutable", system.union(["QuorateCommand", "QuorateSpecs", "QuorateDrivers"])),
            Row(
                "Quorate",
                system.union([
                    "QuorateLanguage", "QuorateQuorums", "QuorateFaults", "QuorateHistories", "QuorateTraces",
                    "QuorateExplorer", "QuorateReplay",
                ])),
        ] + subjects.map(subject)

    /// The folders of the catalog, each a target.
    static let subjects = [
        "Agreement", "BFT", "Broadcast", "Commit", "Consensus", "Coordination", "Leases", "Ledgers",
        "Machines", "Merging", "Network", "PBFT", "Raft", "Replication", "Secrets", "Storage",
    ]

    private static func subject(_ name: String) -> Row {
        let language = system.union(["QuorateLanguage", "QuorateQuorums", "QuorateFaults"])
        let others: [String: Set<String>] = [
            "Replication": ["QuorateHistories"], "Storage": ["QuorateCrypto"],
        ]
        return Row(
            name + "Specs", at: "Specs/\(name)", language.union(others[name, default: []]))
    }

    /// The imports in `text`, the source of a file of `row`, that the row does not allow.
    static func forbiddenImports(in text: String, of row: Row) -> [String] {
        SwiftSource(text).imports.filter { !row.mayImport.contains($0) && $0 != "Swift" }
    }
}
