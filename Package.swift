// swift-tools-version: 6.2
import PackageDescription

/// Folders of `Specs`, each a target: a changed line is compiled with its own subject, and subjects side by side.
let subjects = [
    "Agreement", "BFT", "Broadcast", "Commit", "Consensus", "Coordination", "Leases", "Ledgers", "Machines",
    "Merging", "Network", "PBFT", "Raft", "Replication", "Secrets", "Storage",
]

/// Models of the same protocols for other tools, compiled into the targets of their subjects.
let twins = [
    "Broadcast": ["reliable-broadcast.pml", "reliable-broadcast.m"],
    "Commit": ["two-phase-commit.pml", "two-phase-commit.m"], "Consensus": ["paxos.pml", "paxos.m"],
    "Coordination": ["termination-detection.pml"],
]

let subjectDependencies: [Target.Dependency] = subjects.map { .byName(name: $0 + "Specs") }

let subjectTargets = subjects.map { subject -> Target in
    let models = twins[subject, default: []].map { "Twins/\($0)" }
    let others: [String: [Target.Dependency]] = [
        "Replication": ["QuorateHistories"], "Storage": ["QuorateCrypto"],
    ]
    return .target(
        name: subject + "Specs",
        dependencies: ["QuorateLanguage", "QuorateQuorums", "QuorateFaults"] + others[subject, default: []],
        path: "Specs/" + subject, resources: models.map { .embedInCode($0) })
}

/// For modules that compute little themselves, since they ask others to: compiled as they stand, in a quarter of the
/// time. A package that depends on this one by a version may use their products, as of Swift 6.3.
let plainly: [SwiftSetting] = [.unsafeFlags(["-Onone"])]

