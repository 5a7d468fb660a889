// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "my-protocols",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(name: "quorate", path: "../quorate")
    ],
    targets: [
        .target(name: "Protocols", dependencies: [.product(name: "Quorate", package: "quorate")]),
        .testTarget(name: "ProtocolTests", dependencies: ["Protocols"]),
        .executableTarget(
            name: "Checker",
            dependencies: ["Protocols", .product(name: "QuorateCommand", package: "quorate")]),
    ]
)
