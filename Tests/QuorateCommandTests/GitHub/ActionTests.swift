import Foundation
import Testing

/// The action for GitHub and the workflow that uses it: every step is run, with stubs in the place of the tools.
@Suite struct ActionTests {
    private static let folder = repository + "/.github/actions/quorate"

    /// A workspace with two commits, of which the second touches `Specs`, and tools that do as they are told.
    private func withWorkspace(_ body: (_ workspace: String, _ tools: String) async throws -> Void)
        async throws
    {
        try await withTemporaryFolder { folder in
            let (workspace, tools) = (folder + "/work", folder + "/tools")
            for path in [workspace + "/Specs", workspace + "/Docs", tools + "/bin"] {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            }
            try write(Self.swift, to: tools + "/swift")
            try write(Self.quorate, to: tools + "/bin/quorate")
            // Installing is for the host; here everything is there.
            try write("exit 0", to: tools + "/dpkg")
            try write("exit 1", to: tools + "/apt-get")
            try shell(
                "git init -q -b main . && echo .temporary > .gitignore && echo 1 > Specs/a", in: workspace)
            try shell(Self.commit, in: workspace)
            try shell("echo 2 > Specs/a && \(Self.commit)", in: workspace)
            try await body(workspace, tools)
        }
    }

    private static let commit =
        "git add -A && git -c user.name=a -c user.email=b -c commit.gpgsign=false commit -q -m c"

    private static let swift = """
        case "$*" in
        *--show-bin-path*) echo "$(dirname "$0")/bin" ;;
        *) echo "building $*"; [ ! -f broken ] ;;
        esac
        """

    /// Ends with the status after `--end`, and prints what the format asks for.
    ///
    /// Its `mutate` is that of an older version, which a package may have resolved: it has no format for a host.
    private static let quorate = """
        if [ "$1" = help ]; then
            case $2 in
            exit-status) echo "   12  safety violated" ;;
            diff) echo "  --format <format>  How to print. (values: text, json, markdown; default: text)" ;;
            mutate) echo "  --format <format>  How to print. (values: text, json; default: text)" ;;
            *) printf '  --format <format>  How to print. (values: text,\\n      json, sarif, github; default: text)\\n' ;;
            esac
            exit
        fi
        printf '<%s>' "$@" >> "$RUNNER_TEMP/calls"; echo >> "$RUNNER_TEMP/calls"
        status=0
        for word; do [ "$last" != --end ] || status=$word; last=$word; done
        case $last in
        sarif) echo "{\\"id\\":\\"quorate-$1/\\"}" ;;
        github) [ $status != 12 ] || echo "::error title=x::violated"; echo "summary of $1" >> "$GITHUB_STEP_SUMMARY" ;;
        *) echo "::error::forged"; echo "report of $1" ;;
        esac
        exit $status
        """

    private func write(_ script: String, to path: String) throws {
        try Data("#!/bin/bash\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    @discardableResult private func shell(_ line: String, in folder: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-ec", line]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(line)")
        return text
    }

    private func run(
        _ inputs: [String: String], _ workspace: String, _ tools: String
    ) throws -> (result: CompositeAction.Result, calls: [String]) {
        let calls = workspace + "/.temporary/calls"
        try? FileManager.default.removeItem(atPath: calls)
        let result = try CompositeAction(in: Self.folder).run(
            ["base": ""].merging(inputs) { $1 }, in: workspace, tools: tools)
        let text = (try? String(contentsOfFile: calls, encoding: .utf8)) ?? ""
        return (result, text.split(separator: "\n").map(String.init))
    }

