import Foundation

/// Build of a package by SwiftPM, for its program.
struct PackageBuild {
    let side: DiffError.Side
    /// Folder of the package.
    let folder: String
    /// Name of the executable.
    let product: String
    let interrupt: Interrupt
    /// The compiler's command.
    var swift = ChildProcess.path(of: "swift")

    /// Lines of the compiler that are shown of a build that fails.
    private static let shownLines = 20

    /// Builds the program, as far as something has changed, and returns its path.
    ///
    /// - Parameter revision: for the message where it does not build.
    func program(of revision: Repository.Revision) throws -> String {
        guard let swift else { throw DiffError.missingProgram("swift") }
        guard FileManager.default.fileExists(atPath: "\(folder)/Package.swift") else {
            throw DiffError.noPackage(side, folder: folder)
        }
        let arguments = ["build", "-c", "release", "--package-path", folder]
        do {
            _ = try ChildProcess.run(swift, arguments + ["--product", product], interrupt: interrupt)
            let path = try ChildProcess.run(swift, arguments + ["--show-bin-path"], interrupt: interrupt).text
            let place = path.split(separator: "\n").last.map(String.init) ?? ""
            return "\(place)/\(product)"
        } catch CommandError.toolFailed(_, let output) {
            throw DiffError.doesNotBuild(side, revision: revision.label, output: Self.end(of: output))
        }
    }

    /// The modules of the program, once it is built; nil where that is not known.
    ///
    /// - Parameter package: path of the package from the root of the repository.
    func modules(
        of revision: Repository.Revision, in repository: Repository, package: String
    ) throws -> PackageModules? {
        guard let swift else { return nil }
        let arguments = ["package", "--package-path", folder, "describe", "--type", "json"]
        guard let text = try? ChildProcess.run(swift, arguments, interrupt: interrupt).text else {
            return nil
        }
        // A warning may stand in front.
        let description = String(text.drop { $0 != "{" })
        return try? PackageModules(describedBy: description, product: product, in: folder) {
            try repository.digest(of: "\(package)/\($0)", at: revision)
        }
    }

    private static func end(of output: String) -> String {
        output.split(separator: "\n").suffix(shownLines).joined(separator: "\n")
    }
}
