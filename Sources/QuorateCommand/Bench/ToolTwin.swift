import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// The same protocol in another tool: generated, compiled and run with the settings that make it fastest.
struct ToolTwin: Contestant {
    private let twin: BenchmarkCase.Twin
    private let folder: URL
    private let runArguments: [String]
    private let initialStates: Int

    var tool: String { twin.tool.rawValue }
    var store: String { "exact" }
    var workers: Int { 1 }
    var asksForLiveness: Bool { twin.asksForLiveness }

    /// - Throws: ``CommandError`` when the tool or the compiler is not installed.
    static func require(_ tool: BenchmarkCase.Twin.Tool) throws {
        for program in [tool.rawValue, "gcc"] where ChildProcess.path(of: program) == nil {
            throw CommandError.missingTool(program)
        }
    }

    /// Compiles the model in a folder of its own.
    init(_ twin: BenchmarkCase.Twin, of chosen: BenchmarkCase, in folder: URL) throws {
        self.twin = twin
        self.folder = folder
        initialStates = chosen.instance.spec.initialStates().count
        try Folder.make(folder.path)
        // Spin's hash table has as many slots as the next power of two above 3/2 of the states.
        let slots = Double(chosen.instance.expected.distinctStates ?? 1) * 1.5
        // A way may go through all states, each with some of the formula's; -f is weak fairness of each process.
        let depth = 2 * (chosen.instance.expected.distinctStates ?? 1) + 10_000
        let search = twin.asksForLiveness ? ["-a", "-f", "-m\(depth)"] : ["-m10000"]
        runArguments = twin.tool == .spin ? search + ["-w\(Int(log2(slots)) + 1)"] : []
        switch twin.tool {
        case .spin: try compileSpin()
        case .rumur: try compileRumur()
        }
    }

    private func compileSpin() throws {
        try write(twin.model, "model.pml")
        try call("spin", ["-a", "model.pml"])
        // The verifier prints eight digits, too few for the largest case.
        let source = try String(contentsOf: folder.appendingPathComponent("pan.c"), encoding: .utf8)
        try write(source.replacingOccurrences(of: "%9.8g", with: "%.0f"), "pan.c")
        let kind = twin.asksForLiveness ? [] : ["-DSAFETY", "-DNOFAIR", "-DNOCOMP"]
        try call(
            "gcc",
            ["-O3", "-march=native", "-w"] + kind + [
                "-DNOREDUCE", "-DNOBOUNDCHECK", "-DMEMLIM=16000", "-DMURMUR", "-o", "search", "pan.c",
            ])
    }

    private func compileRumur() throws {
        try write(twin.model, "model.m")
        try call(
            "rumur",
            [
                "--threads", "1", "--symmetry-reduction", "off", "--deadlock-detection", "off",
                "--counterexample-trace", "off", "--output-format", "machine-readable", "-o", "model.c",
                "model.m",
            ])
        try call(
            "gcc",
            [
                "-std=c11", "-O3", "-march=native", "-mcx16", "-w", "-fwhole-program", "-finline-limit=5000",
                "--param", "max-inline-insns-auto=1000", "-o", "search", "model.c", "-lpthread",
            ])
    }

    private func write(_ text: String, _ name: String) throws {
        try WholeFile.write(Data(text.utf8), to: folder.appendingPathComponent(name).path)
    }

    private func call(_ program: String, _ arguments: [String]) throws {
        guard let path = ChildProcess.path(of: program) else { throw CommandError.missingTool(program) }
        _ = try ChildProcess.run(path, arguments, in: folder)
    }

    func run() throws -> Measurement {
        let search = folder.appendingPathComponent("search").path
        let (text, usage) = try ChildProcess.run(search, runArguments, in: folder)
        let counts = twin.tool == .spin ? spinCounts(text) : rumurCounts(text)
        guard let (distinct, generated) = counts else {
            throw CommandError.toolFailed(tool, output: text)
        }
        return Measurement(distinctStates: distinct, generatedStates: generated, usage)
    }

    /// `N states, stored` and `N transitions (= stored+matched)`; the first state is among the transitions.
    private func spinCounts(_ text: String) -> (Int, Int)? {
        guard text.contains("errors: 0"), !text.contains("max search depth too small"),
            !twin.asksForLiveness || text.contains("(fairness enabled)"),
            let distinct = Self.number(before: " states, stored", in: text),
            let generated = Self.number(before: " transitions (=", in: text)
        else { return nil }
        return (distinct - twin.leadingStates, generated - twin.leadingStates)
    }

    /// `<summary states="N" rules_fired="N" errors="0" …/>`; initial states are no rules.
    private func rumurCounts(_ text: String) -> (Int, Int)? {
        guard text.contains("errors=\"0\""),
            let distinct = Self.number(after: "<summary states=\"", in: text),
            let fired = Self.number(
                after: "rules_fired=\"", in: text.components(separatedBy: "<summary").last ?? "")
        else { return nil }
        return (distinct, fired + initialStates)
    }

    private static func number(before mark: String, in text: String) -> Int? {
        guard let range = text.range(of: mark) else { return nil }
        return text[..<range.lowerBound].split(whereSeparator: \.isWhitespace).last.flatMap { Int($0) }
    }

    private static func number(after mark: String, in text: String) -> Int? {
        guard let range = text.range(of: mark) else { return nil }
        return Int(text[range.upperBound...].prefix { $0.isNumber })
    }
}