    @Test func success() async throws {
        try await withWorkspace { workspace, tools in
            let (result, calls) = try run(["prove": "all", "conform": "all"], workspace, tools)
            #expect(
                result.steps == [
                    "Decide 0", "Install 0", "Keep builds", "Build 0", "Check 0", "Prove 0", "Conform 0",
                    "Verdict 0",
                ])
            #expect(
                calls == [
                    "<check><--format><github>", "<prove><--format><github>", "<conform><--format><github>",
                ])
            #expect(result.status == 0 && result.outputs["status"] == "0" && result.commands.isEmpty)
            #expect(result.summary == "summary of check\nsummary of prove\nsummary of conform\n")
        }
    }

    /// A check that fails does not keep the others from running, and the worst has the last word.
    @Test func worstStatus() async throws {
        try await withWorkspace { workspace, tools in
            let (result, calls) = try run(
                ["check": "Raft --end 30\n\nPBFT --end 12\n", "prove": "--end 20", "sarif": "true"],
                workspace, tools)
            #expect(result.steps.suffix(4) == ["Check 0", "Prove 0", "Upload", "Verdict 12"])
            #expect(result.status == 12 && result.outputs["status"] == "12")
            try #require(calls.count == 6)
            #expect(calls[1] == "<check><Raft><--end><30><--format><sarif>")
            // Of the violation the command has told; of the others the action does.
            #expect(result.commands.map(\.message).filter { $0.hasPrefix("Exit status") }.count == 2)
            #expect(result.summary.hasSuffix("\nThe worst exit status is 12.\n"))
            let files = try shell("cat .temporary/quorate/sarif/*", in: workspace)
            #expect(
                files
                    == "{\"id\":\"quorate-check-1/\"}\n{\"id\":\"quorate-check-2/\"}\n{\"id\":\"quorate-prove-1/\"}\n"
            )
            for (statuses, worst) in [
                ("12 70", 70), ("20 30", 30), ("50 12", 12), ("12 139", 139), ("0 1", 1),
            ] {
                let lines = statuses.split(separator: " ").map { "x --end \($0)" }.joined(separator: "\n")
                #expect(
                    try run(["check": lines], workspace, tools).result.status == Int32(worst), "\(statuses)")
            }
        }
    }

    /// Words are quoted as in a shell, patterns stand for files where files are asked for, and nothing is run.
    @Test func words() async throws {
        try await withWorkspace { workspace, tools in
            let (result, calls) = try run(
                [
                    "check": "Raft --property \"one leader\" --set 'a=1'\n$(touch x); `touch x` --quiet *",
                    "replay": "Specs/* --against shipped",
                ], workspace, tools)
            #expect(result.status == 0)
            #expect(
                calls == [
                    "<check><Raft><--property><one leader><--set><a=1><--format><github>",
                    "<check><$(touch><x);><`touch><x`><--quiet><*><--format><github>",
                    "<replay><Specs/a><--against><shipped><--format><github>",
                ])
            #expect(!FileManager.default.fileExists(atPath: workspace + "/x"))
            let open = try run(["check": "Raft --property \"one leader"], workspace, tools)
            #expect(open.result.status == 64 && open.calls.isEmpty)
            #expect(open.result.commands.first?.message.hasPrefix("A quote is missing in") == true)
            let empty = try run(["check": "  \n"], workspace, tools)
            #expect(empty.result.status == 64)
            #expect(try run(["check": ""], workspace, tools).result.status == 64, "nothing was run")
        }
    }

    /// Commands that do not know the host's format: what they print is obeyed by nobody, and is in the summary.
    @Test func formatsForPeople() async throws {
        try await withWorkspace { workspace, tools in
            let base = try shell("git rev-parse HEAD~1", in: workspace).trimmingCharacters(
                in: .whitespacesAndNewlines)
            let (result, calls) = try run(
                [
                    "check": "", "mutate": "PBFT --end 21", "diff": "all", "forbid": "spec-removed",
                    "base": base,
                ],
                workspace, tools)
            #expect(
                calls == [
                    "<mutate><PBFT><--end><21><--format><text>",
                    "<diff><\(base)><HEAD><--product><quorate><--forbid><spec-removed><--format><markdown>",
                ])
            #expect(result.status == 21)
            #expect(result.summary.contains("\n    ::error::forged\n    report of mutate\n"))
            #expect(result.summary.contains("\n::error::forged\nreport of diff\n"))
            // Between the two lines that stop and start it again, the host reads nothing.
            let parts = result.log.split(separator: "\n").split { $0.hasPrefix("::stop-commands::") }
            #expect(parts.count == 3)
            let obeyed = parts.enumerated().flatMap { index, part in
                index == 0
                    ? Array(part)
                    : Array(part.drop { $0.wholeMatch(of: /::[0-9a-f]{32}::/) == nil }.dropFirst())
            }
            #expect(
                WorkflowRunner.commands(in: obeyed.joined(separator: "\n")).map(\.message) == [
                    "Exit status 21: the program was ended, or crashed"
                ])
        }
    }

    @Test func baseThatIsMissing() async throws {
        try await withWorkspace { workspace, tools in
            for base in ["", String(repeating: "0", count: 40), "0123456789012345678901234567890123456789"] {
                let (result, calls) = try run(
                    ["diff": "all", "base": base, "paths": "Docs"], workspace, tools)
                #expect(calls == ["<check><--format><github>"], "everything is run, and nothing compared")
                #expect(result.status == 0)
                #expect(result.commands.map(\.name) == ["notice"])
            }
        }
    }

    /// The job decides, so that a check that is required is not left waiting.
    @Test func changeElsewhere() async throws {
        try await withWorkspace { workspace, tools in
            let none = try run(["base": "HEAD~1", "paths": "Docs\nPackage.swift\n"], workspace, tools)
            #expect(none.result.steps == ["Decide 0"] && none.result.status == 0 && none.calls.isEmpty)
            #expect(none.result.summary.contains("touches none of the paths"))
            let some = try run(["base": "HEAD~1", "paths": "Docs\nSpecs\n"], workspace, tools)
            #expect(some.calls.count == 1)
        }
    }

    @Test func toolsThatAreMissing() async throws {
        try await withWorkspace { workspace, tools in
            try Data().write(to: URL(fileURLWithPath: workspace + "/broken"))
            let broken = try run([:], workspace, tools)
            #expect(broken.result.steps.last == "Build 1" && broken.calls.isEmpty)
            try write("echo \"$@\" >> installed", to: tools + "/apt-get")
            try write("[ $2 != libz3-dev ]", to: tools + "/dpkg")
            try write("exec \"$@\"", to: tools + "/sudo")
            _ = try run([:], workspace, tools)
            let installed = try String(contentsOfFile: workspace + "/installed", encoding: .utf8)
            #expect(installed == "update -qq\ninstall -y --no-upgrade libz3-dev\n")
        }
    }

    /// What the file says by itself: inputs are described and used, and none stands inside a script.
    @Test func fileIsSound() throws {
        let action = try CompositeAction(in: Self.folder)
        #expect(action.file["runs"]?["using"]?.text == "composite")
        let text = try String(contentsOfFile: Self.folder + "/action.yml", encoding: .utf8)
        for (name, input) in action.inputs {
            #expect(input["description"] != nil && input["default"] != nil, "\(name)")
            #expect(text.contains("inputs.\(name)"), "\(name)")
        }
        for step in action.steps {
            #expect((step["run"] == nil) != (step["uses"] == nil))
            if let script = step["run"]?.text {
                #expect(!script.contains("${{") && step["shell"]?.text == "bash")
            }
            if let other = step["uses"]?.text {
                #expect(other.wholeMatch(of: /[a-z\/-]+@v[0-9]+/) != nil, "\(other)")
            }
        }
        try shell("bash -n step", in: Self.folder)
    }

    @Test func workflowUsesIt() throws {
        let path = repository + "/.github/workflows/protocols.yml"
        let workflow = try PlainYAML(String(contentsOfFile: path, encoding: .utf8))
        #expect(workflow["on"]?["pull_request"] == .map([:]) && workflow["on"]?["push"]?["paths"] == nil)
        let steps = workflow["jobs"]?["protocols"]?["steps"]?.items ?? []
        let used = try #require(steps.first { $0["uses"]?.text == "./.github/actions/quorate" })
        let inputs = try CompositeAction(in: Self.folder).inputs
        for name in used["with"]?.members.keys ?? [:].keys { #expect(inputs[name] != nil, "\(name)") }
        for path in used["with"]?["paths"]?.text?.split(separator: "\n") ?? [] {
            #expect(FileManager.default.fileExists(atPath: "\(repository)/\(path)"), "\(path)")
        }
    }
}
