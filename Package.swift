// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Quorate",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "Quorate", targets: ["Quorate"]),
        .library(name: "QuorateCommand", targets: ["QuorateCommand"]),
        .executable(name: "quorate", targets: ["QuorateExecutable"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
    ],
    targets: [
        .target(name: "QuorateQuorums"),
        .target(name: "QuorateLanguage", dependencies: ["QuorateQuorums", "CQuorateSearch"]),
        .target(name: "QuorateFaults", dependencies: ["QuorateLanguage", "QuorateQuorums"]),
        .target(name: "QuorateTraces", dependencies: ["QuorateLanguage"]),
        .target(name: "CQuorateSearch"),
        .target(
            name: "QuorateExplorer", dependencies: ["QuorateLanguage", "QuorateTraces", "CQuorateSearch"]),
        .systemLibrary(name: "CZ3", pkgConfig: "z3", providers: [.apt(["libz3-dev"]), .brew(["z3"])]),
        .target(name: "QuorateProver", dependencies: ["QuorateQuorums", "CZ3", "BigInt"]),
        .target(
            name: "QuorateSpecs",
            dependencies: [
                "QuorateLanguage", "QuorateQuorums", "QuorateFaults",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            path: "Specs",
            resources: [
                .embedInCode("Commit/Twins/two-phase-commit.pml"),
                .embedInCode("Commit/Twins/two-phase-commit.m"),
                .embedInCode("Broadcast/Twins/reliable-broadcast.pml"),
                .embedInCode("Broadcast/Twins/reliable-broadcast.m"),
                .embedInCode("Agreement/Twins/paxos.pml"),
                .embedInCode("Agreement/Twins/paxos.m"),
            ]),
        .target(
            name: "QuorateReplay", dependencies: ["QuorateLanguage", "QuorateQuorums", "QuorateTraces"]),
        .target(
            name: "QuorateReplicas", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "QuorateCommand",
            dependencies: [
                "QuorateLanguage", "QuorateQuorums", "QuorateTraces", "QuorateExplorer", "QuorateProver",
                "QuorateReplay",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(
            name: "QuorateDrivers",
            dependencies: [
                "QuorateLanguage", "QuorateQuorums", "QuorateFaults", "QuorateSpecs", "QuorateReplicas",
                "QuorateReplay",
            ]),
        .executableTarget(
            name: "QuorateExecutable", dependencies: ["QuorateCommand", "QuorateSpecs", "QuorateDrivers"]),
        .target(
            name: "Quorate",
            dependencies: [
                "QuorateLanguage", "QuorateQuorums", "QuorateFaults", "QuorateTraces", "QuorateExplorer",
                "QuorateReplay",
            ]),
        .testTarget(
            name: "QuorateFaultsTests",
            dependencies: [
                "QuorateFaults", "QuorateLanguage", "QuorateQuorums", "QuorateExplorer", "QuorateSpecs",
                "SeededRandom",
            ]),
        .testTarget(
            name: "QuorateExplorerTests",
            dependencies: [
                "QuorateExplorer", "QuorateLanguage", "QuorateQuorums", "QuorateTraces", "QuorateSpecs",
                "SeededRandom",
            ]),
        .target(name: "SeededRandom", path: "Tests/SeededRandom"),
        .testTarget(name: "QuorateQuorumsTests", dependencies: ["QuorateQuorums", "SeededRandom"]),
        .testTarget(
            name: "QuorateLanguageTests",
            dependencies: ["QuorateLanguage", "QuorateQuorums", "QuorateExplorer", "SeededRandom"]),
        .testTarget(
            name: "QuorateProverTests",
            dependencies: [
                "QuorateProver", "QuorateQuorums", "QuorateLanguage", "QuorateSpecs", "SeededRandom",
                .product(name: "BigInt", package: "BigInt"),
            ]),
        .testTarget(name: "QuorateReplicasTests", dependencies: ["QuorateReplicas", "SeededRandom"]),
        .testTarget(
            name: "QuorateReplayTests",
            dependencies: [
                "QuorateReplay", "QuorateDrivers", "QuorateReplicas", "QuorateSpecs", "QuorateExplorer",
                "QuorateLanguage", "QuorateQuorums", "QuorateTraces", "SeededRandom",
            ]),
        .testTarget(name: "ArchitectureTests"),
        .testTarget(
            name: "QuorateTracesTests",
            dependencies: [
                "QuorateTraces", "QuorateLanguage", "QuorateQuorums", "QuorateSpecs", "SeededRandom",
            ]),
        .testTarget(
            name: "QuorateCommandTests",
            dependencies: [
                "QuorateCommand", "QuorateExecutable", "QuorateExplorer", "QuorateLanguage", "QuorateQuorums",
                "QuorateTraces", "QuorateSpecs", "QuorateReplay", "QuorateDrivers", "QuorateFaults",
                "SeededRandom",
            ],
            exclude: ["Snapshots"]),
        .testTarget(
            name: "ReadmeTests", dependencies: ["QuorateExecutable", "QuorateLanguage", "QuorateSpecs"]),
    ]
)