let package = Package(
    name: "Quorate",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "Quorate", targets: ["Quorate"]),
        .library(name: "QuorateCommand", targets: ["QuorateCommand"]),
        .library(name: "QuorateExplore", targets: ["QuorateExplore"]),
        .library(name: "QuorateLogging", targets: ["QuorateLogging"]),
        .executable(name: "quorate", targets: ["QuorateExecutable"]),
        .executable(name: "quorate-explore", targets: ["QuorateExploreExecutable"]),
        .executable(name: "quorate-node", targets: ["QuorateNodeExecutable"]),
    ],
    traits: [
        .trait(name: "MPI", description: "`quorate check --distributed`, over the ranks of Open MPI.")
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        .target(name: "QuorateQuorums"),
        .target(name: "QuorateLanguage", dependencies: ["QuorateQuorums", "CQuorateSearch"]),
        .target(name: "QuorateFaults", dependencies: ["QuorateLanguage", "QuorateQuorums"]),
        .target(name: "QuorateHistories", dependencies: ["QuorateLanguage", "QuorateQuorums"]),
        .target(name: "QuorateTraces", dependencies: ["QuorateLanguage"]),
        .target(name: "CQuorateSearch"),
        .target(
            name: "QuorateExplorer",
            dependencies: ["QuorateLanguage", "QuorateQuorums", "QuorateTraces", "CQuorateSearch"]),
        // Without the trait its source is empty, and Open MPI is asked of nobody.
        .systemLibrary(
            name: "COpenMPI", pkgConfig: "ompi-c",
            providers: [.apt(["libopenmpi-dev"]), .brew(["open-mpi"])]),
        .target(
            name: "QuorateMPI",
            dependencies: ["QuorateExplorer", .target(name: "COpenMPI", condition: .when(traits: ["MPI"]))]),
        // It believes no engine, and so knows none.
        .target(name: "QuorateAudit", dependencies: ["QuorateLanguage"]),
        .systemLibrary(name: "CZ3", pkgConfig: "z3", providers: [.apt(["libz3-dev"]), .brew(["z3"])]),
        .target(name: "QuorateProver", dependencies: ["QuorateQuorums", "CZ3", "BigInt"]),
        .target(name: "QuorumClaims", dependencies: ["QuorateQuorums"], path: "Specs/Claims"),
        .target(
            name: "QuorateSpecs",
            dependencies: ["QuorateLanguage", "QuorateQuorums", "QuorumClaims"] + subjectDependencies,
            path: "Specs/Catalog"),
        .target(
            name: "QuorateReplay", dependencies: ["QuorateLanguage", "QuorateQuorums", "QuorateTraces"]),
        .systemLibrary(
            name: "CSodium", pkgConfig: "libsodium",
            providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
        .target(name: "QuorateCrypto", dependencies: ["CSodium"]),
        .target(name: "QuorateReplicas", dependencies: ["QuorateCrypto"]),
        .target(
            name: "QuorateCommand",
            dependencies: [
                "QuorateLanguage", "QuorateFaults", "QuorateQuorums", "QuorateTraces", "QuorateExplorer",
                "QuorateProver",
                "QuorateReplay", "QuorateHistories", "QuorateAudit",
                .target(name: "QuorateMPI", condition: .when(traits: ["MPI"])),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: plainly),
        .target(
            name: "QuorateDrivers",
            dependencies: [
                "QuorateLanguage", "QuorateQuorums", "QuorateFaults", "BroadcastSpecs", "PBFTSpecs",
                "RaftSpecs", "QuorateReplicas",
                "QuorateReplay",
            ]),
        // For services: it knows neither specs nor traces.
        .target(name: "QuorateLogging", dependencies: [.product(name: "Logging", package: "swift-log")]),
        // Replicas as processes: this knows SwiftNIO, and it knows no spec.
        .target(
            name: "QuorateNode",
            dependencies: [
                "QuorateReplicas", "QuorateLogging", .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .executableTarget(
            name: "QuorateNodeExecutable",
            dependencies: [
                "QuorateNode", .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        // A page on which a protocol is walked by hand: this and its tests alone know the HTTP of SwiftNIO.
        .target(
            name: "QuorateExplore",
            dependencies: [
                "QuorateCommand", "QuorateLanguage", "QuorateTraces", "QuorateReplay",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: plainly),
        .executableTarget(
            name: "QuorateExploreExecutable",
            dependencies: ["QuorateExplore", "QuorateSpecs", "QuorateDrivers"]),
        .executableTarget(
            name: "QuorateExecutable", dependencies: ["QuorateCommand", "QuorateSpecs", "QuorateDrivers"]),
        .target(
            name: "Quorate",
            dependencies: [
                "QuorateLanguage", "QuorateQuorums", "QuorateFaults", "QuorateHistories", "QuorateTraces",
                "QuorateExplorer", "QuorateReplay",
            ]),
        // What several test targets share. The one in C is linked and runs before `main`; nobody imports it.
        .target(name: "CTestWidth", path: "Tests/CTestWidth"),
        .target(name: "SeededRandom", path: "Tests/SeededRandom"),
        .target(
            name: "Toys",
            dependencies: [
                "QuorateLanguage", "QuorateQuorums", "QuorateFaults", "QuorateExplorer", "QuorateReplay",
                "CTestWidth",
            ],
            path: "Tests/Toys"),
        .target(name: "Pages", path: "Tests/Pages"),
        .testTarget(name: "ArchitectureTests", swiftSettings: plainly),
        .testTarget(name: "QuorateQuorumsTests", dependencies: ["QuorateQuorums", "SeededRandom"]),
        .testTarget(
            name: "QuorateLanguageTests",
            dependencies: ["QuorateLanguage", "QuorateQuorums", "QuorateExplorer", "SeededRandom", "Toys"]),
        .testTarget(
            name: "QuorateFaultsTests",
            dependencies: [
                "QuorateFaults", "QuorateLanguage", "QuorateQuorums", "QuorateExplorer", "QuorateSpecs",
                "SeededRandom", "Toys",
            ]),
        .testTarget(
            name: "QuorateHistoriesTests",
            dependencies: ["QuorateHistories", "QuorateLanguage", "QuorateQuorums", "SeededRandom"]),
        .testTarget(
            name: "QuorateTracesTests",
            dependencies: [
                "QuorateTraces", "QuorateLanguage", "CommitSpecs", "QuorateSpecs", "SeededRandom", "Toys",
            ]),
        .testTarget(
            name: "QuorateExplorerTests",
            dependencies: [
                "QuorateExplorer", "QuorateFaults", "QuorateLanguage", "QuorateQuorums", "QuorateTraces",
                "QuorateAudit", "CommitSpecs", "QuorateSpecs",
                "CQuorateSearch", "SeededRandom", "Toys",
            ]),
        .testTarget(
            name: "QuorateProverTests",
            dependencies: [
                "QuorateProver", "QuorateQuorums", "QuorateLanguage", "QuorateSpecs", "CommitSpecs",
                "BFTSpecs", "ConsensusSpecs", "RaftSpecs", "SeededRandom",
                .product(name: "BigInt", package: "BigInt"),
            ]),
        .testTarget(
            name: "QuorateReplicasTests", dependencies: ["QuorateReplicas", "SeededRandom"],
            exclude: ["Scenarios"]),
        .testTarget(
            name: "QuorateReplayTests",
            dependencies: [
                "QuorateReplay", "QuorateFaults", "QuorateDrivers", "QuorateReplicas", "BroadcastSpecs",
                "PBFTSpecs",
                "QuorateSpecs", "RaftSpecs", "QuorateExplorer", "QuorateCommand",
                "QuorateLanguage", "QuorateQuorums", "QuorateTraces", "SeededRandom", "Toys",
            ]),
        .testTarget(
            name: "SpecTests",
            dependencies: [
                "AgreementSpecs", "BFTSpecs", "BroadcastSpecs", "ConsensusSpecs", "MachinesSpecs",
                "MergingSpecs", "NetworkSpecs", "PBFTSpecs", "RaftSpecs", "SecretsSpecs", "StorageSpecs",
                "QuorateExplorer", "QuorateFaults",
                "QuorateLanguage", "QuorateQuorums",
                "SeededRandom", "Toys",
            ]),
        // The executable is started, not imported.
        .testTarget(
            name: "QuorateCommandTests",
            dependencies: [
                "QuorateCommand", "QuorateExecutable", "QuorateExplorer", "QuorateLanguage", "QuorateProver",
                "QuorateAudit",
                "QuorateQuorums", "QuorateFaults", "BroadcastSpecs", "CommitSpecs",
                "QuorateTraces", "QuorateSpecs", "QuorateReplay", "QuorateDrivers", "SeededRandom", "Toys",
            ],
            exclude: ["Browser", "Histories", "Logs", "Snapshots"], swiftSettings: plainly),
        .testTarget(
            name: "QuorateLoggingTests",
            dependencies: ["QuorateLogging", .product(name: "Logging", package: "swift-log")],
            swiftSettings: plainly),
        .testTarget(
            name: "QuorateNodeTests",
            dependencies: [
                "QuorateNode", "QuorateReplicas", "QuorateTraces", "QuorateLanguage", "PBFTSpecs",
                "RaftSpecs",
                "SeededRandom",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: plainly),
        .testTarget(
            name: "QuorateExploreTests",
            dependencies: [
                "QuorateExplore", "QuorateExploreExecutable", "QuorateExecutable", "QuorateCommand",
                "QuorateLanguage", "QuorateTraces", "QuorateReplay", "QuorateSpecs", "SeededRandom", "Toys",
            ],
            exclude: ["Browser"], swiftSettings: plainly),
        .testTarget(
            name: "ReadmeTests",
            dependencies: ["QuorateExecutable", "QuorateLanguage", "QuorateSpecs", "Pages"],
            swiftSettings: plainly),
        // What takes long; suites of other targets that do, and need what stands there, are called so as well:
        // `swift test --skip LongTests` is for the loop of work.
        .testTarget(
            name: "LongTests",
            dependencies: [
                "QuorateExecutable", "QuorateSpecs", "QuorateExplorer", "QuorateTraces", "Toys", "Pages",
            ]),
    ] + subjectTargets
)

/// What a debugger reads is three fifths of the objects and half of the command, and some of the time of a build, so a
/// release build has none of it; functions keep their names. SwiftPM asks for it behind the settings of a target, hence
/// the frontend. As with `plainly`, a package may depend on a version of this one all the same, as of Swift 6.3.
let undebugged = SwiftSetting.unsafeFlags(["-Xfrontend", "-gnone"], .when(configuration: .release))

for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + [undebugged]
}
