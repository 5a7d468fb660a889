import Foundation
import QuorateDrivers
import Testing

@testable import QuorateCommand
@testable import QuorateSpecs

/// Everything that a person can get wrong: a clear message, the exit status, and nothing on standard output.
@Suite struct BadInputTests {
    struct Slip: Sendable {
        var line: [String]
        var status: Int32 = 64
        var message: String

        init(_ line: String, _ message: String, status: Int32 = 64) {
            self.line = line.split(separator: " ").map(String.init)
            self.message = message
            self.status = status
        }
    }

    @Test(arguments: [
        Slip("check Stiarcase", "the catalog has no spec Stiarcase; did you mean Staircase?"),
        Slip("check Xyzzy", "it has Staircase, Sleeper, Holey, Overflow"),
        Slip("check staircase", "did you mean Staircase?"),
        Slip("check Staircase --set stesp=3", "Staircase has no parameter stesp; did you mean steps?"),
        Slip("check Sleeper --set steps=3", "Sleeper has no parameter steps; it has none"),
        Slip("check Staircase Sleeper --set steps=3", "Sleeper has no parameter steps"),
        Slip("check Staircase --set steps=0", "steps=0 is out of range: Staircase takes 1 to 1000"),
        Slip("check Staircase --set steps=1001", "steps=1001 is out of range"),
        Slip("check Staircase --set steps=-1", "steps=-1 is out of range"),
        Slip("check Staircase --set steps=3 --set steps=3", "the parameter steps is set twice"),
        Slip("check Staircase --set steps=3 steps=4", "the parameter steps is set twice"),
        Slip("check Staircase --set steps", "write a name, an equals sign and a whole number"),
        Slip("check Staircase --set steps=", "write a name, an equals sign and a whole number"),
        Slip("check Staircase --set =3", "write a name, an equals sign and a whole number"),
        Slip("check Staircase --set steps=three", "write a name, an equals sign and a whole number"),
        Slip("check Staircase --set steps=99999999999999999999", "a whole number"),
        Slip("check Staircase --set landing=9", "the spec refuses these parameters"),
        Slip("check Staircase --mutant laep", "Staircase has no mutant laep; did you mean leap?"),
        Slip("check Sleeper --mutant leap", "Sleeper has no mutant leap; it has none"),
        Slip("check Staircase Sleeper --mutant leap", "Sleeper has no mutant leap"),
        Slip("check Staircase --mutant leap --mutant idle", "one mutant at a time"),
        Slip("check Staircase --property noon", "Staircase has no property \"noon\""),
        Slip("check Sleeper --property nono", "did you mean \"noon\"?"),
        Slip("check Sleeper --property noon breakfast", "\"breakfast\" is a property and not a spec"),
        Slip("check --set steps=3", "--set needs a SPEC"),
        Slip("check --mutant leap", "--mutant needs a SPEC"),
        Slip("prove --mutant leap", "--mutant needs one SPEC, model or automaton"),
        Slip("check --property noon", "--property needs a SPEC"),
        Slip("check Staircase --workers 0", "--workers 0 makes no sense; give 1 to 1024"),
        Slip("check Staircase --workers -4", "--workers -4 makes no sense"),
        Slip("check Staircase --workers two", "'two' is invalid"),
        Slip("check Staircase --max-states 0", "--max-states 0 makes no sense"),
        Slip("check Staircase --max-depth -1", "--max-depth -1 makes no sense"),
        Slip("check Staircase --max-seconds 0", "--max-seconds 0 makes no sense"),
        Slip("check Staircase --max-seconds nan", "makes no sense; give a number above 0"),
        Slip("check Staircase --max-memory 12Q", "'12Q' is invalid"),
        Slip("check Staircase --max-memory -1G", "makes no sense; give a size such as 512M"),
        Slip(
            "check Staircase --max-memory 1M",
            "a memory limit of 1 MiB is too small to start: give at least"),
        Slip("check Staircase --max-memory 1", "a memory limit of 1 B is too small to start: give at least"),
        Slip("check Staircase --store disk", "'disk' is invalid"),
        Slip("check Staircase --format yaml", "'yaml' is invalid"),
        Slip("check Staircase --frobnicate", "Unknown option '--frobnicate'"),
        Slip("check Staircase --export", "Missing value"),
        Slip("frobnicate", "Unexpected argument 'frobnicate'"),
        Slip("list --format xml", "'xml' is invalid"),
        Slip(
            "list --format junit", "'junit' is invalid for '--format <format>'. Please provide one of 'text'"),
        Slip("availability", "Missing expected argument '--failure"),
        Slip("availability --failure 1/0", "--failure 1/0: write a number between 0 and 1"),
        Slip("availability --failure -0.1", "--failure -0.1: write a number between 0 and 1"),
        Slip("availability --failure 1.1", "as in --failure 1/10 or --failure 0.1"),
        Slip("availability --failure 10%", "--failure 10%: write a number between 0 and 1"),
        Slip("availability --failure 0.1000000000000000000000001", "of at most 16 characters"),
        Slip("availability --failure 0.1 --replicas 9...3", "--replicas 9...3: write a number from 1 to 999"),
        Slip("availability --failure 0.1 --replicas -4", "or a range of them, as in --replicas 3...9"),
        Slip("availability --failure 0.1 --replicas 1...1000", "write a number from 1 to 999"),
        Slip("availability --failure 0.1 --faults -1", "--faults -1: write a number from 0 to 999"),
        Slip("availability --failure 0.1 --faults some", "'some' is invalid"),
        Slip("availability --failure 0.1 --target 99%", "as in --target 0.999 or --target 999/1000"),
        Slip("availability --failure 0.1 --target 1.001", "--target 1.001: write a number between 0 and 1"),
        Slip("availability --failure 0.1 --format xml", "'xml' is invalid"),
        Slip("show", "Missing expected argument '<file>'"),
        Slip("check --counterexamples x", "--counterexamples makes sense with --update-counterexamples only"),
        Slip("export x.itf.json", "Write --for swift, --for go or --for python"),
        Slip("export --swift", "Missing expected argument '<file>'"),
        Slip("check Holey --continue", "a hole of 7 bytes between small and large", status: 65),
        Slip("check Overflow --continue", "5 is outside the range 0 to 4", status: 65),
    ])
    func slipsAreToldWithTheRemedy(_ slip: Slip) async {
        for format in [[], ["--format", "json"]] where format.isEmpty || slip.line.first == "check" {
            let outcome = await quorate(slip.line + format)
            #expect(outcome.status == slip.status, "\(slip.line)")
            #expect(outcome.errors.contains(slip.message), "\(outcome.errors)")
            #expect(outcome.output == "")
        }
    }

