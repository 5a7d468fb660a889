/// A package of one's own: the starter under another name.
struct NewPackage {
    let name: PackageName
    /// Presence of the code that the spec is about, and of its driver.
    let hasDriver: Bool
    let source: QuorateSource
    /// Folder in which it will be, by a path without links.
    let folder: String

    /// Paths and texts. The versions of a clone are those with which the package is built, too: nobody asks for newer.
    var files: [(path: String, text: String)] {
        let files = Starter.files.filter { hasDriver || !Self.driverFiles.contains($0.path) }
            .map { (path: renamed($0.path), text: text(of: $0)) }
        let pins: [(path: String, text: String)] =
            if case .clone(let clone) = source, let text = clone.pins { [("Package.resolved", text)] } else {
                []
            }
        return (files + pins).sorted { $0.path < $1.path }
    }

    /// Files that the starter has for the driver's sake.
    static let driverFiles: Set = [
        "Sources/Protocols/Voter.swift", "Sources/Protocols/ElectionDriver.swift",
        "Tests/ProtocolTests/ElectionDriverTests.swift",
    ]

    private func text(of file: (path: String, text: String)) -> String {
        let text = renamed(file.text)
        return switch file.path {
        case "Package.swift":
            text.replacing("\"my-protocols\"", with: "\"\(name.text)\"")
                .replacing(
                    ".package(name: \"quorate\", path: \"../quorate\")", with: source.dependency(of: folder)
                )
                .replacing("package: \"quorate\"", with: "package: \(source.packageName)")
        case "Sources/Checker/main.swift" where !hasDriver: text.replacing(", drivers: drivers", with: "")
        default: text
        }
    }

    private func renamed(_ text: String) -> String { text.replacing(Starter.spec, with: name.text) }
}
