import Foundation
import QuorateExplorer

#if canImport(Glibc)
    import Glibc
#endif

/// A process that is started, waited for, and asked what it used: Foundation's `Process` does not say.
enum ChildProcess {
    /// What a process used.
    struct Usage {
        /// User and system time, in seconds.
        var cpuSeconds: Double
        var wallSeconds: Double
        /// The largest resident set, in bytes; on Linux no less than that of the process that started it.
        var peakBytes: Int
    }

    /// The program as the shell would find it, or nil.
    static func path(of program: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs the program of this process once more, and returns what it prints.
    ///
    /// - Throws: ``CommandError`` when it cannot be started or does not end with status 0.
    static func runThisProgram(_ arguments: [String]) throws -> String {
        let name = CommandLine.arguments[0]
        let program = name.contains("/") ? name : path(of: name) ?? name
        let output = FileManager.default.temporaryDirectory.appendingPathComponent("quorate-\(UUID()).txt")
        defer { try? FileManager.default.removeItem(at: output) }
        return try run(program, arguments, in: nil, output: output).text
    }

    /// Runs a program to its end, with what it prints (errors too) in the file `output`.
    ///
    /// - Throws: ``CommandError`` when it cannot be started or does not end with status 0.
    static func run(
        _ program: String, _ arguments: [String], in folder: URL?, output: URL
    ) throws -> (text: String, usage: Usage) {
        let start = DispatchTime.now().uptimeNanoseconds
        let child = try spawn(program, arguments, in: folder, output: output)
        var status: Int32 = 0
        var resources = rusage()
        while wait4(child, &status, 0, &resources) < 0 {
            if errno != EINTR {
                throw CommandError.toolFailed(program, output: String(cString: strerror(errno)))
            }
        }
        let wall = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        let text = (try? String(decoding: Data(contentsOf: output), as: UTF8.self)) ?? ""
        guard status == 0 else { throw CommandError.toolFailed(program, output: text) }
        return (text, Usage(resources, wallSeconds: wall))
    }

    private static func spawn(
        _ program: String, _ arguments: [String], in folder: URL?, output: URL
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        // There is no portable way to spawn in another folder; a shell that replaces itself leaves no trace.
        let change = folder.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0.path] } ?? []
        let line = change + [program] + arguments
        var words: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var child: pid_t = 0
        let failure = posix_spawn(&child, line[0], &actions, nil, &words, environ)
        guard failure == 0 else {
            throw CommandError.toolFailed(program, output: String(cString: strerror(failure)))
        }
        return child
    }
}

extension ChildProcess.Usage {
    init(_ resources: rusage, wallSeconds: Double) {
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        cpuSeconds = seconds(resources.ru_utime) + seconds(resources.ru_stime)
        self.wallSeconds = wallSeconds
        #if canImport(Darwin)
            peakBytes = Int(resources.ru_maxrss)
        #else
            peakBytes = Int(resources.ru_maxrss) * 1024
        #endif
    }
}
