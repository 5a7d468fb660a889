import ArgumentParser
import Foundation

/// `quorate explore`: becomes the program beside it that knows a web library, so that nobody else has to build one.
struct ExploreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explore",
        abstract: "Opens a local page on which a protocol is walked by hand.",
        discussion: """
            The page is served by a program of its own, quorate-explore, which has to lie beside this one. It takes the same \
            arguments: a SPEC, --set, --mutant, --variant, --trace, --port, --max-states and --max-memory. \
            `quorate-explore --help` tells of them.
            """)

    @Argument(
        parsing: .captureForPassthrough,
        help: ArgumentHelp("A spec, and the options of quorate-explore.", valueName: "argument"))
    var arguments: [String] = []

    func run() throws {
        let session = Session.current
        let program = "\(session.programFile)-explore"
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw CommandError.noExploreProgram(program)
        }
        throw CommandError.exploreProgramFailed(program, reason: Self.become(program, arguments))
    }

    /// Puts a program in the place of this process; returns why it could not.
    private static func become(_ program: String, _ arguments: [String]) -> String {
        // What is ignored here would be ignored there: it is to end when it is told to.
        for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { signal(number, SIG_DFL) }
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        execv(program, words)
        return String(cString: strerror(errno))
    }
}