    @Test(arguments: [
        Slip("help nope", "help has no topic nope; it has list, check, resume, simulate, prove,"),
        Slip("help chekc", "help has no topic chekc; did you mean check?"),
        Slip("help check prove", "help has no topic \"check prove\""),
        Slip("help bench-case", "help has no topic bench-case"),
    ])
    func anUnknownTopicIsSaid(_ slip: Slip) async {
        let outcome = await quorate(slip.line)
        #expect(outcome.status == slip.status && outcome.output == "")
        #expect(outcome.errors.contains(slip.message), "\(outcome.errors)")
    }

    @Test(arguments: HelpTopic.known + ["help"])
    func aKnownTopicIsShown(name: String) async {
        let outcome = await quorate(["help", name])
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(outcome.output.contains(name == "exit-status" ? "exit  meaning" : "quorate \(name) "))
    }

    /// Every file that a person names is named back, with the system's reason.
    @Test(arguments: [
        (["show", "."], ".: Is a directory"), (["show", ""], "\"\": No such file or directory"),
        (["show", "no such file"], "\"no such file\": No such file or directory"),
        (["show", "/dev/null/x"], "/dev/null/x: Not a directory"),
        (["check", "Staircase", "--export", ""], "the folder \"\": No such file or directory"),
        (["check", "Staircase", "--export", "/dev/null/x"], "the folder /dev/null/x: Not a directory"),
        (
            ["check", "Staircase", "--export", "/tmp/" + String(repeating: "x", count: 300)],
            "x: File name too long"
        ),
    ])
    func everyFileIsNamedBackWithTheReason(words: [String], reason: String) async {
        let outcome = await quorate(words)
        #expect(outcome.status == 74, "\(words)")
        #expect(outcome.errors.contains(reason + "\n"), "\(outcome.errors)")
        #expect(outcome.output == "")
    }

    /// An error of the system that nobody expected keeps its path and its reason.
    @Test func anErrorOfFoundation() throws {
        let error = try #require(throws: CocoaError.self) {
            try FileManager.default.createDirectory(
                atPath: "/dev/null/x", withIntermediateDirectories: true)
        }
        #expect("\(CommandLineTool.named(error))" == "/dev/null/x: Not a directory")
        #expect(ExitStatus(of: CommandLineTool.named(error)) == .inputOutput)
    }

    /// An error that nobody expected at all is ours: status 1 is for unlike results.
    @Test func anErrorOfNobody() async {
        struct Surprise: Error {}
        let top = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL.path
        let file = top + "/Counterexamples/BrachaBroadcast/echoes-2f.itf.json"
        let outcome = await quorate(["replay", file, "--against", "shipped"], over: catalog) {
            $0.drivers = drivers
            $0.freshProcess = { _ in throw Surprise() }
        }
        #expect(outcome.status == 70, "\(outcome.errors)")
        #expect(outcome.errors.contains("Surprise"))
    }

    @Test func aMutantNeedsThePropertyItNames() async {
        let outcome = await quorate(
            ["check", "Staircase", "--mutant", "leap", "--property", "at the top"])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("add --property 'on the stairs'"))
    }

    @Test func anEmptyCatalogIsSaid() async {
        let outcome = await quorate("check", over: .init([]))
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("the catalog has no specs"))
    }

    @Test func folderThatCannotBeWritten() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/file"
            try Data().write(to: URL(fileURLWithPath: file))
            let onFile = await quorate(["check", "Staircase", "--export", file])
            #expect(onFile.status == 74)
            #expect(onFile.errors.contains("cannot write to the folder \(file): File exists\n"))
            let outcome = await quorate(["check", "Staircase", "--export", file + "/below"])
            #expect(outcome.status == 74)
            #expect(outcome.errors.contains("cannot write to the folder \(file)/below: "))
            #expect(outcome.output == "", "checked before the search")
        }
    }
}
