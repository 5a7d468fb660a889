#if MPI
    import Foundation
    import SeededRandom
    import Testing

    /// Ranks of MPI that a test starts.
    enum StartedRanks {
        /// What the ranks print, and their common status.
        static func run(_ count: Int, _ line: String) throws -> Outcome {
            let words = line.split(separator: " ").map(String.init)
            return try start(["-np", "\(count)", Executable.url.path] + words)
        }

        /// One stretch of a search: on so many ranks, or without `mpirun` on nil.
        static func stretch(_ count: Int?, _ line: String) async throws -> Outcome {
            if let count { return try run(count, line + " --distributed") }
            return try await Executable.run(line.split(separator: " ").map(String.init))
        }

        /// Starts a search, and kills one of its ranks once a command of the shell succeeds.
        static func kill(_ rank: Int, of count: Int, once condition: String, _ line: String) throws -> Outcome
        {
            let watch =
                "while kill -0 $p 2>/dev/null; do if \(condition); then kill -9 $p; break; fi; sleep 0.02; done"
            let script =
                "\"$0\" \"$@\" & p=$!; if [ \"$OMPI_COMM_WORLD_RANK\" = \(rank) ]; then \(watch); fi; wait $p"
            let words = line.split(separator: " ").map(String.init)
            return try start(
                ["-np", "\(count)", "/bin/sh", "-c", script, Executable.url.path] + words + ["--distributed"])
        }

        /// What `mpirun` prints with these arguments, and its status.
        static func start(_ arguments: [String]) throws -> Outcome {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["mpirun", "--allow-run-as-root", "--oversubscribe"] + arguments
            let (output, errors) = (Pipe(), Pipe())
            (process.standardOutput, process.standardError) = (output, errors)
            try process.run()
            let printed = output.fileHandleForReading.readDataToEndOfFile()
            let noted = errors.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return Outcome(
                status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
                errors: String(decoding: noted, as: UTF8.self))
        }

        /// The runs of a report in JSON, without what varies.
        static func runs(_ text: String) throws -> NSArray {
            let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            let runs = try #require(object?["runs"] as? [[String: Any]])
            let varying = ["wallSeconds", "cpuSeconds", "bytesPerState", "ranks"]
            #expect(runs.count == 1)
            return runs.map { $0.filter { !varying.contains($0.key) } } as NSArray
        }
    }

    /// Some rank is killed behind some checkpoint, again and again, and each time another number of ranks goes on.
    @Suite(.serialized) struct KilledRanksLongTests {
        @Test(arguments: ["TwoPhaseCommit managers=6 --property consistency --continue", "Raft servers=3"])
        func goesOn(line: String) async throws {
            var random = SplitMix(seed: Seed.announced())
            let alone = try await Executable.run(
                "check \(line) --format json --workers 1".split(separator: " ").map(String.init))
            try await withTemporaryFolder { path in
                let folder = "\(path)/kept"
                var kills = 0
                for levels in [2, 5, 8] {
                    let words =
                        levels == 2
                        ? "check \(line) --checkpoint \(folder) --every 0.001" : "resume \(folder)"
                    let ranks = random.number(2..<5)
                    let record = "\(folder)/quorate-search.json"
                    let outcome = try StartedRanks.kill(
                        random.number(0..<ranks), of: ranks,
                        once: "[ $(grep -o '\"sum\"' \(record) 2>/dev/null | wc -l) -ge \(levels) ]", words)
                    // It may have been quicker than whoever kills it.
                    if outcome.output.isEmpty { kills += 1 }
                    #expect(outcome.output.isEmpty == (outcome.status == 137), "\(outcome)")
                }
                #expect(kills > 0)
                for ranks in [random.number(1..<5), nil] {
                    let outcome = try await StartedRanks.stretch(ranks, "resume \(folder) --format json")
                    #expect(outcome.status == alone.status, "\(outcome)")
                    #expect(try StartedRanks.runs(outcome.output) == StartedRanks.runs(alone.output))
                }
            }
        }
    }
#endif
