import ArgumentParser
import Foundation
import QuorateExplorer
import QuorateTraces

/// `quorate init`: a package of one's own.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Writes a package of your own: specs, tests and a command that checks them.",
        discussion: """
            NAME is the name of a new folder, of the package in it and of its spec, as in Ballot; a folder in front of \
            it, as in ../Ballot, is where the new one is made. The package builds and passes as it is: a leader \
            election and a broadcast with a Byzantine replica, to be replaced by protocols of yours.

            The package uses the clone of Quorate in which this program was built, or the one at --path. With --url \
            it uses a version of Quorate instead.

            Nothing is replaced: a folder of that name with anything in it is refused.
            """)

    @Argument(help: ArgumentHelp("The package and its spec, as in Ballot.", valueName: "name"))
    var name: String

    @Flag(help: "Add the code that the spec is about, its driver and tests that run both.")
    var driver = false

    @Option(help: ArgumentHelp("Use the clone of Quorate in this folder.", valueName: "folder"))
    var path: String?

    @Option(help: ArgumentHelp("Use Quorate from the repository at this address.", valueName: "url"))
    var url: String?

    @Option(
        help: ArgumentHelp(
            "Use this version of it, or a later one that only mends it; the version of this program unless given.",
            valueName: "version"))
    var from: String?

    func run() throws {
        let session = Session.current
        let source = try QuorateSource(path: path, url: url, from: from, program: session.programFile)
        let place = NewPlace(name)
        let package = NewPackage(
            name: try PackageName(place.name, beside: source), hasDriver: driver, source: source,
            folder: try place.checked(source))
        let files = package.files
        try WholeFolder(files.map { ($0.path, Data($0.text.utf8)) }, at: place.path).put()
        try session.console.print(report(of: files.map(\.path), at: place.path))
    }

    private func report(of files: [String], at path: String) -> String {
        let steps = [
            "cd \(Shell.quoted(path)) && swift test", "swift run -c release Checker check",
            driver ? "swift run -c release Checker conform" : nil,
        ].compactMap(\.self)
        let list = files.map { "  \(path)/\($0)" }
        return
            (["\(Numerals.count(files.count, "file")) written"] + list + [""]
            + zip(["Try next:  "] + Array(repeating: "           ", count: 2), steps).map { "\($0) \($1)" })
            .joined(separator: "\n")
    }
}
